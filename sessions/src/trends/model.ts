import type { ChangeOf } from '@solestream/processing/analysis'
import type { Interval, MetricName, MetricUnit, Task } from '@solestream/processing/model'

/** One value for each session, or for each day, week (from Monday) or month (UTC) that has any. */
export const RESOLUTIONS = ['session', 'day', 'week', 'month'] as const
export type Resolution = (typeof RESOLUTIONS)[number]

/** One place on the time axis: a session, or a stretch with the sessions in it. */
export interface TrendPoint {
  /** When the session, or the stretch, began. */
  readonly from_utc: string
  /** Where the stretch ends, not included; null: the point is a session. */
  readonly to_utc: string | null
  /** Oldest first; none where nothing was recorded: then every value is null. */
  readonly sessions: readonly string[]
  /** Null: none was entered, or they differ. */
  readonly condition: string | null
  /** Null: not known, or they differ by more than 0.05 m/s. */
  readonly speed_m_s: number | null
  /** Lowest of them; null: not known. */
  readonly coverage_percent: number | null
  /** Whether all of them were of the condition, task and speed of the newest session that has any value: others are not compared with it. */
  readonly comparable: boolean
}

export interface TrendValue {
  /** Median of the session's strides (or its figure); of several sessions the mean of theirs. */
  readonly value: number
  /** Of all of them. */
  readonly n: number
  /** Of a single session's figure where it has one; null: none. */
  readonly ci95: Interval | null
}

/** How much the person differs from one session to the next anyhow. */
export type Wobble =
  { readonly value: number; readonly sessions: number } | { readonly value: null; readonly sessions: number; readonly because: string }

export interface TrendSeries {
  readonly metric: MetricName
  readonly of: ChangeOf
  readonly unit: MetricUnit
  /** One for each point; null: that point has none. */
  readonly values: readonly (TrendValue | null)[]
  /** Smallest change between two sessions that is more than that, in the metric's unit (the minimal detectable change). */
  readonly wobble: Wobble
}

export interface Trend {
  readonly resolution: Resolution
  readonly task: Task | null
  readonly points: readonly TrendPoint[]
  readonly series: readonly TrendSeries[]
}
