import { ATT_HEADER_BYTES } from '@solestream/firmware-protocol'
import { judged, type Requirement } from '../requirement.ts'
import { timelineOf } from '../timeline.ts'
import { fails, fallsShort, holds, NotSeen } from '../verdict.ts'
import { identityOf } from './identity.ts'

/** More than a second apart when they are sent, they may arrive closer. */
const SLACK = 2
const MOST_ppm = 100

export const status: readonly Requirement[] = [
  judged('R-STATUS-1', 'the status is notified when it changes, at most once a second', (evidence) => {
    const { notified, during } = evidence.of('stream')
    const { mtu } = evidence.of('basics')
    if (mtu !== null && during.bytes > mtu - ATT_HEADER_BYTES)
      throw new NotSeen(`a status of ${during.bytes} bytes does not fit MTU ${mtu}`)
    if (notified.length === 0) return fallsShort('a notification when it began to stream', 'none')
    const over_s = notified.at(-1)!.at_s - notified[0]!.at_s
    return notified.length > over_s + SLACK
      ? fallsShort('at most one a second', `${notified.length} in ${over_s.toFixed(1)} s`)
      : holds(`${notified.length} notifications in ${over_s.toFixed(1)} s`)
  }),
  judged('R-STATUS-2', 'the tick is said to be unhealthy when it is off by more than 100 ppm', (evidence) => {
    const [low, high] = timelineOf(evidence, identityOf(evidence).tick_ns).drift_ppm
    const healthy = evidence.of('stream').during.status?.tickHealthy
    if (healthy === undefined) throw new NotSeen('the status can’t be read')
    const said = `between ${low.toFixed(0)} and ${high.toFixed(0)} ppm`
    if (healthy && (low > MOST_ppm || high < -MOST_ppm)) return fails('a tick within 100 ppm, or the flag', `${said} against this computer`)
    if (!healthy && low > -MOST_ppm && high < MOST_ppm) return fails('the flag only for a tick that is off', said)
    return holds(`${healthy ? 'healthy' : 'not healthy'}; seen: ${said}`)
  }),
]
