import { hindranceOf, RadioUnavailable, type RadioListener, type RadioState } from '@solestream/ingest/ble'
import { describe, expect, it } from 'vitest'
import { createFakeRadio, type FakeRadio } from './ble/fakeRadio.ts'

/** A radio that says all of this once it is open. */
function radioThat(...says: readonly ((listener: RadioListener) => void)[]): FakeRadio {
  const radio = createFakeRadio()
  const { open } = radio
  radio.open = async (listener) => {
    await open.call(radio, listener)
    for (const say of says) say(listener)
  }
  return radio
}
const state =
  (now: RadioState) =>
  (listener: RadioListener): void =>
    listener.state(now)

describe('what hinders Bluetooth', () => {
  it('is nothing when the adapter is on, at once or after a moment', async () => {
    expect(await hindranceOf(radioThat(state('on')))).toBeNull()
    expect(await hindranceOf(radioThat(state('off'), state('on')))).toBeNull()
  })

  it.each([
    ['off', /switched off/, /bluetoothctl power on/],
    ['none', /No Bluetooth adapter/, /Plug in/],
    ['unauthorised', /may not be used/, /setcap/],
    ['unsupported', /no Low Energy/, /4\.0/],
  ] as const)('is an adapter that is %s, with its mend', async (now, detail, mend) => {
    expect(await hindranceOf(radioThat(state(now)), 0)).toEqual({
      detail: expect.stringMatching(detail) as string,
      mend: expect.stringMatching(mend) as string,
    })
  })

  it('is silence', async () => {
    expect(await hindranceOf(radioThat(), 0)).toMatchObject({ detail: 'No Bluetooth adapter answers.' })
  })

  it('is what the stack warns of, where there is no adapter', async () => {
    const radio = radioThat((listener) => listener.warning('ENODEV, No such device'))
    expect(await hindranceOf(radio, 0)).toMatchObject({ detail: expect.stringContaining('ENODEV') as string })
  })

  it('is a stack that can’t be loaded', async () => {
    const radio = createFakeRadio()
    radio.openFault = new RadioUnavailable('not installed', 'install it')
    expect(await hindranceOf(radio)).toEqual({ detail: 'not installed', mend: 'install it' })
  })
})
