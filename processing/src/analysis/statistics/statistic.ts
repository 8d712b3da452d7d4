import type { Interval, Statistic } from '../../model/index.ts'
import { blockInterval, bootstrapMean } from './bootstrap.ts'
import type { Drawing } from './draws.ts'
import { meanOf } from './moments.ts'
import type { RollingWindow } from './rollingWindow.ts'
import { MAD_TO_SD, madOfSorted, medianOfSorted } from './sorted.ts'

/** Null of a mean of 0: no spread is a share of it. */
const percentOf = (part: number, whole: number): number | null => (whole === 0 ? null : (100 * part) / Math.abs(whole))

function sdOf(values: Float64Array, n: number, mean: number): number {
  let squares = 0
  for (let i = 0; i < n; i++) squares += (values[i]! - mean) * (values[i]! - mean)
  return n > 1 ? Math.sqrt(squares / (n - 1)) : 0
}

function make(n: number, rejected: number, median: number, mad: number, mean: number, sd: number, ci95: Interval | null): Statistic {
  return { n, rejected, median, mean, sd, cv_percent: percentOf(sd, mean), robustCv_percent: percentOf(MAD_TO_SD * mad, median), ci95 }
}

/**
 * One series in time order, one value at least.
 *
 * @algorithm Statistics of a metric
 *
 * Of the valid strides of a foot: n, the number rejected, median, mean, standard deviation (with n - 1), CV = 100 sd / |mean|, robust
 * CV = 100 x 1.4826 MAD / |median| (Chau 2005, doi:10.1186/1743-0003-2-22) and the interval of the mean. Below the metric's minimum n they are
 * withheld with the reason. Cadence is one figure of both feet's strides.
 *
 * **Outliers do not count in variability figures**: sd and CV are of valid strides. What that does to ordinary variability was simulated (60,000
 * strides of normal stride time and stance share in walks of n strides): CV times 0.991 offline from 50 strides on (0.37 % of strides left out),
 * 0.983 at 20; online 0.989 at 100, 0.984 at 20. A CV of 2.00 % reads 1.97-1.98 %. Truly irregular gait loses more, and then the robust CV (of the
 * same valid strides), `rejected` and the reasons have to be read with it.
 */
export function statistic(values: Float64Array, rejected: number, drawing?: Drawing): Statistic {
  const n = values.length
  const sorted = values.slice().sort()
  const median = medianOfSorted(sorted)
  const mean = meanOf(values)
  return make(n, rejected, median, madOfSorted(sorted, median), mean, sdOf(values, n, mean), bootstrapMean(values, drawing))
}

let scratch = new Float64Array(128)

/** The same of a window of the newest values, cheap enough for every stride: ci95 by the closed form of that bootstrap's variance. */
export function rollingStatistic(window: RollingWindow, rejected: number): Statistic {
  if (window.n > scratch.length) scratch = new Float64Array(2 * window.n)
  const n = window.copyTo(scratch)
  const median = window.median()
  const mean = meanOf(scratch, n)
  let squares = 0
  let products = 0
  let before = 0
  for (let i = 0; i < n; i++) {
    const deviation = scratch[i]! - mean
    squares += deviation * deviation
    products += deviation * before
    before = deviation
  }
  const sd = n > 1 ? Math.sqrt(squares / (n - 1)) : 0
  const correlation = squares > 0 ? products / squares : 0
  return make(n, rejected, median, window.mad(median), mean, sd, blockInterval(scratch, n, mean, correlation))
}
