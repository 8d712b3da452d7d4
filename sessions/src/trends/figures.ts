import type { ChangeOf } from '@solestream/processing/analysis'
import { METRICS, type FigureSummary, type MetricName, type MetricSummary, type Summary } from '@solestream/processing/model'
import type { TrendValue } from './model.ts'

export const OF = ['left', 'right', 'both', 'asymmetry'] as const satisfies readonly ChangeOf[]

/** One number of a stored summary; null: the session does not have it. */
export function figureOf(summary: Summary, metric: MetricName, of: ChangeOf): TrendValue | null {
  if (METRICS[metric].level === 'session') return of === 'asymmetry' ? null : ((summary[metric] as FigureSummary | undefined)?.[of] ?? null)
  const found = summary[metric] as MetricSummary | undefined
  if (of === 'asymmetry') return found?.asymmetry_percent ?? null
  const statistic = found?.[of]
  // The stored interval is of the mean, and this is the median.
  return statistic === undefined ? null : { value: statistic.median, n: statistic.n, ci95: null }
}
