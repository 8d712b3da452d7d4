import type { Interval, Statistic } from '../../model/index.ts'
import { blockInterval, bootstrapMean, type Draws } from './bootstrap.ts'
import type { RollingWindow } from './rollingWindow.ts'
import { MAD_TO_SD, madOfSorted, medianOfSorted } from './sorted.ts'

const percentOf = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / Math.abs(whole))

function meanOf(values: Float64Array, n: number): number {
  let sum = 0
  for (let i = 0; i < n; i++) sum += values[i]!
  return sum / n
}

function sdOf(values: Float64Array, n: number, mean: number): number {
  let squares = 0
  for (let i = 0; i < n; i++) squares += (values[i]! - mean) * (values[i]! - mean)
  return n > 1 ? Math.sqrt(squares / (n - 1)) : 0
}

function make(n: number, rejected: number, median: number, mad: number, mean: number, sd: number, ci95: Interval | null): Statistic {
  return { n, rejected, median, mean, sd, cv_percent: percentOf(sd, mean), robustCv_percent: percentOf(MAD_TO_SD * mad, median), ci95 }
}

/** Of one series in time order, one value at least; sd with n - 1; ci95 of the mean by the seeded moving-block bootstrap. */
export function statistic(values: Float64Array, rejected: number, draws?: Draws): Statistic {
  const n = values.length
  const sorted = values.slice().sort()
  const median = medianOfSorted(sorted)
  const mean = meanOf(values, n)
  return make(n, rejected, median, madOfSorted(sorted, median), mean, sdOf(values, n, mean), bootstrapMean(values, draws))
}

let scratch = new Float64Array(128)

/** The same of a window of the newest values, cheap enough for every stride: ci95 by the closed form of that bootstrap's variance. */
export function rollingStatistic(window: RollingWindow, rejected: number): Statistic {
  if (window.n > scratch.length) scratch = new Float64Array(2 * window.n)
  const n = window.copyTo(scratch)
  const median = window.median()
  const mean = meanOf(scratch, n)
  return make(n, rejected, median, window.mad(median), mean, sdOf(scratch, n, mean), blockInterval(scratch, n, mean))
}
