import type { MetricSummary, Statistic, Stride, StrideMetricName, Summary, Unavailable } from '../../model/index.ts'
import { BOTH_FEET_METRICS, STRIDE_METRIC_NAMES, STRIDE_METRICS } from '../../model/index.ts'
import { drawsForMean, statistic, type Draws } from '../statistics/index.ts'
import { asymmetryIntervals, symmetryIndex_percent } from './asymmetry.ts'
import { ofSide, pairs, series } from './series.ts'
import { tooFew } from './withheld.ts'

/**
 * The summary of a whole recording. Statistics are of valid strides: outliers are left out, of cv_percent too (ALGORITHMS.md says what that
 * means); robustCv_percent hardly depends on it. `cannot`: metrics that layout or calibration rule out.
 */
export function summarize(
  strides: readonly Stride[],
  cannot: Unavailable,
): { readonly summary: Summary; readonly unavailable: Unavailable } {
  const left = ofSide(strides, 'left')
  const right = ofSide(strides, 'right')
  const rejected = (some: readonly Stride[]) => some.reduce((n, s) => n + (s.valid ? 0 : 1), 0)
  const summary: { [M in StrideMetricName]?: MetricSummary } = {}
  const unavailable: Record<string, string> = { ...cannot }
  const metrics = STRIDE_METRIC_NAMES.filter((m) => cannot[m] === undefined)
  const draws = new Map<number, Draws>()
  const drawsOf = (n: number) => {
    if (!draws.has(n)) draws.set(n, drawsForMean(n))
    return draws.get(n)!
  }
  const intervals = asymmetryIntervals(
    pairs(left, right),
    metrics.filter((m) => !BOTH_FEET_METRICS.has(m)),
  )
  for (const metric of metrics) {
    const { minimumN } = STRIDE_METRICS[metric]
    const give = (name: string, some: readonly Stride[]): Statistic | undefined => {
      const values = series(some, metric)
      if (values.length >= minimumN) return statistic(values, rejected(some), drawsOf(values.length))
      unavailable[name] ??= tooFew(values.length, minimumN, some.length)
      return undefined
    }
    if (BOTH_FEET_METRICS.has(metric)) {
      const both = give(metric, strides)
      if (both !== undefined) summary[metric] = { both }
      continue
    }
    const l = give(`${metric}.left`, left)
    const r = give(`${metric}.right`, right)
    if (l === undefined && r === undefined) continue
    const { ci95, n } = intervals.get(metric)!
    const asymmetry = l && r && { asymmetry_percent: { value: symmetryIndex_percent(l.median, r.median), ci95, n } }
    summary[metric] = { ...(l && { left: l }), ...(r && { right: r }), ...asymmetry }
  }
  return { summary, unavailable }
}
