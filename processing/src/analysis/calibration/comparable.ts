import type { InsoleDescription } from '../../model/index.ts'
import { trusted } from '../force/coefficients.ts'
import { fitFault } from './judgeFit.ts'

/**
 * Why forces and pressures of these two insoles must not be compared with each other, for people; null: they may, or they have none. A
 * vendor's or a bench calibration is absolute; gains by body weight are comparable when they were found together, and well enough.
 */
export function notComparable(insoles: readonly InsoleDescription[]): string | null {
  const known = insoles.filter((insole) => trusted(insole.calibration, insole.sensors))
  if (known.length < 2) return null
  const [a, b] = known as [InsoleDescription, InsoleDescription]
  const byWeight = known.filter((insole) => insole.calibration?.method === 'body-weight')
  if (byWeight.length === 0) return null
  if (a.calibration?.id !== b.calibration?.id || byWeight.length === 1)
    return 'the two insoles were not calibrated together: their forces cannot be compared'
  const fault = byWeight.map(({ calibrationFit }) => (calibrationFit ? fitFault(calibrationFit) : null)).find((f) => f !== null)
  return fault ? `the body-weight calibration is too poor to compare left with right: ${fault.because}` : null
}
