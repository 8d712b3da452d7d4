import type { IngestRecord, LinkState, Source, SourceState } from '@solestream/ingest'
import { createBleSource, RadioUnavailable, TIMING } from '@solestream/ingest/ble'
import type { Side } from '@solestream/processing/model'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { packetsOf } from './ble/decoded.ts'
import { createCentral } from '../src/ble/central.ts'
import { createFakeRadio, type FakeRadio } from './ble/fakeRadio.ts'

type Said = Extract<IngestRecord, { type: 'link' }>

interface Bench {
  readonly radio: FakeRadio
  readonly source: Source
  readonly records: IngestRecord[]
  readonly states: { state: SourceState; detail: string; mend: string | null }[]
  link(side: Side): Said | undefined
  linkStates(side: Side): LinkState[]
  packets(side: Side): number
}

async function bench(prepare: (radio: FakeRadio) => void = () => undefined): Promise<Bench> {
  const radio = createFakeRadio()
  prepare(radio)
  const records: IngestRecord[] = []
  const states: Bench['states'] = []
  const source = createBleSource({ radio, clock: { now_s: () => performance.now() / 1000, slept_s: () => 0 } })
  await source.start({
    record: (record) => void records.push(record),
    state: (state, detail, mend) => void states.push({ state, detail, mend }),
    ready: () => Promise.resolve(),
  })
  const links = (side: Side): Said[] => records.filter((r): r is Said => r.type === 'link' && r.side === side)
  return {
    radio,
    source,
    records,
    states,
    link: (side) => links(side).at(-1),
    linkStates: (side) => links(side).map((r) => r.state),
    packets: (side) => records.filter((r) => r.type === 'packet' && r.side === side).length,
  }
}

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)
const open: Bench[] = []
async function on(prepare: (radio: FakeRadio) => void): Promise<Bench> {
  const b = await bench(prepare)
  open.push(b)
  b.radio.turn('on')
  return b
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance', 'Date'] })
})
afterEach(async () => {
  for (const b of open.splice(0)) await b.source.stop()
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

describe('the life of a link', () => {
  it('goes from searching to streaming, step by step', async () => {
    const b = await on((radio) => void radio.add('left'))
    await pass(2000)
    expect(b.linkStates('left')).toEqual(['searching', 'connecting', 'preparing', 'preparing', 'streaming'])
    expect(b.linkStates('right')).toEqual(['searching'])
    expect(b.states.at(-1)).toMatchObject({ state: 'streaming', detail: 'The left insole streams.' })
    const types = b.records.filter((r) => r.type !== 'link').map((r) => r.type)
    expect(types.indexOf('insole')).toBeLessThan(types.indexOf('packet'))
    expect(types).toContain('sync')
    expect(types).toContain('status')
    expect(b.radio.connectsWhileScanning).toBe(0)
    expect(b.radio.scanning).toBe(true)
  })

  it('stops scanning when both stream, and scans again when one is lost', async () => {
    const b = await on((radio) => ['left', 'right'].forEach((side) => radio.add(side as Side)))
    await pass(2000)
    expect(b.states.at(-1)).toMatchObject({ state: 'streaming', detail: 'The left insole streams, the right insole streams.' })
    expect(b.radio.scanning).toBe(false)
    expect(b.radio.mostConnecting).toBe(1)
  })

  it('an insole that is heard but never connects does not hold up the other', async () => {
    const b = await on((radio) => {
      radio.add('left').hangs.add('connect')
      radio.add('right')
    })
    await pass(8000)
    expect(b.link('right')?.state).toBe('streaming')
    expect(b.linkStates('left')).toContain('connecting')
    expect(b.link('left')?.state).not.toBe('streaming')
    expect(b.records.some((r) => r.type === 'link' && r.side === 'left' && /did not answer within 5000 ms/.test(r.detail))).toBe(true)
  })

  it.each(['discover', 'identity', 'subscribe', 'control', 'layout', 'calibration'])(
    'a hanging step is ended by its time-out and tried again: %s',
    async (step) => {
      let hanging: ReturnType<FakeRadio['add']> | undefined
      const b = await on((radio) => {
        hanging = radio.add('left')
        hanging.hangs.add(step)
      })
      await pass(12_000)
      expect(hanging?.connects).toBeGreaterThanOrEqual(1)
      expect(b.link('left')?.state).not.toBe('streaming')
      hanging?.hangs.clear()
      await pass(30_000)
      expect(b.link('left')?.state).toBe('streaming')
    },
  )

  it.each([110, 121, 125, 130, 140, 160, 200, 400])('a link that goes %i ms after the start is taken up again', async (ms) => {
    let fake: ReturnType<FakeRadio['add']> | undefined
    const b = await on((radio) => void (fake = radio.add('left')))
    await pass(ms)
    fake?.connection?.drop()
    await pass(5000)
    expect(b.link('left')?.state).toBe('streaming')
    expect(fake?.connects).toBe(ms < 120 ? 1 : 2)
  })

  it.each([50, 100, 110, 125, 140, 400])('an adapter that goes and comes %i ms after the start is taken up again', async (ms) => {
    const b = await on((radio) => void radio.add('left'))
    await pass(ms)
    b.radio.turn('off')
    b.radio.turn('on')
    await pass(5000)
    expect(b.link('left')?.state).toBe('streaming')
  })

  it('waits longer after each failure, and not at all after a good link', async () => {
    let bad: ReturnType<FakeRadio['add']> | undefined
    await on((radio) => {
      bad = radio.add('left')
      bad.hangs.add('identity')
    })
    await pass(60_000)
    // Each try costs 3 s of waiting for the identity; without back-off there would be 18.
    expect(bad?.connects).toBeGreaterThanOrEqual(4)
    expect(bad?.connects).toBeLessThanOrEqual(9)
  })
})

describe('silence', () => {
  it('is shown within 2 s, and over when samples come again on the same link', async () => {
    const b = await on((radio) => void radio.add('left'))
    await pass(2000)
    const fake = b.radio.add('right', { serial: 'R2' })
    await pass(2000)
    expect(b.link('right')?.state).toBe('streaming')
    fake.mute = true
    await pass(1400)
    expect(b.link('right')).toMatchObject({ state: 'lost', detail: 'No samples for 1.2 s.' })
    expect(b.states.at(-1)?.state).toBe('lost')
    fake.mute = false
    await pass(300)
    expect(b.link('right')?.state).toBe('streaming')
    expect(fake.connects).toBe(1)
  })

  it('for longer gives the link up and takes it up anew', async () => {
    let fake: ReturnType<FakeRadio['add']> | undefined
    const b = await on((radio) => void (fake = radio.add('left')))
    await pass(2000)
    if (fake) fake.mute = true
    await pass(3300)
    expect(b.link('left')?.state).toBe('lost')
    if (fake) fake.mute = false
    await pass(3000)
    expect(fake?.connects).toBe(2)
    expect(b.link('left')?.state).toBe('streaming')
  })

  it('is not seen where this process itself stood still', async () => {
    const b = await on((radio) => void radio.add('left'))
    await pass(2000)
    // The clock goes on for 5 s without a single timer, as when the event loop is blocked; then the queued packets come.
    vi.setSystemTime(Date.now() + 5000)
    const before = performance.now()
    vi.spyOn(performance, 'now').mockImplementation(() => before + 5000)
    await pass(100)
    expect(b.link('left')?.state).toBe('streaming')
    vi.restoreAllMocks()
  })
})

describe('insoles that can’t be used', () => {
  it('a second left one is refused and said; the first one goes on', async () => {
    const b = await on((radio) => {
      radio.add('left', { serial: 'A' })
    })
    await pass(2000)
    const second = b.radio.add('left', { serial: 'B' })
    await pass(3000)
    const refusal = b.records.find((r) => r.type === 'link' && r.state === 'refused')
    expect(refusal).toMatchObject({ side: 'left', detail: 'Two insoles say they are the left one: A, which is used, and B, which is not.' })
    expect(refusal).toHaveProperty('mend', expect.stringMatching(/Switch one of them off/))
    expect(b.link('left')).toMatchObject({ state: 'streaming', detail: expect.stringMatching(/Two insoles/) as string })
    expect(second.connection).toBeNull()
    const before = b.packets('left')
    await pass(1000)
    expect(b.packets('left')).toBeGreaterThan(before)
    second.advertising = false
    await pass(31_000)
    expect(b.link('left')).toMatchObject({ state: 'streaming', detail: 'Samples arrive.', mend: null })
    const boots = new Set(packetsOf(b.records, 'left').map((p) => p.boot))
    expect(boots.size).toBe(1)
  })

  it('another takes the side over when the first has been gone for long', async () => {
    let first: ReturnType<FakeRadio['add']> | undefined
    const b = await on((radio) => void (first = radio.add('left', { serial: 'A' })))
    await pass(2000)
    if (first) first.advertising = false
    first?.connection?.drop()
    b.radio.add('left', { serial: 'B', boot: 2 })
    await pass(5000)
    expect(b.link('left')?.state).not.toBe('streaming')
    await pass(20_000)
    expect(b.link('left')?.state).toBe('streaming')
    expect(packetsOf(b.records, 'left').at(-1)?.boot).toBe(2)
  })

  it('one of another protocol major is refused by name; the other side goes on', async () => {
    const b = await on((radio) => {
      radio.add('left').identity = { protocolMajor: 2 }
      radio.add('right')
    })
    await pass(4000)
    expect(b.link('left')).toMatchObject({
      state: 'refused',
      detail: expect.stringMatching(/speaks protocol 2/) as string,
      mend: expect.stringMatching(/Update/) as string,
    })
    expect(b.link('right')?.state).toBe('streaming')
  })

  it('one whose layout is not its own is refused', async () => {
    const b = await on((radio) => void (radio.add('left').identity = { sensors: 12 }))
    await pass(3000)
    expect(b.link('left')).toMatchObject({ state: 'refused', detail: 'The insole has 12 sensors, its layout 16.' })
  })
})

describe('a narrow link', () => {
  it('lowers the rate until it fits, and says so', async () => {
    const b = await on((radio) => void (radio.add('left').mtu = 23))
    await pass(4000)
    expect(b.link('left')?.state).toBe('streaming')
    const packets = packetsOf(b.records, 'left')
    const period_s = (packets[0]?.period_ticks ?? 0) / 1e6
    expect(period_s).toBeGreaterThan(0.01)
    expect(b.records.some((r) => r.type === 'link' && /instead of 100\.0: this link carries no more/.test(r.detail))).toBe(true)
    expect(packets.every((p, i) => i === 0 || p.sequence === (packets[i - 1]?.sequence ?? 0) + (packets[i - 1]?.n ?? 0))).toBe(true)
  })
})

describe('the adapter', () => {
  it('that is switched off shows both as lost with its mend, and is taken up again', async () => {
    const b = await on((radio) => ['left', 'right'].forEach((side) => radio.add(side as Side)))
    await pass(2000)
    b.radio.turn('off')
    await pass(10)
    expect(b.link('left')).toMatchObject({ state: 'lost', detail: expect.stringMatching(/switched off/) as string })
    expect(b.states.at(-1)).toMatchObject({ state: 'lost', mend: expect.stringMatching(/bluetoothctl power on/) as string })
    b.radio.turn('on')
    await pass(4000)
    expect(b.states.at(-1)).toMatchObject({ state: 'streaming' })
  })

  it('that never answers is said after a while', async () => {
    const b = await bench()
    open.push(b)
    await pass(6000)
    expect(b.states.at(-1)).toMatchObject({
      state: 'waiting',
      detail: 'No Bluetooth adapter answers.',
      mend: expect.stringMatching(/Plug in/) as string,
    })
  })

  it('that the stack complains of keeps its reason', async () => {
    const b = await bench()
    open.push(b)
    b.radio.warn('ENODEV, No such device')
    await pass(6000)
    expect(b.states.at(-1)).toMatchObject({ state: 'failed', detail: 'Bluetooth can’t be used: ENODEV, No such device' })
  })

  it('that can’t be had at all is a state, not an exit', async () => {
    const b = await bench((radio) => (radio.openFault = new RadioUnavailable('No Bluetooth here.', 'Get some.')))
    open.push(b)
    expect(b.states.at(-1)).toEqual({ state: 'failed', detail: 'No Bluetooth here.', mend: 'Get some.' })
  })
})

describe('over a long time', () => {
  it('a hundred lost links leave no timers behind', async () => {
    let fake: ReturnType<FakeRadio['add']> | undefined
    const b = await on((radio) => void (fake = radio.add('left')))
    await pass(12_000)
    const timers = vi.getTimerCount()
    for (let n = 0; n < 100; n++) {
      fake?.connection?.drop()
      await pass(12_000)
      expect(b.link('left')?.state).toBe('streaming')
    }
    // The times of status and exchange differ from link to link, their number does not.
    expect(vi.getTimerCount()).toBe(timers)
    expect(fake?.connects).toBe(101)
  })

  it('scanning is begun anew: on some systems it stops without a word', async () => {
    const b = await on(() => undefined)
    await pass(200_000)
    expect(b.radio.scans).toBe(4)
    expect(b.radio.scanning).toBe(true)
  })

  it('the computer’s sleep is said and its links are taken up anew', async () => {
    const radio = createFakeRadio()
    radio.add('left')
    const records: IngestRecord[] = []
    let slept_s = 0
    const central = createCentral({
      radio,
      timing: TIMING,
      clock: { now_s: () => performance.now() / 1000, slept_s: () => [slept_s, (slept_s = 0)][0] ?? 0 },
      listener: { record: (r) => void records.push(r), state: () => undefined },
    })
    await central.start()
    radio.turn('on')
    await pass(3000)
    slept_s = 60
    await pass(1500)
    const lost = records.find((r) => r.type === 'link' && r.state === 'lost')
    expect(lost).toMatchObject({ side: 'left', detail: 'This computer slept for 60 s; what the insole sent meanwhile is missing.' })
    await pass(3000)
    expect(records.filter((r) => r.type === 'link').at(-1)).toMatchObject({ state: 'streaming' })
    await central.stop()
  })
})

describe('stopping', () => {
  it.each([0, 130, 160, 3000])('after %i ms leaves nothing behind', async (ms) => {
    const b = await on((radio) => ['left', 'right'].forEach((side) => radio.add(side as Side)))
    await pass(ms)
    await b.source.stop()
    const said = b.records.length
    await pass(10_000)
    expect(b.records.length).toBe(said)
    expect(b.states.at(-1)?.state).toBe('ended')
  })
})
