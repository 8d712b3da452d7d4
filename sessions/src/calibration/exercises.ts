import type { Pose } from '@solestream/ingest'
import type { Side } from '@solestream/processing/model'

/** What a person does for a calibration by body weight, step by step; all times in sample time. */
export const EXERCISES = ['single-leg', 'shift'] as const
export type Exercise = (typeof EXERCISES)[number]

export interface Step {
  readonly step: 'get-ready' | 'hold' | 'shift'
  /** The leg to stand on. */
  readonly side: Side | null
  readonly seconds: number
  /** What a simulated person does from here on. */
  readonly pose?: Pose
}

export const STEPS: { readonly [E in Exercise]: readonly Step[] } = {
  'single-leg': [
    { step: 'get-ready', side: 'left', seconds: 4, pose: 'left-leg' },
    { step: 'hold', side: 'left', seconds: 5 },
    { step: 'get-ready', side: 'right', seconds: 4, pose: 'right-leg' },
    { step: 'hold', side: 'right', seconds: 5 },
  ],
  shift: [
    { step: 'get-ready', side: null, seconds: 3, pose: 'shift' },
    { step: 'shift', side: null, seconds: 20 },
  ],
}

export const duration_s = (exercise: Exercise): number => STEPS[exercise].reduce((sum, { seconds }) => sum + seconds, 0)

/** The step at so many seconds after the start; null: all are done. */
export function stepAt(exercise: Exercise, since_s: number): { readonly step: Step; readonly left_s: number } | null {
  let end_s = 0
  for (const step of STEPS[exercise]) {
    end_s += step.seconds
    if (since_s < end_s) return { step, left_s: end_s - since_s }
  }
  return null
}

/** The stretches whose samples count, in seconds after the start. */
export function measured(exercise: Exercise): readonly { readonly from_s: number; readonly to_s: number }[] {
  let at_s = 0
  return STEPS[exercise].flatMap(({ step, seconds }) => {
    at_s += seconds
    return step === 'get-ready' ? [] : [{ from_s: at_s - seconds, to_s: at_s }]
  })
}
