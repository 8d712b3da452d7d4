import type { SyncExchange } from '../record.ts'
import { pause } from './attempt.ts'
import type { Control } from './control.ts'
import type { SyncPace } from './timing.ts'

/**
 * Asks for the device's ticks again and again until the link is over: often at first, then every few seconds, at instants left to chance.
 * What an exchange means is for the clock to find out: its middle is biased by half a connection interval.
 */
export async function keepInSync(
  control: Control,
  over: AbortSignal,
  paces: readonly SyncPace[],
  exchanged: (exchange: SyncExchange) => void,
  random: () => number = Math.random,
): Promise<void> {
  for (const { count, from_ms, to_ms } of paces) {
    for (let n = 0; n < count && !over.aborted; n++) {
      await exchange(control, exchanged, random)
      await pause(from_ms + (to_ms - from_ms) * random(), over)
    }
  }
}

async function exchange(control: Control, exchanged: (exchange: SyncExchange) => void, random: () => number): Promise<void> {
  const echo = Math.floor(random() * 2 ** 32) >>> 0
  try {
    const { response, sent_s, received_s } = await control.send({ command: 'timeSync', echo })
    if (response.command === 'timeSync' && response.times?.echo === echo) {
      const { deviceReceived_tick, deviceSent_tick } = response.times
      exchanged({ sent_s, deviceReceived_tick, deviceSent_tick, received_s })
    }
  } catch {
    // No answer: the watchdog on data says whether the link is lost; a lost exchange alone is none.
  }
}
