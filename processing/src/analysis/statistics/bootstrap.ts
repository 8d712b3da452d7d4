import type { Interval } from '../../model/index.ts'
import { seededRandom } from './random.ts'

/** Below this many values no interval is given. */
export const MINIMUM_FOR_INTERVAL = 10
const REPLICATES = 1000
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

/**
 * 95 % percentile interval of the mean by a seeded moving-block bootstrap. Sums of blocks come from running sums, so a replicate costs n / length.
 * Null below MINIMUM_FOR_INTERVAL.
 */
export function bootstrapMean(values: Float64Array, replicates = REPLICATES): Interval | null {
  const n = values.length
  if (n < MINIMUM_FOR_INTERVAL) return null
  const length = blockLength(n)
  const origin = values[0]!
  const running = new Float64Array(n + 1)
  for (let i = 0; i < n; i++) running[i + 1] = running[i]! + (values[i]! - origin)
  const starts = n - length + 1
  const whole = Math.floor(n / length)
  const rest = n - whole * length
  const random = seededRandom(SEED)
  const means = new Float64Array(replicates)
  for (let r = 0; r < replicates; r++) {
    let sum = 0
    for (let b = 0; b < whole; b++) {
      const at = Math.floor(random() * starts)
      sum += running[at + length]! - running[at]!
    }
    if (rest > 0) {
      const at = Math.floor(random() * starts)
      sum += running[at + rest]! - running[at]!
    }
    means[r] = origin + sum / n
  }
  return percentileInterval(means)
}

/**
 * The same interval without drawing, for figures that change at every stride: the moving-block bootstrap's variance of a mean is known in
 * closed form, (length / n) * variance of the block means; mean +- 1.96 of its root.
 */
export function blockInterval(n: number, at: (i: number) => number, mean: number): Interval | null {
  if (n < MINIMUM_FOR_INTERVAL) return null
  const length = blockLength(n)
  let sum = 0
  let squares = 0
  let block = 0
  for (let i = 0; i < n; i++) {
    block += at(i) - mean
    if (i >= length) block -= at(i - length) - mean
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

/**
 * Draws paired moving blocks: calls `replicate` with an index array (pairs drawn, in blocks) for each of `replicates` rounds. For statistics
 * other than the mean; the same draw serves all metrics.
 */
export function bootstrapPairs(n: number, replicates: number, replicate: (drawn: Uint32Array, round: number) => void): void {
  const length = blockLength(n)
  const starts = n - length + 1
  const random = seededRandom(SEED + 1)
  const drawn = new Uint32Array(n)
  for (let r = 0; r < replicates; r++) {
    for (let i = 0; i < n;) {
      const at = Math.floor(random() * starts)
      for (let j = 0; j < length && i < n; j++) drawn[i++] = at + j
    }
    replicate(drawn, r)
  }
}
