import { notComparable, symmetryIndex_percent } from '@solestream/processing/analysis'
import type { ForceBlock } from '@solestream/processing/graph'
import type { GaitEvent, InsoleDescription, Side, Stride } from '@solestream/processing/model'
import type { FeedbackPlan } from './model.ts'
import { PartShare } from './partShare.ts'

/** What a goal makes of what the graph says: a value with each new stride that has one. */
export interface GoalValue {
  force(force: ForceBlock): void
  event(event: GaitEvent): number | null
  stride(stride: Stride): number | null
  readonly unavailable: string | null
}

const nothing = { force: () => undefined, event: () => null, stride: () => null, unavailable: null }

/** Only strides that passed the gate count. */
export function goalValue({ goal, side }: FeedbackPlan, insole: (side: Side) => InsoleDescription | null): GoalValue {
  switch (goal) {
    case 'stance-symmetry':
      return { ...nothing, stride: symmetryOf('stance_s') }
    case 'load-symmetry': {
      const insoles = [insole('left'), insole('right')].filter((one) => one !== null)
      const newtons = insoles.length === 2 && insoles.every(({ calibration }) => calibration !== null && calibration.method !== 'none')
      const unavailable = newtons ? notComparable(insoles) : 'the insoles are not calibrated: their forces cannot be compared'
      return unavailable === null ? { ...nothing, stride: symmetryOf('impulse_Ns') } : { ...nothing, unavailable }
    }
    case 'contact-time':
      return { ...nothing, stride: (stride) => (stride.valid && stride.side === side ? (stride.stance_s ?? null) : null) }
    case 'cadence':
      return { ...nothing, stride: (stride) => (stride.valid ? (stride.cadence_per_min ?? null) : null) }
    case 'forefoot-load':
    case 'heel-load': {
      const described = side === null ? null : insole(side)
      if (described === null) return { ...nothing, unavailable: `the ${String(side)} insole is not there` }
      const share = new PartShare(described, goal === 'heel-load' ? 'heel' : 'forefoot')
      return {
        ...nothing,
        force: (force) => (force.side === side ? share.add(force) : undefined),
        event: (event) => (event.side === side ? share.event(event) : null),
        unavailable: share.unavailable,
      }
    }
  }
}

/** SI (Robinson) of the newest stride of each foot; null until both feet have one. */
function symmetryOf(metric: 'stance_s' | 'impulse_Ns'): GoalValue['stride'] {
  const newest: { left: number | null; right: number | null } = { left: null, right: null }
  return (stride) => {
    if (!stride.valid) return null
    newest[stride.side] = stride[metric] ?? null
    return newest.left === null || newest.right === null ? null : symmetryIndex_percent(newest.left, newest.right)
  }
}
