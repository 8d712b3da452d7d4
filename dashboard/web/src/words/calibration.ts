import type { CalibrationOutcomeDocument, CalibrationStatusDocument, InsoleStatusDocument } from '@solestream/dashboard-shared'
import { dateTime, number } from './format.ts'

type Use = InsoleStatusDocument['calibrationUse']
type Fit = NonNullable<CalibrationOutcomeDocument['fit']>
type Running = NonNullable<CalibrationStatusDocument['running']>

const METHODS = { vendor: 'by its maker', bench: 'on a bench', 'body-weight': 'by body weight' } as const

/** What the force of an insole rests on. */
export function calibrationWords(use: Use): string {
  if (use === null) return 'Never tared, not calibrated: loads are relative.'
  const tared = use.tared_utc === null ? '' : ` Tared ${dateTime(use.tared_utc)}.`
  if (use.method === 'none') return `Not calibrated: loads are relative.${tared}`
  return `Calibrated ${METHODS[use.method]}, ${dateTime(use.calibrated_utc)}.${tared}`
}

/** How well a calibration by body weight is determined. */
export function fitWords({ residual_percent, conditionNumber, gainError_percent }: Fit): string {
  const condition = conditionNumber === null ? 'infinite' : number(conditionNumber, 1)
  // Never better than it can be said.
  const gain = number(Math.max(0.1, Math.ceil(10 * gainError_percent) / 10), 1)
  return `Residual ${number(residual_percent, 1)} % of body weight, condition number ${condition}, left against right \u00b1${gain} %.`
}

/** What the person is to do now. */
export function stepWords({ what, step, side }: Running): string {
  switch (step) {
    case 'checking':
      return what === 'tare' ? 'Feet off the ground, hold still' : 'Looking at the data'
    case 'writing':
      return 'Writing to the insoles'
    case 'get-ready':
      return side === null ? 'Get ready: stand on both feet' : `Get ready: go on the ${side} leg`
    case 'hold':
      return `Stand still on the ${side ?? ''} leg`
    case 'shift':
      return 'Shift the weight slowly, left, right, left'
  }
}
