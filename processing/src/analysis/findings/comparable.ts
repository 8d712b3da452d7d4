import type { MetricName, Summary } from '../../model/index.ts'
import { METRICS } from '../../model/index.ts'
import { dependsOnInsoles, otherInsoles, SPEED_TOLERANCE_M_S, speedOf, speedsApart } from '../compare/index.ts'
import type { FindingsInput } from './input.ts'
import type { Reasons } from './reasons.ts'

/** Which earlier sessions a figure may be held against, and what is to be known of them. */
export interface Comparable {
  readonly summaries: readonly Summary[]
  /** What was left out, and why; empty: nothing. */
  readonly leftOut: readonly string[]
  /** What is not known of those that stay. */
  readonly doubts: readonly string[]
}

/**
 * Earlier sessions for a figure: walking ones of the same speed (speed changes nearly every figure), and, for what depends on where the sensors
 * lie, of the same insoles. What is not known of a session does not exclude it: it is a doubt.
 */
export function comparableSessions(metric: MetricName, session: FindingsInput, reasons: Reasons): Comparable {
  const { summary, device, earlier = [] } = session
  const speed = speedOf(summary)
  const leftOut: string[] = []
  const doubts: string[] = []
  let kept = earlier
  /** `apart`: null where it is not known. */
  const keep = (apart: (one: (typeof earlier)[number]) => boolean | null, excluded: (n: number) => string, unknown: string): void => {
    const judged = kept.map((one) => ({ one, apart: apart(one) }))
    kept = judged.flatMap(({ one, apart }) => (apart === true ? [] : [one]))
    if (kept.length < judged.length) leftOut.push(excluded(judged.length - kept.length))
    if (judged.some(({ apart }) => apart === null)) doubts.push(unknown)
  }
  if (METRICS[metric].posture !== 'standing')
    keep(
      (one) => {
        const other = speedOf(one.summary)
        return speed === null || other === null ? null : speedsApart(speed, other)
      },
      (n) => reasons.otherSpeed(n, SPEED_TOLERANCE_M_S),
      reasons.speedUnknown,
    )
  if (dependsOnInsoles(metric)) keep((one) => otherInsoles(device, one.device), reasons.otherInsoles, reasons.insolesUnknown)
  return { summaries: kept.map((one) => one.summary), leftOut, doubts }
}
