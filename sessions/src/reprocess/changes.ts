import { METRICS, type Figure, type FigureSummary, type MetricName, type MetricSummary, type Summary } from '@solestream/processing/model'

export interface MetricChange {
  readonly metric: MetricName
  readonly of: 'left' | 'right' | 'both' | 'asymmetry'
  /** Median of strides, or the session's figure, in the metric's unit; null: there is none. */
  readonly before: number | null
  readonly after: number | null
}

const OF = ['left', 'right', 'both'] as const
const valueOf = (one: Figure | { readonly median: number } | undefined): number | null =>
  one === undefined ? null : 'median' in one ? one.median : one.value

/** Figures that differ between two summaries of one recording, in the order of the table of metrics. */
export function changesOf(before: Summary, after: Summary): readonly MetricChange[] {
  return (Object.keys(METRICS) as MetricName[]).flatMap((metric) => {
    const [a, b] = [before[metric] ?? {}, after[metric] ?? {}]
    const feet = OF.map((of): MetricChange => ({ metric, of, before: valueOf(a[of]), after: valueOf(b[of]) }))
    const asymmetry = (s: MetricSummary | FigureSummary): number | null =>
      'asymmetry_percent' in s ? (s.asymmetry_percent?.value ?? null) : null
    const all: MetricChange[] = [...feet, { metric, of: 'asymmetry', before: asymmetry(a), after: asymmetry(b) }]
    return all.filter((change) => change.before !== change.after)
  })
}
