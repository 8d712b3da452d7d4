import type { Figure, FigureSummary, Interval, MetricName, MetricSummary, Side, Statistic, Summary } from '../../model/index.ts'

export type Foot = Side | 'both'

/** One figure of a session, whatever its level. */
export interface Measured {
  readonly value: number
  readonly n: number
  /** 95 %; null: not known. */
  readonly ci95: Interval | null
}

/** Of a metric of each stride: the mean, which its interval is of. Undefined: the session has it not. */
export function measuredOf(summary: Summary, metric: MetricName, foot: Foot): Measured | undefined {
  const found: Statistic | Figure | undefined = (summary as Readonly<Record<string, MetricSummary | FigureSummary>>)[metric]?.[foot]
  if (found === undefined) return undefined
  return { value: 'mean' in found ? found.mean : found.value, n: found.n, ci95: found.ci95 }
}

/** The symmetry index of both feet's medians, positive when left is larger. */
export function symmetryOf(summary: Summary, metric: MetricName): Measured | undefined {
  return (summary as Readonly<Record<string, MetricSummary>>)[metric]?.asymmetry_percent
}
