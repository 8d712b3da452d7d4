import { apart } from '../packets.ts'
import { judged, OF_HOSTS, unseen, type Requirement } from '../requirement.ts'
import { liveRuns } from '../stretches.ts'
import { timelineOf } from '../timeline.ts'
import { fails, holds, NotSeen } from '../verdict.ts'
import { identityOf } from './identity.ts'

/** Longer between the counters of samples and of exchanges is another counter. */
const LONGEST_LAG_S = 5
const EARLY_S = 0.05

export const time: readonly Requirement[] = [
  unseen('R-TIME-1', 'time comes from ticks', 'whether ticks are read or computed from a nominal rate does not show from outside'),
  judged('R-TIME-2', 'exchanges are timed early and late, by the counter of the samples', (evidence) => {
    const line = timelineOf(evidence, identityOf(evidence).tick_ns)
    for (const { asked, echo, deviceReceived_tick, deviceSent_tick, sent_s, received_s } of line.syncs) {
      if (echo !== asked) return fails(`echo ${asked}`, String(echo))
      const inside_s = apart(deviceSent_tick, deviceReceived_tick) * line.tick_s
      if (inside_s < 0) return fails('deviceSent after deviceReceived', `${(1000 * inside_s).toFixed(3)} ms`)
      if (inside_s > received_s - sent_s + line.tick_s)
        return fails(`at most ${(1000 * (received_s - sent_s)).toFixed(1)} ms inside of the insole`, `${(1000 * inside_s).toFixed(1)} ms`)
    }
    const lags = liveRuns(evidence).flatMap(({ packets }) => packets.map(line.lag_s))
    if (lags.length === 0) throw new NotSeen('no samples came')
    const least_s = Math.min(...lags)
    if (least_s < -EARLY_S - line.best_s || least_s > LONGEST_LAG_S)
      return fails('the counter of the samples', `another one, ${least_s.toFixed(2)} s beside it`)
    return holds(`${line.syncs.length} exchanges, the shortest ${(1000 * line.best_s).toFixed(1)} ms`)
  }),
  unseen('R-TIME-3', 'no midpoints', OF_HOSTS),
  unseen('R-TIME-4', 'how often exchanges are made', OF_HOSTS),
  unseen('R-TIME-5', 'wraps are resolved', OF_HOSTS),
]
