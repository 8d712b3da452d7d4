import type { Statistic } from '../../model/index.ts'
import { blockInterval, bootstrapMean } from './bootstrap.ts'
import type { RollingWindow } from './rollingWindow.ts'
import { MAD_TO_SD, madOfSorted, medianOfSorted } from './sorted.ts'

function spread(n: number, at: (i: number) => number): { mean: number; sd: number } {
  let mean = 0
  for (let i = 0; i < n; i++) mean += at(i)
  mean /= n
  let squares = 0
  for (let i = 0; i < n; i++) squares += (at(i) - mean) ** 2
  return { mean, sd: n > 1 ? Math.sqrt(squares / (n - 1)) : 0 }
}

const percentOf = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / Math.abs(whole))

/** Of one series in time order; ci95 of the mean by the seeded moving-block bootstrap. */
export function statistic(values: Float64Array, rejected: number): Statistic {
  const n = values.length
  const sorted = values.slice().sort()
  const median = medianOfSorted(sorted)
  const { mean, sd } = spread(n, (i) => values[i]!)
  const robustCv_percent = percentOf(MAD_TO_SD * madOfSorted(sorted, median), median)
  return { n, rejected, median, mean, sd, cv_percent: percentOf(sd, mean), robustCv_percent, ci95: bootstrapMean(values) }
}

/** The same of a window of the newest values, cheap enough for every stride: ci95 by the closed form of that bootstrap's variance. */
export function rollingStatistic(window: RollingWindow, rejected: number): Statistic {
  const { n } = window
  const at = (i: number) => window.at(i)
  const median = window.median()
  const { mean, sd } = spread(n, at)
  const robustCv_percent = percentOf(MAD_TO_SD * window.mad(median), median)
  return { n, rejected, median, mean, sd, cv_percent: percentOf(sd, mean), robustCv_percent, ci95: blockInterval(n, at, mean) }
}
