import type { InsoleDescription } from '@solestream/processing/model'

const CALIBRATED_METHODS = new Set(['vendor', 'bench', 'body-weight'])

/** Whether every insole of a recording is calibrated: by its maker, on a bench, or by body weight. */
export const areCalibrated = (insoles: readonly InsoleDescription[]): boolean =>
  insoles.length > 0 && insoles.every(({ calibration }) => calibration !== null && CALIBRATED_METHODS.has(calibration.method))
