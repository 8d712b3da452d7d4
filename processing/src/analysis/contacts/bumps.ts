import type { GaitEvent } from '@solestream/processing/model'
import type { History } from './history.ts'
import type { Levels } from './levels.ts'
import { medianInPlace } from './median.ts'

/** A contact this short, compared with the usual stance, ... */
const SHORT_RATIO = 0.35
/** ... whose force stays below this much of R is a scuff in swing. */
const LOW_RATIO = 0.6

/** Leaves out scuffs: short and weak contacts with the toe-off that ends them. `events` alternate. `levels` are those of their time. */
export function withoutBumps(events: readonly GaitEvent[], history: History, levels: Levels): GaitEvent[] {
  const usual_s = usualStance(events)
  const kept: GaitEvent[] = []
  let i = 0
  for (let k = 0; k < events.length; k++) {
    const on = events[k]!
    const off = events[k + 1]
    if (on.kind === 'initial-contact' && off?.kind === 'toe-off' && off.time_s - on.time_s < SHORT_RATIO * usual_s) {
      while (i < history.count && history.t(i) < on.time_s) i++
      let peak = -Infinity
      for (let j = i; j < history.count && history.t(j) <= off.time_s; j++) peak = Math.max(peak, history.x(j))
      levels.afterStance(peak, i)
      if (peak < levels.floor + LOW_RATIO * levels.range) {
        k++
        continue
      }
    }
    kept.push(on)
  }
  return kept
}

function usualStance(events: readonly GaitEvent[]): number {
  const stances = new Float64Array(events.length)
  let n = 0
  for (let k = 1; k < events.length; k++)
    if (events[k]!.kind === 'toe-off' && events[k - 1]!.kind === 'initial-contact') stances[n++] = events[k]!.time_s - events[k - 1]!.time_s
  return n === 0 ? 0 : medianInPlace(stances, n)
}
