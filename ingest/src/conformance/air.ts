import { attempt } from '../ble/attempt.ts'
import { RadioUnavailable, type Advertisement, type Connection, type Radio, type RadioState } from '../ble/radio.ts'
import { RADIO_WORDS } from '../ble/radioWords.ts'

/** The insole that is looked at, as it was heard. */
export interface Neighbour {
  readonly id: string
  readonly name: string | null
}

/** The radio as the kit uses it: one device, one after the other. */
export interface Air {
  /** Scans until one is heard that fits; null: none was. */
  hear(fits: (advertisement: Advertisement) => boolean, limit_ms: number): Promise<Advertisement | null>
  connect(id: string, limit_ms: number): Promise<Connection>
  close(): Promise<void>
}

const ADAPTER_MS = 5000
const NEVER = new AbortController().signal

/** Resolves when the adapter is on; rejects with a RadioUnavailable that has the mend. */
export async function openAir(radio: Radio): Promise<Air> {
  let trouble: Exclude<RadioState, 'on'> = 'none'
  let isOn = (): void => undefined
  const on = new Promise<void>((resolve) => (isOn = resolve))
  let found: (advertisement: Advertisement) => void = () => undefined
  await radio.open({
    state(now) {
      if (now === 'on') isOn()
      else trouble = now
    },
    found: (advertisement) => found(advertisement),
    warning: () => undefined,
  })
  try {
    await attempt('switch Bluetooth on', ADAPTER_MS, NEVER, () => on)
  } catch {
    await radio.close()
    const words = RADIO_WORDS[trouble]
    throw new RadioUnavailable(words.detail, words.mend)
  }
  return {
    async hear(fits, limit_ms) {
      try {
        return await attempt('hear an insole', limit_ms, NEVER, () => {
          const heard = new Promise<Advertisement>((resolve) => {
            found = (advertisement) => {
              if (fits(advertisement)) resolve(advertisement)
            }
          })
          radio.startScan()
          return heard
        })
      } catch {
        return null
      } finally {
        found = () => undefined
        await radio.stopScan()
      }
    },
    async connect(id, limit_ms) {
      const abort = new AbortController()
      const timer = setTimeout(() => abort.abort(new Error(`no connection within ${limit_ms / 1000} s`)), limit_ms)
      try {
        return await radio.connect(id, abort.signal)
      } finally {
        clearTimeout(timer)
      }
    },
    close: () => radio.close(),
  }
}
