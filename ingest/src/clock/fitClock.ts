import { createTickUnwrapper } from '@solestream/firmware-protocol'
import type { SyncExchange } from '../record.ts'
import { createCollector } from './evidence.ts'
import { createHostSteps } from './hostSteps.ts'
import type { HostLine } from './acrossStep.ts'

/** What relates one boot's ticks to host time; `rejected` exchanges contradicted the others. */
export interface ClockFit {
  readonly line: HostLine
  readonly rejected: number
}

/**
 * One line over all exchanges of one boot, in order of time, for a reader that has the whole recording. Ticks are raw; device time 0 is
 * tick 0 of the first exchange's wrap. null: no usable exchange.
 */
export function fitClock(exchanges: readonly SyncExchange[], tick_ns: number): ClockFit | null {
  const ticks = createTickUnwrapper(tick_ns)
  const steps = createHostSteps()
  const collector = createCollector({ steps })
  for (const { sent_s, deviceReceived_tick, deviceSent_tick, received_s } of exchanges) {
    const seconds = (tick: number) => (ticks.unwrap(tick, received_s) * tick_ns) / 1e9
    const { total_s } = steps
    collector.exchange({
      sent_s: sent_s - total_s,
      deviceReceived_s: seconds(deviceReceived_tick),
      deviceSent_s: seconds(deviceSent_tick),
      received_s: received_s - total_s,
    })
  }
  const line = collector.exchanges > 0 ? collector.line() : null
  return line === null ? null : { line, rejected: collector.rejected }
}
