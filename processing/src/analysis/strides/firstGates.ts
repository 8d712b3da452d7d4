import type { ExclusionReason, Task } from '../../model/index.ts'
import type { StrideDraft } from './draft.ts'
import { PLAUSIBLE, USUAL } from './limits.ts'

/** Gates of one stride for itself, in the order of what says most: missing samples, a stop, impossible times, feet that do not alternate. */
export function firstGates(stride: StrideDraft, usual_s: number, usualN: number, task: Task): ExclusionReason | null {
  const { stride_s, step_s } = stride.metrics
  if (stride.gap) return 'gap'
  if (stride_s > PLAUSIBLE.stride_s[1] || (usualN >= USUAL.pauseFrom && stride_s > USUAL.pause * usual_s)) return 'pause'
  if (stride_s < PLAUSIBLE.stride_s[0] || stride.toeOff_s === null) return 'implausible'
  if (step_s !== undefined && (step_s < PLAUSIBLE.step_s[0] || step_s > PLAUSIBLE.step_s[1])) return 'implausible'
  if (usualN >= USUAL.from) {
    const [least, most] = PLAUSIBLE.cadence_per_min[task]
    const cadence_per_min = 120 / usual_s
    if (cadence_per_min < least || cadence_per_min > most) return 'implausible'
  }
  return stride.alternates === false ? 'no-alternation' : null
}
