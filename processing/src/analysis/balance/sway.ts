import type { BalanceMetricName } from '../../model/index.ts'
import { predictionEllipseArea } from './ellipse.ts'
import { meanFrequency, meanOf, type AxisFrequency } from './meanFrequency.ts'

/** Centre of pressure of the whole body, evenly sampled, nothing missing; arrays of shape [n]. */
export interface CentreOfPressure {
  readonly ap_mm: Float64Array
  /** Null: not known, as without a stance width. */
  readonly ml_mm: Float64Array | null
  readonly rate_Hz: number
}

/** An axis that moves by less (standard deviation) stands still: that is the rounding of the numbers, and its spectrum is noise. */
const STILL_MM = 1e-3

export type BalanceFigures = { readonly [M in BalanceMetricName]?: number }

/** Sway measures of quiet standing: unfiltered, of all samples (the table of metrics has the definitions). */
export function swayFigures({ ap_mm, ml_mm, rate_Hz }: CentreOfPressure): BalanceFigures {
  const n = ap_mm.length
  const time_s = n / rate_Hz
  const ap = axisOf(ap_mm, rate_Hz)
  const along = {
    rmsAp_mm: Math.sqrt(ap.variance),
    meanVelocityAp_mm_s: ap.path / time_s,
    meanFrequencyAp_Hz: ap.frequency.mean_Hz,
  }
  if (ml_mm === null) return finite(along)
  const ml = axisOf(ml_mm, rate_Hz)
  const { path, distance, covariance } = planeOf(ap_mm, ap.mean, ml_mm, ml.mean)
  return finite({
    ...along,
    ellipseArea_mm2: predictionEllipseArea(ap.variance * ml.variance - covariance ** 2, n),
    pathLength_mm: path,
    meanVelocity_mm_s: path / time_s,
    meanVelocityMl_mm_s: ml.path / time_s,
    rmsMl_mm: Math.sqrt(ml.variance),
    meanFrequency_Hz: ofBoth(ap.frequency, ml.frequency),
    meanFrequencyMl_Hz: ml.frequency.mean_Hz,
    pathFrequency_Hz: ap.still && ml.still ? NaN : path / (2 * Math.PI * distance * time_s),
  })
}

/** Weighted by power: an axis that does not move has no say. */
function ofBoth(...axes: readonly AxisFrequency[]): number {
  const moving = axes.filter(({ power }) => power > 0)
  const power = moving.reduce((sum, axis) => sum + axis.power, 0)
  return moving.reduce((sum, axis) => sum + axis.mean_Hz * (axis.power / power), moving.length > 0 ? 0 : NaN)
}

const NO_FREQUENCY: AxisFrequency = { mean_Hz: NaN, power: 0 }

function axisOf(x: Float64Array, rate_Hz: number) {
  const n = x.length
  const mean = meanOf(x)
  let squares = 0
  let path = 0
  for (let i = 0; i < n; i++) {
    squares += (x[i]! - mean) ** 2
    if (i > 0) path += Math.abs(x[i]! - x[i - 1]!)
  }
  const variance = squares / (n - 1)
  const still = Math.sqrt(variance) < STILL_MM
  return { mean, variance, path, still, frequency: still ? NO_FREQUENCY : meanFrequency(x, rate_Hz) }
}

function planeOf(ap: Float64Array, apMean: number, ml: Float64Array, mlMean: number) {
  const n = ap.length
  let path = 0
  let distance = 0
  let products = 0
  for (let i = 0; i < n; i++) {
    const a = ap[i]! - apMean
    const m = ml[i]! - mlMean
    products += a * m
    distance += Math.hypot(a, m) / n
    if (i > 0) path += Math.hypot(ap[i]! - ap[i - 1]!, ml[i]! - ml[i - 1]!)
  }
  return { path, distance, covariance: products / (n - 1) }
}

/** Nothing moved: what would be 0 / 0 is left out. */
const finite = (figures: BalanceFigures): BalanceFigures =>
  Object.fromEntries(Object.entries(figures).filter(([, value]) => Number.isFinite(value)))
