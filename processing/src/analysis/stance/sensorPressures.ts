import type { StanceSetup } from './setup.ts'
import type { Stance } from './stance.ts'

/** Largest count of each sensor in the stance, and the integral of its counts; used again for the next stance. */
let most = new Float64Array(256)
let integral = new Float64Array(256)

/**
 * What each sensor bore in one stance: its largest pressure, then its mean over the stance, shape [2][sensors]. NaN where a value of the sensor is
 * missing.
 *
 * @algorithm Pressure of each sensor
 *
 * For the map of a foot: of each sensor the largest pressure of a stance, and its mean over the stance, both averaged over the valid stances (a mean
 * peak pressure picture). In kPa where a calibration gives them, in N where areas are not known; else what there is above the sensor's own mean of
 * mid-swing, in the source's unit: it then compares with nothing but the other sensors of the same insole. What lies between sensors is not measured.
 */
export function sensorPressures(setup: StanceSetup, stance: Stance, swing_s: readonly [number, number]): Float32Array {
  const { coefficients, insole } = setup
  const { history, from, to, cell_s, duration_s } = stance
  const counts = history.counts!
  const width = history.sensors
  if (most.length < width) [most, integral] = [new Float64Array(width), new Float64Array(width)]
  most.fill(-Infinity)
  integral.fill(0)
  for (let i = from, at = from * width; i < to; i++) {
    const cell = cell_s[i - from]!
    for (let k = 0; k < width; k++, at++) {
      const count = counts[at]!
      if (count > most[k]!) most[k] = count
      integral[k]! += count * cell
    }
  }
  const { gain, kPaPerForce, calibrated } = coefficients
  const into = new Float32Array(2 * insole.sensors)
  for (let k = 0; k < insole.sensors; k++) {
    const offset = calibrated ? coefficients.offset[k]! : -gain[k]! * meanCount(stance, k, swing_s)
    const scale = kPaPerForce === null ? 1 : kPaPerForce[k]!
    const mean = (gain[k]! * (integral[k]! / duration_s) + offset) * scale
    into[k] = mean === mean ? (gain[k]! * most[k]! + offset) * scale : NaN
    into[insole.sensors + k] = mean
  }
  return into
}

/** Of one sensor between two times; NaN where none came. */
function meanCount({ history }: Stance, k: number, [from_s, to_s]: readonly [number, number]): number {
  const from = history.position(from_s)
  const to = history.position(to_s)
  let sum = 0
  for (let i = from, at = from * history.sensors + k; i < to; i++, at += history.sensors) sum += history.counts![at]!
  return sum / (to - from)
}
