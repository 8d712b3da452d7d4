import type { SessionMetricName, StrideMetricName } from './metrics/index.ts'

export type Interval = readonly [low: number, high: number]

/** Of the valid strides; `rejected` counts those left out. `ci95` is of the mean. */
export interface Statistic {
  readonly n: number
  readonly rejected: number
  readonly median: number
  readonly mean: number
  readonly sd: number
  /** Null where the mean (median) is 0. */
  readonly cv_percent: number | null
  readonly robustCv_percent: number | null
  readonly ci95: Interval | null
}

export interface MetricSummary {
  readonly left?: Statistic
  readonly right?: Statistic
  readonly both?: Statistic
  /** SI (Robinson) of the medians, positive when left is larger. */
  readonly asymmetry_percent?: { readonly value: number; readonly ci95: Interval | null; readonly n: number }
}

/** One figure of a whole recording; `n`: what it rests on, as its row in the table of metrics counts. */
export interface Figure {
  readonly value: number
  readonly n: number
  readonly ci95: Interval | null
}

/** A session-level metric: per foot, or one of both feet. */
export interface FigureSummary {
  readonly left?: Figure
  readonly right?: Figure
  readonly both?: Figure
}

export type Summary = { readonly [M in StrideMetricName]?: MetricSummary } & { readonly [M in SessionMetricName]?: FigureSummary }
/** What cannot be had, with its reason, by metric name. */
export type Unavailable = Readonly<Record<string, string>>
