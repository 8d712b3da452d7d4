import type { InsoleDescription } from '../../model/index.ts'
import { coefficients } from '../force/coefficients.ts'

/** 1 kPa on 1 mm2 is 0.001 N. */
const N_PER_KPA_MM2 = 1e-3

/** An insole whose zeros are known: force = scale * sum of gain[k] * (count[k] - zero[k]), with one unknown scale for the foot. */
export interface RelativeGains {
  readonly zero: readonly number[]
  readonly gain: readonly number[]
}

/**
 * What is known of the sensors against each other: the gains of a calibration that stands for something; else by area, where the layout
 * says that counts are pressures; else all alike. null: nobody took the zeros yet.
 */
export function relativeGains(insole: InsoleDescription): RelativeGains | null {
  const { layout, sensors, calibration } = insole
  if (calibration === null || calibration.zero.length < sensors) return null
  const zero = calibration.zero.slice(0, sensors)
  const known = coefficients(insole)
  if (known.calibrated) return { zero, gain: Array.from(known.gain) }
  const areas = layout.sensors.slice(0, sensors).map((s) => s.area_mm2)
  const byArea = layout.unit === 'kPa' && areas.length === sensors && areas.every((a) => a > 0)
  return { zero, gain: Array.from({ length: sensors }, (_, k) => Math.abs(layout.scale) * (byArea ? areas[k]! * N_PER_KPA_MM2 : 1)) }
}
