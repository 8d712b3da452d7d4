import type { Interval } from '../../model/index.ts'
import { seededRandom } from './random.ts'

/** Below this many values no interval is given. */
export const MINIMUM_FOR_INTERVAL = 10
const SEED = 20221122

/** Strides correlate over a few strides: blocks of n^(1/3) keep that (Kunsch 1989, doi:10.1214/aos/1176347265). */
export const blockLength = (n: number): number => Math.max(1, Math.ceil(Math.cbrt(n)))

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

/** Replicates shrink with the work of each, so that an hour costs little more than a minute. */
export const replicatesFor = (work: number, budget: number): number => Math.min(1000, Math.max(200, Math.floor(budget / work)))

/** Where the moving blocks of each round start: [rounds][blocks]; the last block of a round is cut to `rest` values when that is above 0. */
export interface Draws {
  readonly length: number
  readonly whole: number
  readonly rest: number
  readonly rounds: number
  readonly starts: Uint32Array
}

export function drawBlocks(n: number, rounds: number, seed = SEED): Draws {
  const length = blockLength(n)
  const whole = Math.floor(n / length)
  const rest = n - whole * length
  const starts = new Uint32Array(rounds * (whole + 1))
  const random = seededRandom(seed)
  const choices = n - length + 1
  for (let i = 0; i < starts.length; i++) starts[i] = Math.floor(random() * choices)
  return { length, whole, rest, rounds, starts }
}

/**
 * Sums of blocks come from running sums, so a replicate costs n / length. Null below MINIMUM_FOR_INTERVAL.
 *
 * @algorithm Intervals
 *
 * `ci95` of a mean: percentile interval of a seeded moving-block bootstrap (Kunsch 1989, doi:10.1214/aos/1176347265), blocks of n^(1/3) strides,
 * 200-1000 replicates (fewer for long recordings); from 10 strides on.
 */
export function bootstrapMean(values: Float64Array, draws?: Draws): Interval | null {
  const n = values.length
  if (n < MINIMUM_FOR_INTERVAL) return null
  const { length, whole, rest, rounds, starts } = draws ?? drawsForMean(n)
  const origin = values[0]!
  const running = new Float64Array(n + 1)
  for (let i = 0; i < n; i++) running[i + 1] = running[i]! + (values[i]! - origin)
  const means = new Float64Array(rounds)
  for (let r = 0, b = 0; r < rounds; r++, b++) {
    let sum = 0
    for (const end = b + whole; b < end; b++) {
      const at = starts[b]!
      sum += running[at + length]! - running[at]!
    }
    sum += running[starts[b]! + rest]! - running[starts[b]!]!
    means[r] = origin + sum / n
  }
  return percentileInterval(means)
}

const MEAN_BUDGET = 30_000
export const drawsForMean = (n: number): Draws => drawBlocks(n, replicatesFor(n / blockLength(n), MEAN_BUDGET))

/**
 * The same interval without drawing, for figures that change at every stride: the moving-block bootstrap's variance of a mean is known in
 * closed form, (length / n) * variance of the block means; mean +- 1.96 of its root.
 */
export function blockInterval(values: Float64Array, n: number, mean: number): Interval | null {
  if (n < MINIMUM_FOR_INTERVAL) return null
  const length = blockLength(n)
  let sum = 0
  let squares = 0
  let block = 0
  for (let i = 0; i < n; i++) {
    block += values[i]! - mean
    if (i >= length) block -= values[i - length]! - mean
    if (i >= length - 1) {
      sum += block
      squares += block * block
    }
  }
  const blocks = n - length + 1
  const centre = sum / blocks
  const half = (1.96 * Math.sqrt(Math.max(0, squares / blocks - centre * centre) * (length / n))) / length
  return [mean - half, mean + half]
}
