import type { Calibration, InsoleDescription, InsoleLayout, SensorUnit } from '../../model/index.ts'

/** 1 kPa on 1 mm2 is 0.001 N. */
const N_PER_KPA_MM2 = 1e-3
/** Below this a calibrated foot counts as unloaded (metrics.md 2.1: 20-40 N). */
export const UNLOADED_N = 20
/** The same without newtons: this share of one sensor's full scale per 16 sensors. */
const UNLOADED_RATIO = 0.05

/** What a foot's force is computed with, one value a sensor, so that the loops only multiply and add. */
export interface Coefficients {
  readonly unit: SensorUnit
  readonly calibrated: boolean
  /** Counts have a zero: that of a calibration, or one that a person took. Without it each sensor may read anything while nothing presses on it. */
  readonly zeroKnown: boolean
  /** force of sensor k = gain[k] * count + offset[k], in `unit`. */
  readonly gain: Float64Array
  readonly offset: Float64Array
  /** pressure of sensor k in kPa = kPaPerForce[k] * force[k]; null where kPa can't be had. */
  readonly kPaPerForce: Float64Array | null
  readonly x: Float64Array
  readonly y: Float64Array
  /** Whether positions mean something at all (mm or ratios). */
  readonly positions: boolean
  /** The centre of pressure is NaN below this force. */
  readonly unloaded: number
}

/** A calibration that stands for known newtons or kilopascals; `none` stands for nothing. */
export function trusted(calibration: Calibration | null, sensors: number): calibration is Calibration {
  return calibration !== null && calibration.method !== 'none' && calibration.gain.length >= sensors && calibration.zero.length >= sensors
}

function areas(layout: InsoleLayout, sensors: number): readonly number[] | null {
  const known = layout.sensors.slice(0, sensors).map((s) => s.area_mm2)
  return known.length === sensors && known.every((a) => a > 0) ? known : null
}

/**
 * Newtons need a trusted calibration in N, or in kPa with all areas; kilopascals one in kPa, or in N with all areas. Without one the
 * source's own unit stays: value = offset + scale * count, above the zeros that a person took, where there are any.
 */
export function coefficients(insole: InsoleDescription): Coefficients {
  const { layout, sensors, calibration } = insole
  const gain = new Float64Array(sensors)
  const offset = new Float64Array(sensors)
  const area = areas(layout, sensors)
  const calibrated = trusted(calibration, sensors)
  const tared = calibration !== null && calibration.zero.length >= sensors ? calibration.zero : null
  let unit: SensorUnit = layout.unit
  let kPaPerForce: Float64Array | null = null
  if (calibrated) {
    const force = calibration.unit === 'kPa' && area !== null
    unit = force ? 'N' : calibration.unit
    for (let k = 0; k < sensors; k++) {
      gain[k] = calibration.gain[k]! * (force ? area[k]! * N_PER_KPA_MM2 : 1)
      offset[k] = -gain[k]! * calibration.zero[k]!
    }
    if (unit === 'kPa') kPaPerForce = new Float64Array(sensors).fill(1)
    else if (area !== null) kPaPerForce = Float64Array.from(area, (a) => 1 / (a * N_PER_KPA_MM2))
  } else {
    gain.fill(layout.scale)
    for (let k = 0; k < sensors; k++) offset[k] = tared === null ? layout.offset : -layout.scale * tared[k]!
  }
  const positions = layout.geometry !== 'none' && layout.sensors.length >= sensors
  const at = (axis: 'x_mm' | 'y_mm') => Float64Array.from({ length: sensors }, (_, k) => (positions ? layout.sensors[k]![axis] : NaN))
  return {
    unit,
    calibrated,
    zeroKnown: calibrated || tared !== null,
    gain,
    offset,
    kPaPerForce,
    x: at('x_mm'),
    y: at('y_mm'),
    positions,
    unloaded: unit === 'N' ? UNLOADED_N : (UNLOADED_RATIO * layout.fullScale * Math.max(16, sensors)) / 16,
  }
}
