import type { Interval, Stride, StrideMetricName } from '../../model/index.ts'
import { bootstrapPairs, percentileInterval, ResampledMedian } from '../statistics/index.ts'

/** Strides correlate: with fewer pairs an interval would look too sure (metrics.md 2.3). */
export const PAIRS_FOR_INTERVAL = 30
/** Replicates shrink with the number of pairs, so that an hour costs little more than a minute. */
const VALUES_DRAWN = 600_000

/** Symmetry index (Robinson 1987), percent, of two medians: positive when left is larger. */
export function symmetryIndex_percent(left: number, right: number): number {
  return (100 * (left - right)) / (0.5 * (left + right))
}

/**
 * 95 % intervals of the symmetry index of medians, per metric, by a seeded moving-block bootstrap over pairs of strides; all metrics share
 * the draws. Metrics of which a pair lacks a value are bootstrapped over the pairs that have it.
 */
export function asymmetryIntervals(
  pairs: readonly (readonly [Stride, Stride])[],
  metrics: readonly StrideMetricName[],
): ReadonlyMap<StrideMetricName, { readonly ci95: Interval | null; readonly n: number }> {
  const result = new Map<StrideMetricName, { ci95: Interval | null; n: number }>()
  const byLength = new Map<number, { metric: StrideMetricName; left: ResampledMedian; right: ResampledMedian }[]>()
  for (const metric of metrics) {
    const whole = pairs.filter(([l, r]) => l[metric] !== undefined && r[metric] !== undefined)
    result.set(metric, { ci95: null, n: whole.length })
    if (whole.length < PAIRS_FOR_INTERVAL) continue
    const of = (foot: 0 | 1) => new ResampledMedian(Float64Array.from(whole, (p) => p[foot][metric]!))
    const group = byLength.get(whole.length) ?? []
    group.push({ metric, left: of(0), right: of(1) })
    byLength.set(whole.length, group)
  }
  for (const [n, group] of byLength) {
    const replicates = Math.min(1000, Math.max(200, Math.floor(VALUES_DRAWN / n)))
    const drawnIndices = group.map(() => new Float64Array(replicates))
    bootstrapPairs(n, replicates, (drawn, round) => {
      group.forEach(({ left, right }, g) => {
        drawnIndices[g]![round] = symmetryIndex_percent(left.of(drawn), right.of(drawn))
      })
    })
    group.forEach(({ metric }, g) => result.set(metric, { ci95: percentileInterval(drawnIndices[g]!), n }))
  }
  return result
}
