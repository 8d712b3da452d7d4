import { medianOf } from '../statistics/index.ts'
import type { CalibrationFit, Side } from '../../model/index.ts'
import type { StandingLoads } from './standing.ts'

/** m/s2: standard gravity (CGPM 1901). It varies by 0.3 % over the earth. */
export const GRAVITY = 9.80665
/** Bins further off than this many robust standard deviations, and than this share of body weight, are movement: left out once. */
const OUTLYING = 3.5
const OUTLYING_RATIO = 0.02
const MAD_TO_SD = 1.4826
const REWEIGHTED = 30
const SMALLEST_RATIO = 1e-4
const TWO_SIDED_95 = 1.96

export interface BodyWeightFit extends CalibrationFit {
  /** Newtons for one unit of each foot's relative force. */
  readonly scale: { readonly [S in Side]: number }
  /** Bins left out as movement. */
  readonly leftOut_percent: number
  /** Of the total, the least and the most that the left foot carried. */
  readonly leftShare_percent: readonly [number, number]
}

/**
 * Each foot's own gain from the weight that both carry together. null: without data, or without any load.
 *
 * @algorithm Calibration by body weight
 *
 * Least squares of k_L L + k_R R = m g, g = 9.80665 m/s2, over means of 0.1 s while the person puts the weight from foot to foot (slow shifts, or two
 * single-leg stands). L and R: zeroed counts of a foot, summed with what is known of its sensors against each other (gains of a calibration; else area,
 * where counts are pressures). One gain for both feet could not tell two gains apart: it would show their difference as one of loading. Bins further
 * off than 3.5 robust standard deviations (and 2 % of body weight) from a least-absolute-deviations line are movement and left out. Kept with the
 * calibration: the residual (RMS, % of body weight), the condition number of the two columns (each scaled to length 1), and the 95 % error of k_L
 * against k_R from the covariance, with the residuals' autocorrelation. Refused, with what to do, above 5 %, 10 and 5 %: then nothing is written, and
 * forces of left and right are not compared. Two insoles whose gains were found apart are not compared either.
 */
export function fitBodyWeight(loads: StandingLoads, bodyMass_kg: number): BodyWeightFit | null {
  const weight_N = bodyMass_kg * GRAVITY
  const every = Array.from(loads.left, (_, i) => i)
  const first = leastAbsolute(loads, every, weight_N)
  if (first === null) return null
  const off = residuals(loads, every, first, weight_N)
  const spread = MAD_TO_SD * medianOf(Array.from(off, Math.abs))
  const limit = Math.max(OUTLYING * spread, OUTLYING_RATIO * weight_N)
  const used = every.filter((i) => Math.abs(off[i]!) <= limit)
  const found = solve(loads, used, weight_N)
  if (found === null) return null

  const { scale, conditionNumber } = found
  const left = used.map((i) => scale.left * loads.left[i]!)
  const right = used.map((i) => scale.right * loads.right[i]!)
  const shares = left.map((l, i) => (100 * l) / (l + right[i]!))
  const remaining = residuals(loads, used, found, weight_N)
  return {
    bodyMass_kg,
    scale,
    conditionNumber,
    residual_percent: (100 * rms(remaining)) / weight_N,
    gainError_percent: gainError_percent(left, right, remaining),
    seconds: used.length * loads.bin_s,
    leftOut_percent: (100 * (every.length - used.length)) / every.length,
    leftShare_percent: [Math.min(...shares), Math.max(...shares)],
  }
}

interface Solved {
  readonly scale: { readonly [S in Side]: number }
  readonly conditionNumber: number
}

/** The 2 x 2 normal equations. Columns are scaled to length 1 for the condition number: with correlation r it is sqrt((1 + r) / (1 - r)). */
function solve({ left, right }: StandingLoads, used: readonly number[], weight_N: number, weights?: Float64Array): Solved | null {
  let [ll, lr, rr, l, r] = [0, 0, 0, 0, 0]
  for (const i of used) {
    const w = weights?.[i] ?? 1
    ll += w * left[i]! * left[i]!
    lr += w * left[i]! * right[i]!
    rr += w * right[i]! * right[i]!
    l += w * left[i]!
    r += w * right[i]!
  }
  if (!(ll > 0 && rr > 0)) return null
  const correlation = Math.min(1, Math.abs(lr) / Math.sqrt(ll * rr))
  const determinant = ll * rr - lr * lr
  return {
    scale: { left: (weight_N * (rr * l - lr * r)) / determinant, right: (weight_N * (ll * r - lr * l)) / determinant },
    conditionNumber: Math.sqrt((1 + correlation) / (1 - correlation)),
  }
}

/** A first line that a few steps in between hardly move: least absolute deviations by reweighting (Schlossmacher 1973, doi:10.2307/2284512). */
function leastAbsolute(loads: StandingLoads, every: readonly number[], weight_N: number): Solved | null {
  let found = solve(loads, every, weight_N)
  for (let round = 0; found !== null && round < REWEIGHTED; round++) {
    const weights = residuals(loads, every, found, weight_N).map((off) => 1 / Math.max(Math.abs(off), SMALLEST_RATIO * weight_N))
    found = solve(loads, every, weight_N, weights)
  }
  return found
}

const residuals = ({ left, right }: StandingLoads, used: readonly number[], { scale }: Solved, weight_N: number): Float64Array =>
  Float64Array.from(used, (i) => scale.left * left[i]! + scale.right * right[i]! - weight_N)

const rms = (values: Float64Array): number => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length)

/**
 * Of the ratio of the two gains, by the covariance of the least squares. `left` and `right` are in newtons, so both gains are 1 here.
 * Neighbouring bins are alike: their residuals count as fewer, by their first autocorrelation (Bartlett 1946, doi:10.2307/2983611).
 */
function gainError_percent(left: readonly number[], right: readonly number[], off: Float64Array): number {
  let [ll, lr, rr] = [0, 0, 0]
  for (const [i, l] of left.entries()) {
    ll += l * l
    lr += l * right[i]!
    rr += right[i]! * right[i]!
  }
  let [own, next] = [0, 0]
  for (let i = 0; i < off.length; i++) {
    own += off[i]! * off[i]!
    if (i > 0) next += off[i]! * off[i - 1]!
  }
  const alike = own > 0 ? Math.min(0.98, Math.max(0, next / own)) : 0
  const variance = (own / Math.max(1, off.length - 2)) * ((1 + alike) / (1 - alike))
  // Of ln(k_L / k_R): var k_L + var k_R - 2 cov.
  return 100 * TWO_SIDED_95 * Math.sqrt((variance * (rr + ll + 2 * lr)) / (ll * rr - lr * lr))
}
