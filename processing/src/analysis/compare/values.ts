import type { Figure, Interval, MetricName, MetricSummary, Statistic, Stride, StrideMetricName, Summary } from '../../model/index.ts'
import { SESSION_METRIC_NAMES, STRIDE_METRIC_NAMES } from '../../model/index.ts'
import { ofSide, series } from '../summary/series.ts'
import type { ChangeOf, ComparedSession, Value } from './comparison.ts'

/** One comparable number of a session. */
export interface Found extends Value {
  readonly metric: MetricName
  readonly of: ChangeOf
  /** The strides that the median is of, in time order; null for a figure. */
  readonly strides: Float64Array | null
  readonly ci95: Interval | null
}

/** By `metric of`, in the table's order. */
export function valuesOf({ summary, strides }: Pick<ComparedSession, 'summary' | 'strides'>): ReadonlyMap<string, Found> {
  const found = [
    ...STRIDE_METRIC_NAMES.flatMap((metric) => strideValues(metric, summary, strides)),
    ...SESSION_METRIC_NAMES.flatMap((metric) =>
      (['left', 'right', 'both'] as const).flatMap((of) => {
        const figure: Figure | undefined = summary[metric]?.[of]
        return figure === undefined ? [] : [{ metric, of, strides: null, ...figure }]
      }),
    ),
  ]
  return new Map(found.map((one) => [`${one.metric} ${one.of}`, one]))
}

function strideValues(metric: StrideMetricName, summary: Summary, strides: readonly Stride[]): Found[] {
  const of: MetricSummary | undefined = summary[metric]
  if (of === undefined) return []
  const found: Found[] = []
  for (const side of ['left', 'right', 'both'] as const) {
    const statistic: Statistic | undefined = of[side]
    if (statistic === undefined) continue
    const own = series(side === 'both' ? strides : ofSide(strides, side), metric)
    found.push({ metric, of: side, value: statistic.median, n: statistic.n, strides: own, ci95: null })
  }
  if (of.asymmetry_percent !== undefined) found.push({ metric, of: 'asymmetry', strides: null, ...of.asymmetry_percent })
  return found
}
