import type { Interval, MetricSummary, Stride, StrideMetricName } from '../../model/index.ts'
import { autocorrelation, blockLength, blockPercentileInterval, createDrawing, meanOf, ResampledMedian } from '../statistics/index.ts'

/** Strides correlate: with fewer pairs an interval would look too sure (metrics.md 2.3). */
export const PAIRS_FOR_INTERVAL = 30
/** Values drawn a series and foot, about. */
const BUDGET = 100_000
const SEED = 7919

/** Symmetry index (Robinson 1987), percent, of two medians: positive when left is larger. */
export function symmetryIndex_percent(left: number, right: number): number {
  return (100 * (left - right)) / (0.5 * (left + right))
}

/** The index as a part of a metric's summary; nothing where both medians are 0, as foot flat is in feet that land flat. */
export function withAsymmetry(
  left: number,
  right: number,
  rest: { readonly ci95: Interval | null; readonly n: number },
): Pick<MetricSummary, 'asymmetry_percent'> {
  const value = symmetryIndex_percent(left, right)
  return Number.isFinite(value) ? { asymmetry_percent: { value, ...rest } } : {}
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
  const drawing = createDrawing(SEED, BUDGET, (n) => n)
  for (const metric of metrics) {
    const whole = pairs.filter(([l, r]) => l[metric] !== undefined && r[metric] !== undefined)
    const n = whole.length
    result.set(metric, { ci95: null, n })
    if (n < PAIRS_FOR_INTERVAL) continue
    const [left, right] = ([0, 1] as const).map((foot) => Float64Array.from(whole, (p) => p[foot][metric]!)) as [Float64Array, Float64Array]
    const draws = drawing(n, blockLength(n, correlation(left, right)))
    const lefts = new ResampledMedian(left)
    const rights = new ResampledMedian(right)
    const estimate = symmetryIndex_percent(lefts.median(), rights.median())
    const replicates = lefts.of(draws)
    const others = rights.of(draws)
    for (let r = 0; r < replicates.length; r++) replicates[r] = symmetryIndex_percent(replicates[r]!, others[r]!)
    // both medians of a draw may be 0
    if (replicates.every(Number.isFinite)) result.set(metric, { ci95: blockPercentileInterval(replicates, estimate, n, draws.length), n })
  }
  return result
}

/** Of the differences of neighbouring pairs: what both feet do together does not move the index. */
function correlation(left: Float64Array, right: Float64Array): number {
  const differences = left.map((l, i) => l - right[i]!)
  return autocorrelation(differences, differences.length, meanOf(differences))
}
