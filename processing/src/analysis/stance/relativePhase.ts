import { CYCLOGRAM_POINTS } from './cyclogram.ts'

/**
 * Hilbert transform of one period of N points, N even: the circular convolution with 2 / N cot(pi k / N) at odd k, 0 at even ones. It has no mean and
 * takes none in.
 */
const KERNEL = Float64Array.from({ length: CYCLOGRAM_POINTS }, (_, k) =>
  k % 2 === 1 ? 2 / CYCLOGRAM_POINTS / Math.tan((Math.PI * k) / CYCLOGRAM_POINTS) : 0,
)
/** The middle of 0..1, the range of a force in the cyclogram. */
const MIDDLE = 0.5
const DEGREES = 180 / Math.PI

/** Phase of the analytic signal of one foot's force at point i of the stride, radians. `at`: where the foot's points begin. */
function phase(both: Float32Array, at: number, i: number): number {
  let imaginary = 0
  for (let k = 1; k < CYCLOGRAM_POINTS; k += 2) imaginary += KERNEL[k]! * both[at + ((i - k + CYCLOGRAM_POINTS) % CYCLOGRAM_POINTS)]!
  return Math.atan2(imaginary, both[at + i]! - MIDDLE)
}

/**
 * How far left and right force are from being exactly in turn, at each point of a stride: degrees of (-180, 180], 0 where their phases differ by half
 * a stride, + where left is ahead. `both`: a cyclogram's points.
 *
 * @algorithm Relative phase
 *
 * The phases of left and right force over each left stride, at the cyclogram's 100 points: each that of the analytic signal (Hilbert transform of the stride,
 * taken as periodic) of force about the middle of its range, as Lamb & Stöckl 2014 (doi:10.1016/j.clinbiomech.2014.03.008) recommend. MARP: the mean
 * absolute difference of the two over the stride, then over strides; 180 degrees when the feet take turns exactly. Deviation phase (Stergiou 2001,
 * Clinical Biomechanics 16:213): at each point the (circular) standard deviation of the difference over strides, averaged over the points. It takes
 * no events and no calibration. A standing foot and a swinging one are phases, too, so that it does not replace the phase coordination index.
 */
export function outOfTurn_deg(both: Float32Array): Float32Array {
  const into = new Float32Array(CYCLOGRAM_POINTS)
  for (let i = 0; i < CYCLOGRAM_POINTS; i++) {
    const turns = (phase(both, 0, i) - phase(both, CYCLOGRAM_POINTS, i)) / (2 * Math.PI) + 0.5
    into[i] = 360 * (turns - Math.ceil(turns - 0.5))
  }
  return into
}

/** Mean absolute relative phase of one stride, 0..180 degrees. */
export function meanAbsolutePhase_deg(outOfTurn: Float32Array): number {
  let sum = 0
  for (const away of outOfTurn) sum += 180 - Math.abs(away)
  return sum / outOfTurn.length
}

/** Spread over strides, degrees: the mean over points of the circular standard deviation (Mardia's), so that the cut at 180 degrees does not count. */
export class PhaseSpread {
  private n = 0
  private readonly cos = new Float64Array(CYCLOGRAM_POINTS)
  private readonly sin = new Float64Array(CYCLOGRAM_POINTS)

  add(outOfTurn: Float32Array): void {
    this.n++
    for (let i = 0; i < CYCLOGRAM_POINTS; i++) {
      this.cos[i]! += Math.cos(outOfTurn[i]! / DEGREES)
      this.sin[i]! += Math.sin(outOfTurn[i]! / DEGREES)
    }
  }

  /** NaN below two strides. */
  value_deg(): number {
    if (this.n < 2) return NaN
    let sum = 0
    for (let i = 0; i < CYCLOGRAM_POINTS; i++) {
      const length = Math.min(1, Math.hypot(this.cos[i]!, this.sin[i]!) / this.n)
      sum += DEGREES * Math.sqrt(-2 * Math.log(Math.max(length, 1e-12)))
    }
    return sum / CYCLOGRAM_POINTS
  }
}
