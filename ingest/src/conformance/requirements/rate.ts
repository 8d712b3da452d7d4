import type { Evidence } from '../evidence.ts'
import { apart, endOf, live } from '../packets.ts'
import { judged, OF_HOSTS, unseen, type Requirement } from '../requirement.ts'
import type { Rates } from '../seen.ts'
import { liveRuns } from '../stretches.ts'
import { allHold, fails, holds, NotSeen, type Verdict } from '../verdict.ts'
import { saidOf } from './answers.ts'
import { identityOf } from './identity.ts'

/** Rates are kept to 0.001 Hz on the air. */
const FINE_HZ = 0.002

export const rate: readonly Requirement[] = [
  unseen('R-RATE-1', 'a rate that the link carries', OF_HOSTS),
  judged('R-RATE-2', 'every whole fraction of the rate is taken, and kept', (evidence) => {
    const seen = evidence.of('rates')
    const asked = [...seen.asked, seen.restored.asked]
    const { tick_ns } = identityOf(evidence)
    const refused = asked.find(({ exchange }) => exchange.result !== 'ok')
    if (refused) return fails(`ok to ${refused.rate_Hz.toFixed(3)} Hz`, saidOf(refused.exchange))
    const other = asked.find(({ rate_Hz, answered_Hz }) => answered_Hz === null || Math.abs(answered_Hz - rate_Hz) > FINE_HZ)
    if (other) return fails(`${other.rate_Hz.toFixed(3)} Hz answered`, `${String(other.answered_Hz)} Hz`)
    return allHold(
      `${asked.length} rates from ${Math.min(...asked.map(({ rate_Hz }) => rate_Hz)).toFixed(1)} Hz to ${seen.full_Hz} Hz`,
      ...kept(seen, tick_ns),
    )
  }),
  judged('R-RATE-3', 'what an insole can’t send it drops, and counts', (evidence) => {
    const lost = liveRuns(evidence).flatMap(({ packets }) =>
      packets.slice(1).map((packet, i) => apart(packet.sequence, endOf(packets[i]!))),
    )
    const missing = lost.filter((n) => n > 0).reduce((a, b) => a + b, 0)
    if (missing === 0) throw new NotSeen('nothing was dropped: the link carried all')
    const counted = droppedIn(evidence)
    return missing > counted
      ? fails(`${missing} samples counted in dropped`, String(counted))
      : holds(`${missing} samples were dropped and counted`)
  }),
]

function kept({ half, restored, full_Hz }: Rates, tick_ns: number): (Verdict | null)[] {
  const periodOf = (rate_Hz: number): number => 1e9 / tick_ns / rate_Hz
  const at = (rate_Hz: number, stretch: Rates['restored']['stretch']): Verdict | null => {
    const packets = live(stretch)
    if (packets.length === 0) return fails(`samples at ${rate_Hz} Hz`, 'none')
    const other = packets.find(({ period_ticks }) => Math.abs(period_ticks / periodOf(rate_Hz) - 1) > 0.01)
    return other ? fails(`samples at ${rate_Hz} Hz`, `${(1e9 / tick_ns / other.period_ticks).toFixed(3)} Hz`) : null
  }
  if (half === null) return [at(full_Hz, restored.stretch)]
  const said = half.identity?.rate_Hz
  const wrong =
    said !== undefined && Math.abs(said - half.rate_Hz) > FINE_HZ ? fails(`${half.rate_Hz} Hz in the identity`, `${said} Hz`) : null
  return [wrong, at(half.rate_Hz, half.stretch), at(full_Hz, restored.stretch)]
}

function droppedIn(evidence: Evidence): number {
  const { before, during } = evidence.of('stream')
  if (before.status === null || during.status === null) throw new NotSeen('the status can’t be read')
  return apart(during.status.dropped, before.status.dropped)
}
