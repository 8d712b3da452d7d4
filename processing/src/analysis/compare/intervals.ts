import type { Interval } from '../../model/index.ts'
import {
  autocorrelation,
  blockLength,
  drawBlocks,
  MINIMUM_FOR_INTERVAL,
  percentileInterval,
  ResampledMedian,
  widening,
} from '../statistics/index.ts'

const ROUNDS = 1000
/** Two, so that equal series are not drawn alike. */
const SEEDS = { a: 48_271, b: 69_621 }

/**
 * 95 % interval of the difference of two medians (b - a) of series in time order: both are resampled apart by the seeded moving-block
 * bootstrap, each widened about its median as its few blocks ask for. Null below MINIMUM_FOR_INTERVAL values of either.
 */
export function medianDifferenceInterval(a: Float64Array, b: Float64Array): Interval | null {
  if (a.length < MINIMUM_FOR_INTERVAL || b.length < MINIMUM_FOR_INTERVAL) return null
  const differences = medians(b, SEEDS.b)
  medians(a, SEEDS.a).forEach((median, r) => (differences[r]! -= median))
  return percentileInterval(differences)
}

function medians(values: Float64Array, seed: number): Float64Array {
  const n = values.length
  const mean = values.reduce((sum, v) => sum + v, 0) / n
  const length = blockLength(n, autocorrelation(values, n, mean))
  const resampled = new ResampledMedian(values)
  const median = resampled.median()
  const wider = widening(n, length)
  return resampled.of(drawBlocks(n, length, ROUNDS, seed)).map((m) => median + (m - median) * wider)
}

/**
 * The same of two figures that have intervals of their own (method of variance estimates recovery: Zou & Donner 2008,
 * doi:10.1002/sim.3095).
 */
export function figureDifferenceInterval(
  a: { readonly value: number; readonly ci95: Interval | null },
  b: { readonly value: number; readonly ci95: Interval | null },
): Interval | null {
  if (a.ci95 === null || b.ci95 === null) return null
  const difference = b.value - a.value
  return [
    difference - Math.hypot(b.value - b.ci95[0], a.ci95[1] - a.value),
    difference + Math.hypot(b.ci95[1] - b.value, a.value - a.ci95[0]),
  ]
}
