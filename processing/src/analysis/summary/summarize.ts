import type {
  InsoleDescription,
  MetricSummary,
  Side,
  Statistic,
  Stride,
  StrideMetricName,
  Summary,
  Unavailable,
  WalkInputs,
} from '../../model/index.ts'
import { BOTH_FEET_METRICS, STRIDE_METRIC_NAMES, STRIDE_METRICS } from '../../model/index.ts'
import { figuresOf, type Figures, type WalkFacts } from '../figures/index.ts'
import { drawingForMeans, statistic } from '../statistics/index.ts'
import { asymmetryIntervals, withAsymmetry } from './asymmetry.ts'
import { ofSide, pairs, series } from './series.ts'
import { sessionFigures } from './sessionFigures.ts'
import { tooFew } from './withheld.ts'

/** What a summary takes beside the strides. */
export interface SummaryInputs {
  readonly insoles?: { readonly [S in Side]?: InsoleDescription }
  readonly inputs?: WalkInputs
  /** Session metrics that were computed from samples, not from strides. */
  readonly figures?: Figures
}

/**
 * The summary of a whole recording; strides in order of start_s. Statistics are of valid strides: outliers are left out, of cv_percent too
 * (ALGORITHMS.md says what that means); robustCv_percent hardly depends on it. `cannot`: metrics that insoles or inputs rule out.
 */
export function summarize(
  strides: readonly Stride[],
  cannot: Unavailable,
  { insoles = {}, inputs = {}, figures = {} }: SummaryInputs = {},
): { readonly summary: Summary; readonly unavailable: Unavailable } {
  const left = ofSide(strides, 'left')
  const right = ofSide(strides, 'right')
  const facts = { strides, left, right, pairs: pairs(left, right), insoles, inputs }
  const unavailable: Record<string, string> = { ...cannot }
  const statistics = strideStatistics(facts, cannot, unavailable)
  const walk: WalkFacts = { ...facts, statistics }
  return { summary: { ...statistics, ...sessionFigures({ ...figuresOf(walk), ...figures }, walk, cannot, unavailable) }, unavailable }
}

function strideStatistics(
  { strides, left, right, pairs }: Omit<WalkFacts, 'statistics'>,
  cannot: Unavailable,
  unavailable: Record<string, string>,
): { readonly [M in StrideMetricName]?: MetricSummary } {
  const rejected = (some: readonly Stride[]) => some.reduce((n, s) => n + (s.valid ? 0 : 1), 0)
  const summary: { [M in StrideMetricName]?: MetricSummary } = {}
  const metrics = STRIDE_METRIC_NAMES.filter((m) => cannot[m] === undefined)
  const drawing = drawingForMeans()
  const intervals = asymmetryIntervals(
    pairs,
    metrics.filter((m) => STRIDE_METRICS[m].asymmetry && cannot[`${m}.asymmetry`] === undefined),
  )
  for (const metric of metrics) {
    const row = STRIDE_METRICS[metric]
    const give = (name: string, some: readonly Stride[]): Statistic | undefined => {
      const values = series(some, metric)
      if (values.length >= row.minimumN) return statistic(values, rejected(some), drawing)
      unavailable[name] ??= tooFew(values.length, row, some.length)
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
    const interval = l && r && intervals.get(metric)
    const asymmetry = interval && withAsymmetry(l.median, r.median, interval)
    summary[metric] = { ...(l && { left: l }), ...(r && { right: r }), ...asymmetry }
  }
  return summary
}
