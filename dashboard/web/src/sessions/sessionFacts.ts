import type { SessionDocument, StridesDocument } from '@solestream/dashboard-shared'
import { SIDES, STRIDE_METRIC_NAMES, type Side, type StrideMetricName } from '@solestream/processing/model'
import { runningMedian } from '../numeric/runningMedian.ts'

export type Row = SessionDocument['session']
export type StoredStride = StridesDocument['strides'][number]

/** Seconds from start to end; null while it runs. */
export function durationOf({ started_utc, ended_utc }: Pick<Row, 'started_utc' | 'ended_utc'>): number | null {
  if (ended_utc === null) return null
  const seconds = (Date.parse(ended_utc) - Date.parse(started_utc)) / 1000
  return Number.isFinite(seconds) ? seconds : null
}

/** Metrics that any stride has, in the table's order. */
export const metricsOf = (strides: readonly StoredStride[]): readonly StrideMetricName[] =>
  STRIDE_METRIC_NAMES.filter((name) => strides.some((s) => s[name] !== undefined))

/** How many strides of a foot were left out, by reason, the most frequent first. */
export function rejectedOf(
  strides: readonly StoredStride[],
  side: Side,
): { readonly total: number; readonly reasons: readonly (readonly [string, number])[] } {
  const counts = new Map<string, number>()
  for (const s of strides)
    if (s.side === side && !s.valid) counts.set(s.excludedBecause ?? 'unknown', (counts.get(s.excludedBecause ?? 'unknown') ?? 0) + 1)
  const reasons = [...counts].sort((a, b) => b[1] - a[1])
  return { total: reasons.reduce((sum, [, n]) => sum + n, 0), reasons }
}

export interface Track {
  readonly times: readonly number[]
  readonly values: readonly number[]
  readonly medians: readonly number[]
}

export interface StrideTracks {
  readonly sides: Readonly<Record<Side, Track>>
  readonly unused: readonly { readonly time: number; readonly value: number; readonly side: Side }[]
  /** SI (Robinson) of the running medians at each left stride, against the right median nearest in time. */
  readonly asymmetry: { readonly times: readonly number[]; readonly values: readonly number[] }
}

export const MEDIAN_STRIDES = 15

export function tracksOf(strides: readonly StoredStride[], metric: StrideMetricName): StrideTracks {
  const track = (side: Side): Track => {
    const used = strides.filter((s) => s.side === side && s.valid && s[metric] !== undefined)
    const values = used.map((s) => s[metric]!)
    return { times: used.map((s) => s.start_s), values, medians: runningMedian(values, MEDIAN_STRIDES) }
  }
  const sides = { left: track(SIDES[0]!), right: track(SIDES[1]!) }
  return {
    sides,
    unused: strides.flatMap((s) => (s.valid || s[metric] === undefined ? [] : [{ time: s.start_s, value: s[metric]!, side: s.side }])),
    asymmetry: asymmetryOf(sides.left, sides.right),
  }
}

function asymmetryOf(left: Track, right: Track): StrideTracks['asymmetry'] {
  if (right.times.length === 0) return { times: [], values: [] }
  let at = 0
  const values = left.times.map((time, i) => {
    while (at + 1 < right.times.length && Math.abs(right.times[at + 1]! - time) <= Math.abs(right.times[at]! - time)) at++
    const [l, r] = [left.medians[i]!, right.medians[at]!]
    return (100 * (l - r)) / (0.5 * (l + r))
  })
  return { times: left.times, values }
}

/** Axis limits from the used strides, a fifth wider each way; unused ones beyond are drawn at the edge. */
export function limitsOf({ sides }: StrideTracks): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity]
  for (const side of SIDES)
    for (const value of sides[side].values) {
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
  if (low > high) return [0, 1]
  const room = Math.max((high - low) * 0.2, Math.abs(high) * 0.01, 1e-6)
  return [low - room, high + room]
}
