import { withoutNewSigintHandlers } from '../ble/signals.ts'
import { RADIO_WORDS } from '../ble/radioWords.ts'
import { unavailable } from '../ble/unavailable.ts'
import { ConfigurationFault } from '../configurationFault.ts'
import type { Bleno } from './bleno.ts'

const POWER_MS = 10_000

/** bleno with its adapter switched on. Rejects with a ConfigurationFault that says what is missing. */
export async function loadBleno(): Promise<Bleno> {
  let bleno: Bleno
  const before = process.listeners('SIGINT')
  try {
    bleno = ((await import('@abandonware/bleno')) as unknown as { readonly default: Bleno }).default
    // It starts with its first stateChange listener, and what it throws then is thrown here.
    bleno.on('stateChange', () => undefined)
  } catch (error) {
    const { detail, mend } = unavailable(error, '@abandonware/bleno')
    throw new ConfigurationFault(detail, mend)
  }
  withoutNewSigintHandlers(before)
  const on = await new Promise<boolean>((resolve) => {
    if (bleno.state === 'poweredOn') return resolve(true)
    const timer = setTimeout(() => settle(false), POWER_MS)
    const settle = (isOn: boolean): void => {
      clearTimeout(timer)
      bleno.off('stateChange', changed)
      resolve(isOn)
    }
    const changed = (state: string): void => {
      if (state === 'poweredOn') settle(true)
    }
    bleno.on('stateChange', changed)
  })
  if (on) return bleno
  letGo(bleno)
  const words =
    RADIO_WORDS[
      bleno.state === 'poweredOff'
        ? 'off'
        : bleno.state === 'unauthorized'
          ? 'unauthorised'
          : bleno.state === 'unsupported'
            ? 'unsupported'
            : 'none'
    ]
  throw new ConfigurationFault(words.detail, words.mend)
}

/** Its timer and its socket would keep the process alive for ever. */
function letGo(bleno: Bleno): void {
  const hci = bleno._bindings?._hci
  if (hci?.pollIsDevUp) hci.pollIsDevUp = () => undefined
  hci?._socket?.stop()
}
