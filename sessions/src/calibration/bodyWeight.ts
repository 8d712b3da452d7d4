import { createStanding, fitBodyWeight, type BodyWeightFit, type Standing } from '@solestream/processing/analysis'
import { SIDES, type InsoleDescription, type SampleBlock, type Side } from '@solestream/processing/model'
import { duration_s, measured, stepAt, type Step } from './exercises.ts'
import type { BodyWeightOptions } from './model.ts'

/** Samples of both feet through the steps of an exercise. */
export interface BodyWeightRun {
  /** Told of each new step. */
  push(block: SampleBlock): Step | null
  readonly now: { readonly step: Step; readonly left_s: number; readonly progress_percent: number } | null
  readonly done: boolean
  result(): BodyWeightFit | null
}

/** Time runs by the samples of the side that is behind, from the first sample that both have. */
export function createBodyWeightRun(insoles: { readonly [S in Side]: InsoleDescription }, options: BodyWeightOptions): BodyWeightRun {
  const { exercise, bodyMass_kg } = options
  const standing: Standing = createStanding(insoles)
  const newest_s = { left: NaN, right: NaN }
  let from_s = NaN
  let step: Step | null = null
  const since_s = (): number => Math.min(newest_s.left, newest_s.right) - from_s || 0

  return {
    push(block) {
      if (block.n === 0) return null
      standing.push(block)
      newest_s[block.side] = block.time_s[block.n - 1]!
      if (Number.isNaN(from_s) && SIDES.every((side) => !Number.isNaN(newest_s[side]))) from_s = Math.max(newest_s.left, newest_s.right)
      const now = Number.isNaN(from_s) ? null : stepAt(exercise, since_s())
      if (now === null || now.step === step) return null
      step = now.step
      return step
    },
    get now() {
      const now = stepAt(exercise, since_s())
      return now && { ...now, progress_percent: (100 * since_s()) / duration_s(exercise) }
    },
    get done() {
      return !Number.isNaN(from_s) && stepAt(exercise, since_s()) === null
    },
    result: () =>
      fitBodyWeight(
        standing.loads(measured(exercise).map((stretch) => ({ from_s: from_s + stretch.from_s, to_s: from_s + stretch.to_s }))),
        bodyMass_kg,
      ),
  }
}
