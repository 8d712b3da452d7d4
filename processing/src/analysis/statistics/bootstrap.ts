import type { Interval } from '../../model/index.ts'
import { autocorrelation, blockLength, widening } from './blocks.ts'
import { createDrawing, type Drawing } from './draws.ts'
import { meanOf } from './moments.ts'

/** Below this many values no interval is given. */
export const MINIMUM_FOR_INTERVAL = 10
const SEED = 20221122
const BUDGET = 30_000

/** Draws for figures that follow from means: a round costs one look a block. */
export const drawingForMeans = (): Drawing => createDrawing(SEED, BUDGET, (n, length) => n / length)

/** The 2.5 and 97.5 % quantiles, linear between order statistics; sorts in place. */
export function percentileInterval(replicates: Float64Array): Interval {
  replicates.sort()
  const at = (q: number) => {
    const position = q * (replicates.length - 1)
    const low = Math.floor(position)
    const high = Math.min(low + 1, replicates.length - 1)
    return replicates[low]! + (position - low) * (replicates[high]! - replicates[low]!)
  }
  return [at(0.025), at(0.975)]
}

/** The percentile interval of replicates from n values in blocks of `length`, as much wider about the estimate as few blocks ask for. */
export function blockPercentileInterval(replicates: Float64Array, estimate: number, n: number, length: number): Interval {
  const [low, high] = percentileInterval(replicates)
  const wider = widening(n, length)
  return [estimate + (low - estimate) * wider, estimate + (high - estimate) * wider]
}

/**
 * Interval of a figure that follows from means of one or more columns (x and x^2 give a standard deviation), by the moving-block bootstrap.
 * `columns`: [column][n], best with the origin taken off, for the sums' precision. `leading`: the column whose correlation sets the blocks.
 * Sums of blocks come from running sums, so a replicate costs n / length. Null below MINIMUM_FOR_INTERVAL values.
 *
 * @algorithm Intervals
 *
 * `ci95` is a seeded moving-block bootstrap's (Künsch 1989, doi:10.1214/aos/1176347265), from 10 values on: blocks of n^(1/3) strides, longer where
 * neighbours correlate (up to n / 4; Andrews 1991, doi:10.2307/2938229), 200-1000 replicates (fewer for long recordings). The percentile
 * interval is widened about the estimate by sqrt(n / (n - block)) and by Student's t with n / block - 1 degrees of freedom: from few blocks it would be
 * too narrow.
 *
 * Accuracy, of 95 %, simulated (share of 2000 series whose interval of the mean held the true mean):
 *
 * | neighbours correlate by | n = 10 | 20 | 50 | 120 | 300 |
 * |---|---|---|---|---|---|
 * | 0 | 97 | 96 | 95 | 95 | 94 |
 * | 0.2 | 95 | 93 | 94 | 95 | 94 |
 * | 0.4 | 93 | 91 | 92 | 94 | 93 |
 * | 0.6 | 87 | 86 | 89 | 92 | 93 |
 *
 * Shares of stances (single-peaked ones, those above 200 kPa) have Wilson's score interval (doi:10.1080/01621459.1927.10502953) of n, or of as many fewer as the
 * variance of block means says: within 0 and 100 %, and never of no width. Simulated coverage of 95 %, shares of 10 to 50 %, at 10, 20, 50 and 200 stances: 94-98 %
 * without correlation; with 0.4 between neighbours at least 82, 88, 89 and 92 %.
 *
 * Means of what lies within bounds by definition (indices, shares of the load) have Wilson's interval of their place between the bounds, of as many values as give
 * a share the same standard error: it stays between them.
 *
 * Limits. Strides of steady free walking correlate over hundreds of strides (DFA alpha near 0.75): then the interval of the mean holds the person's
 * own mean less often (fractional noise with H = 0.75: 87, 79, 70 and 58 % of the time at 10, 20, 50 and 120 strides). It says how well these strides fix a figure of this walk; another walk of the same person differs by more. That
 * is what the minimal detectable change is for.
 */
export function bootstrapOfMeans(
  columns: readonly Float64Array[],
  estimate: (means: Float64Array) => number,
  drawing: Drawing = drawingForMeans(),
  leading: Float64Array = columns[0]!,
): Interval | null {
  const n = leading.length
  if (n < MINIMUM_FOR_INTERVAL) return null
  const running = columns.map(runningSums)
  const means = Float64Array.from(running, (sums) => sums[n]! / n)
  const { length, whole, rest, rounds, starts } = drawing(n, blockLength(n, autocorrelation(leading, n, meanOf(leading))))
  const measured = estimate(means)
  const replicates = new Float64Array(rounds)
  for (let r = 0; r < rounds; r++) {
    const first = r * (whole + 1)
    for (let c = 0; c < running.length; c++) {
      const sums = running[c]!
      let total = 0
      for (let b = first; b < first + whole; b++) total += sums[starts[b]! + length]! - sums[starts[b]!]!
      total += sums[starts[first + whole]! + rest]! - sums[starts[first + whole]!]!
      means[c] = total / n
    }
    replicates[r] = estimate(means)
  }
  return blockPercentileInterval(replicates, measured, n, length)
}

/**
 * The same of a figure of spread, which is above 0 and skewed: resampled series spread less than the people they stand for, and less when they are
 * narrow. So the interval is found of the figure's logarithm and reflected about it (the basic bootstrap: Davison & Hinkley 1997, section 5.2). Null
 * where nothing varies.
 */
export function bootstrapOfSpread(
  columns: readonly Float64Array[],
  estimate: (means: Float64Array) => number,
  drawing: Drawing = drawingForMeans(),
  leading: Float64Array = columns[0]!,
): Interval | null {
  const found = bootstrapOfMeans(columns, (means) => Math.log(estimate(means)), drawing, leading)
  if (found === null || !found.every(Number.isFinite)) return null
  const measured = estimate(Float64Array.from(columns, (column) => meanOf(column)))
  return [measured ** 2 / Math.exp(found[1]), measured ** 2 / Math.exp(found[0])]
}

function runningSums(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1)
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i]! + values[i]!
  return sums
}

/** Interval of the mean of a series in time order. */
export function bootstrapMean(values: Float64Array, drawing?: Drawing): Interval | null {
  const origin = values[0] ?? 0
  return bootstrapOfMeans([values.map((v) => v - origin)], ([mean]) => origin + mean!, drawing)
}

/**
 * The same interval of a mean without drawing, for figures that change at every stride: the moving-block bootstrap's variance of a mean is
 * known in closed form, (length / n) * variance of the block means.
 */
export function blockInterval(
  values: Float64Array,
  n: number,
  mean: number,
  correlation = autocorrelation(values, n, mean),
): Interval | null {
  if (n < MINIMUM_FOR_INTERVAL) return null
  const length = blockLength(n, correlation)
  const half = 1.96 * Math.sqrt(blockVariance(values, n, mean, length)) * widening(n, length)
  return [mean - half, mean + half]
}

/** Variance of the mean of n values by moving blocks of `length`; short by (n - length) / n. */
export function blockVariance(values: Float64Array, n: number, mean: number, length: number): number {
  let block = 0
  for (let i = 0; i < length; i++) block += values[i]! - mean
  let sum = block
  let squares = block * block
  for (let i = length; i < n; i++) {
    block += values[i]! - values[i - length]!
    sum += block
    squares += block * block
  }
  const blocks = n - length + 1
  const centre = sum / blocks
  return Math.max(0, squares / blocks - centre * centre) / (n * length)
}
