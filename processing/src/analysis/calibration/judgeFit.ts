import type { CalibrationFit } from '../../model/index.ts'
import type { BodyWeightFit } from './fitBodyWeight.ts'

/** Load must go from foot to foot: at 10 the left foot's share varies by about +-9 % of body weight. */
export const MOST_CONDITION = 10
export const MOST_RESIDUAL_PERCENT = 5
export const MOST_GAIN_ERROR_PERCENT = 5
const MOST_LEFT_OUT_PERCENT = 30
const LEAST_SECONDS = 5

export interface Refusal {
  readonly because: string
  readonly mend: string
}

const f1 = (value: number): string => (Number.isFinite(value) ? value.toFixed(1) : 'infinite')
const SHIFT = 'Do it again, and put all of the weight on one leg, then on the other.'
const STILL = 'Do it again and stand still in each position; check the body mass, and that nothing else is leaned on.'

/** Why a fit does not carry a comparison of left with right; null: it does. */
export function fitFault(fit: Omit<CalibrationFit, 'bodyMass_kg' | 'seconds'>): Refusal | null {
  if (!(fit.conditionNumber <= MOST_CONDITION))
    return {
      because: `the weight did not go from foot to foot enough to tell the two insoles apart (condition number ${f1(fit.conditionNumber)}, at most ${MOST_CONDITION})`,
      mend: SHIFT,
    }
  if (!(fit.residual_percent <= MOST_RESIDUAL_PERCENT))
    return {
      because: `both feet together do not carry the body weight steadily (residual ${f1(fit.residual_percent)} %, at most ${MOST_RESIDUAL_PERCENT} %)`,
      mend: STILL,
    }
  if (!(fit.gainError_percent <= MOST_GAIN_ERROR_PERCENT))
    return {
      because: `left against right is known to ${f1(fit.gainError_percent)} % only (at most ${MOST_GAIN_ERROR_PERCENT} %)`,
      mend: SHIFT,
    }
  return null
}

/** Why nothing may be calibrated by it; null: it may. */
export function judgeFit(fit: BodyWeightFit | null): Refusal | null {
  if (fit === null)
    return { because: 'there are no samples of both feet under load', mend: 'Both insoles must stream, and carry the person.' }
  if (fit.seconds < LEAST_SECONDS)
    return { because: `only ${f1(fit.seconds)} s of both feet can be used, ${LEAST_SECONDS} s are needed`, mend: STILL }
  const fault = fitFault(fit)
  if (fault !== null) return fault
  if (fit.leftOut_percent > MOST_LEFT_OUT_PERCENT)
    return { because: `${f1(fit.leftOut_percent)} % of the time was movement (at most ${MOST_LEFT_OUT_PERCENT} %)`, mend: STILL }
  const { left, right } = fit.scale
  if (!(left > 0 && right > 0))
    return {
      because: 'an insole counts less the more it carries',
      mend: 'Check that each insole is in its own shoe, then tare and do it again.',
    }
  return null
}
