import { apart } from '../packets.ts'
import { judged, OF_HOSTS, unseen, type Requirement } from '../requirement.ts'
import { fails, holds, NotSeen } from '../verdict.ts'
import { saidOf } from './answers.ts'
import { identityOf } from './identity.ts'

const RING_S = 60
/** The sample asked for is a second behind the oldest; the other is newest when it was asked for. */
const SLACK_S = 2.5

export const loss: readonly Requirement[] = [
  unseen('R-LOSS-1', 'what is missing in the sequence is lost', OF_HOSTS),
  judged('R-LOSS-2', 'a ring of 60 s, sent again on demand', (evidence) => {
    const { oldest, newest, after } = evidence.of('backfill')
    if (after.status === null) throw new NotSeen('the status can’t be read')
    const [from, to] = [oldest.packets[0], newest.packets[0]]
    if (from === undefined || to === undefined) {
      const missing = from === undefined ? oldest : newest
      return fails('a recovered packet of what the status says is there', saidOf(missing.exchange))
    }
    const span_s = apart(to.tick, from.tick) * identityOf(evidence).tick_ns * 1e-9
    if (after.status.oldest === 0) return holds(`all ${span_s.toFixed(0)} s since it was switched on`)
    return span_s >= RING_S - SLACK_S ? holds(`${span_s.toFixed(0)} s`) : fails(`${RING_S} s`, `${span_s.toFixed(1)} s`)
  }),
]
