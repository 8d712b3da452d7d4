import type { CalibrationOutcomeDocument, CalibrationStatusDocument, InsoleStatusDocument } from '@solestream/dashboard-shared'
import { dateTime, number } from './format.ts'
import { t } from './say.ts'

type Use = InsoleStatusDocument['calibrationUse']
type Fit = NonNullable<CalibrationOutcomeDocument['fit']>
type Running = NonNullable<CalibrationStatusDocument['running']>

const METHODS = { vendor: 'calibration.vendor', bench: 'calibration.bench', 'body-weight': 'calibration.bodyWeight' } as const

/** What the force of an insole rests on. */
export function calibrationWords(use: Use): string {
  if (use === null) return t('calibration.never')
  const calibration = use.method === 'none' ? t('calibration.uncalibrated') : t(METHODS[use.method], { date: dateTime(use.calibrated_utc) })
  return use.tared_utc === null ? calibration : t('calibration.tared', { calibration, date: dateTime(use.tared_utc) })
}

/** How well a calibration by body weight is determined. */
export const fitWords = ({ residual_percent, conditionNumber, gainError_percent }: Fit): string =>
  t('calibration.fit', {
    residual: number(residual_percent, 1),
    condition: conditionNumber === null ? t('calibration.infinite') : number(conditionNumber, 1),
    // Never better than it can be said.
    gain: number(Math.max(0.1, Math.ceil(10 * gainError_percent) / 10), 1),
  })

/** What the person is to do now. */
export function stepWords({ what, step, side }: Running): string {
  switch (step) {
    case 'checking':
      return t(what === 'tare' ? 'calibration.holdStill' : 'calibration.looking')
    case 'writing':
      return t('calibration.writing')
    case 'get-ready':
      return t('calibration.getReady', { side: side ?? 'both' })
    case 'hold':
      return t('calibration.hold', { side: side ?? 'both' })
    case 'shift':
      return t('calibration.shiftNow')
  }
}
