import { TIMING } from './timing.ts'
import { createNobleRadio } from './nobleRadio.ts'
import { RadioUnavailable, type Radio, type RadioState } from './radio.ts'
import { RADIO_WORDS } from './radioWords.ts'
import type { Hindrance } from './unavailable.ts'

/** An adapter that is up says so at once, one that comes up within a second or two. */
const WAIT_MS = 3000

/**
 * What keeps this computer from finding insoles, or null. Opens the adapter and leaves it as it is: nothing is scanned, no link is touched.
 * noble stays loaded afterwards and keeps the process alive: a command that is done calls process.exit.
 */
export async function hindranceOf(radio: Radio = createNobleRadio(TIMING.disconnect_ms), wait_ms = WAIT_MS): Promise<Hindrance | null> {
  let state: RadioState = 'none'
  let warning: string | null = null
  let settle = (): void => undefined
  const settled = new Promise<void>((resolve) => (settle = resolve))
  try {
    await radio.open({
      state(now) {
        state = now
        // Off may be followed by on; what else there is stays.
        if (now !== 'off' && now !== 'none') settle()
      },
      found: () => undefined,
      warning: (text) => (warning ??= text),
    })
  } catch (error) {
    if (error instanceof RadioUnavailable) return { detail: error.message, mend: error.mend }
    throw error
  }
  const timer = setTimeout(settle, wait_ms)
  await settled
  clearTimeout(timer)
  await radio.close()
  return judged(state, warning)
}

function judged(state: RadioState, warning: string | null): Hindrance | null {
  if (state === 'on') return null
  if (state === 'none' && warning !== null) return { detail: `Bluetooth can’t be used: ${warning}`, mend: RADIO_WORDS.none.mend }
  const { detail, mend } = RADIO_WORDS[state]
  return { detail, mend }
}
