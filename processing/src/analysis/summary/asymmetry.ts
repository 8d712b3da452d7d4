import type { Interval, Stride, StrideMetricName } from '../../model/index.ts'
import { drawBlocks, percentileInterval, replicatesFor, ResampledMedian, type Draws } from '../statistics/index.ts'

/** Strides correlate: with fewer pairs an interval would look too sure (metrics.md 2.3). */
export const PAIRS_FOR_INTERVAL = 30
/** Values drawn a series and foot, about. */
const BUDGET = 100_000
const SEED = 7919

/** Symmetry index (Robinson 1987), percent, of two medians: positive when left is larger. */
export function symmetryIndex_percent(left: number, right: number): number {
  return (100 * (left - right)) / (0.5 * (left + right))
}

/**
 * All metrics with as many pairs share the draws; those of which a pair lacks a value are bootstrapped over the pairs that have it.
 *
 * @algorithm Symmetry index
 *
 * `asymmetry_percent` is Robinson's symmetry index, SI = 100 (L - R) / (0.5 (L + R)), of the medians of all valid strides (Robinson 1987, J Manipulative
 * Physiol Ther 10:172). Its interval: the seeded moving-block bootstrap over pairs (a valid left stride and the valid right one that starts in it),
 * from 30 pairs on. It says nothing about a bias between the two insoles: measure that with the insoles swapped.
 */
export function asymmetryIntervals(
  pairs: readonly (readonly [Stride, Stride])[],
  metrics: readonly StrideMetricName[],
): ReadonlyMap<StrideMetricName, { readonly ci95: Interval | null; readonly n: number }> {
  const result = new Map<StrideMetricName, { ci95: Interval | null; n: number }>()
  const drawn = new Map<number, Draws>()
  for (const metric of metrics) {
    const whole = pairs.filter(([l, r]) => l[metric] !== undefined && r[metric] !== undefined)
    const n = whole.length
    result.set(metric, { ci95: null, n })
    if (n < PAIRS_FOR_INTERVAL) continue
    const draws = drawn.get(n) ?? drawBlocks(n, replicatesFor(n, BUDGET), SEED)
    drawn.set(n, draws)
    const of = (foot: 0 | 1) => new ResampledMedian(Float64Array.from(whole, (p) => p[foot][metric]!)).of(draws)
    const left = of(0)
    const right = of(1)
    for (let r = 0; r < left.length; r++) left[r] = symmetryIndex_percent(left[r]!, right[r]!)
    result.set(metric, { ci95: percentileInterval(left), n })
  }
  return result
}
