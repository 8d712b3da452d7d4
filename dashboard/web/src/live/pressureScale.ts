import type { Calibration, InsoleLayout } from '@solestream/processing/model'
import { median } from '../numeric/runningMedian.ts'

/** How one insole's counts become what its heat map shows. */
export interface PressureScale {
  /** kPa only where a calibration stands behind it; else percent of the sensor's full scale, named relative. */
  readonly unit: 'kPa' | 'relative'
  readonly calibrated: boolean
  /** Largest value a sensor can tell, in `unit`. */
  readonly fullScale: number
  /** Sample `i` of planar `counts` [sensors][n] into `out`; missing values become 0. */
  read(counts: Float32Array, n: number, i: number, out: Float32Array): void
}

export function pressureScale(layout: InsoleLayout, calibration: Calibration | null): PressureScale {
  const sensors = layout.sensors.length
  const gain = new Float64Array(sensors)
  const base = new Float64Array(sensors)
  const usable = calibration !== null && calibration.method !== 'none' && calibration.gain.length === sensors
  const areas = layout.sensors.every((s) => s.area_mm2 > 0)
  const fullCount = (layout.fullScale - layout.offset) / layout.scale
  let unit: PressureScale['unit'] = 'relative'
  if (usable && (calibration.unit === 'kPa' || areas)) {
    unit = 'kPa'
    for (let k = 0; k < sensors; k++) {
      // 1 N on 1 mm2 is 1000 kPa.
      gain[k] = calibration.gain[k]! * (calibration.unit === 'kPa' ? 1 : 1000 / layout.sensors[k]!.area_mm2)
      base[k] = -gain[k]! * calibration.zero[k]!
    }
  } else {
    gain.fill((100 * layout.scale) / layout.fullScale)
    // Zeros that a person took hold without gains too.
    for (let k = 0; k < sensors; k++) {
      const zero = calibration?.zero[k]
      base[k] = zero === undefined ? (100 * layout.offset) / layout.fullScale : -gain[k]! * zero
    }
  }
  const fullScale = unit === 'relative' ? 100 : median(Array.from(gain, (g, k) => base[k]! + g * fullCount))
  return {
    unit,
    calibrated: usable,
    fullScale,
    read(counts, n, i, out) {
      for (let k = 0; k < out.length; k++) {
        const value = base[k]! + gain[k]! * counts[k * n + i]!
        out[k] = value === value ? value : 0
      }
    },
  }
}
