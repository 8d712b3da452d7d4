import type { Interval, MetricName, MetricUnit, Mode, Stride, Summary, Task } from '../../model/index.ts'

/** What is compared: the result of one session. */
export interface ComparedSession {
  readonly label: string
  readonly task: Task
  /** name@version */
  readonly algorithm: string
  readonly mode: Mode
  /** What measured it; sessions of different devices are compared with a warning. */
  readonly device: Device
  /** Of the treadmill; null: not known. */
  readonly speed_m_s: number | null
  readonly summary: Summary
  /** Of both feet, in order of start_s: intervals of the differences come from them. */
  readonly strides: readonly Stride[]
}

export interface Device {
  /** 'other': a recorded centre of pressure, whose device is not known. */
  readonly kind: 'pressure-insole' | 'other'
  /** Of the layouts; equal ids, equal insoles. */
  readonly layout: string | null
}

export type ChangeOf = 'left' | 'right' | 'both' | 'asymmetry'

export interface Value {
  /** Median of the valid strides, or the figure of the recording. */
  readonly value: number
  readonly n: number
}

/**
 * The smallest change that is more than the person's (or people's) usual difference from session to session, in the metric's unit. Of own sessions: `value` as it
 * is defined, with 1.96, and `ofFew` with Student's t for as few sessions as there are: that is what a difference is held against.
 */
export type Detectable =
  | { readonly how: 'own-sessions'; readonly value: number; readonly ofFew: number; readonly sessions: number }
  | { readonly how: 'cited'; readonly value: number; readonly source: string }
  | { readonly how: 'unknown'; readonly value: null; readonly because: string }

/** One metric of A and B. */
export interface Change {
  readonly metric: MetricName
  readonly of: ChangeOf
  readonly unit: MetricUnit
  readonly a: Value
  readonly b: Value
  /** b - a */
  readonly difference: number
  /** Of the difference, by these strides alone; null: too few, or a figure without an interval. */
  readonly ci95: Interval | null
  readonly detectable: Detectable
  /** Whether the difference is larger than the detectable change (of own sessions: `ofFew`); null where that is unknown. */
  readonly beyondDetectable: boolean | null
}

export interface SpeedMatch {
  readonly status: 'matched' | 'different' | 'unknown'
  readonly a_m_s: number | null
  readonly b_m_s: number | null
}

export interface Comparison {
  readonly speed: SpeedMatch
  /** What has to be known before a difference is read, for people. */
  readonly warnings: readonly string[]
  readonly changes: readonly Change[]
}
