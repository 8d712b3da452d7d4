import type { Calibration, InsoleDescription } from '../../model/index.ts'
import type { BodyWeightFit } from './fitBodyWeight.ts'
import { relativeGains } from './relativeGains.ts'

/**
 * The document that an insole keeps: newtons, each foot with its own scale. Both feet's have one `id`: gains that were found together may be
 * compared. The zeros stay as they are. Throws when the insole has none.
 */
export function bodyWeightCalibration(
  insole: InsoleDescription,
  fit: BodyWeightFit,
  about: Pick<Calibration, 'id' | 'calibrated_utc'> & { readonly temperature_C?: number | null },
): Calibration {
  const known = relativeGains(insole)
  if (known === null) throw new Error(`the ${insole.side} insole has no zeros`)
  const scale = fit.scale[insole.side]
  return {
    id: about.id,
    method: 'body-weight',
    unit: 'N',
    calibrated_utc: about.calibrated_utc,
    temperature_C: about.temperature_C ?? null,
    zero: known.zero,
    gain: known.gain.map((g) => g * scale),
  }
}
