import type { Calibration } from '@solestream/processing/model'

const CALIBRATED_METHODS = new Set(['vendor', 'bench', 'body-weight'])

/** Whether there are insoles and every one is calibrated: by its maker, on a bench, or by body weight. */
export const areCalibrated = (insoles: readonly { readonly calibration: Pick<Calibration, 'method'> | null }[]): boolean =>
  insoles.length > 0 && insoles.every(({ calibration }) => calibration !== null && CALIBRATED_METHODS.has(calibration.method))
