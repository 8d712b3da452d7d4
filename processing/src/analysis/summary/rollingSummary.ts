import type { MetricSummary, Side, Statistic, Stride, StrideMetricName, Summary, Unavailable } from '../../model/index.ts'
import { BOTH_FEET_METRICS, LIVE_METRIC_NAMES, SIDES, STRIDE_METRICS } from '../../model/index.ts'
import { RollingWindow, rollingStatistic } from '../statistics/index.ts'
import { withAsymmetry } from './asymmetry.ts'
import { tooFew } from './withheld.ts'

/** Valid strides a foot that the live figures look back on. */
export const LIVE_WINDOW = 50

interface Series {
  readonly window: RollingWindow
  statistic: Statistic | undefined
}

const series = (strides: number): Series => ({ window: new RollingWindow(strides), statistic: undefined })

interface Row {
  readonly metric: StrideMetricName
  readonly left: Series
  readonly right: Series
  readonly both: Series | null
  whole: MetricSummary | undefined
}

/**
 * @algorithm Live figures
 *
 * After each stride: of the last 50 valid strides a foot (n says how many). Only what the stride touched is computed again; the interval is the
 * moving-block bootstrap's in closed form. Where the belt's speed is known, a change of it starts them anew. The asymmetry's interval comes with the final summary, and so do the metrics of the whole recording and those of strides that the table
 * does not mark as live.
 */
export class RollingSummary {
  private readonly rows: readonly Row[]
  private readonly strides = { left: 0, right: 0 }
  private readonly rejected = { left: 0, right: 0 }

  constructor(metrics: readonly StrideMetricName[] = LIVE_METRIC_NAMES) {
    this.rows = metrics.map((metric) => ({
      metric,
      left: series(LIVE_WINDOW),
      right: series(LIVE_WINDOW),
      both: BOTH_FEET_METRICS.has(metric) ? series(2 * LIVE_WINDOW) : null,
      whole: undefined,
    }))
  }

  add(stride: Stride): void {
    this.strides[stride.side]++
    if (!stride.valid) this.rejected[stride.side]++
    for (const row of this.rows) {
      const value = stride.valid ? stride[row.metric] : undefined
      if (row.both !== null) this.update(row.both, value, this.rejected.left + this.rejected.right, row.metric)
      else this.update(row[stride.side], value, this.rejected[stride.side], row.metric)
      row.whole = whole(row)
    }
  }

  /** From now on of another speed: what was before does not count. */
  startAnew(): void {
    for (const side of SIDES) this.strides[side] = this.rejected[side] = 0
    for (const row of this.rows) {
      row.whole = undefined
      for (const one of [row.left, row.right, row.both]) {
        if (one === null) continue
        one.window.clear()
        one.statistic = undefined
      }
    }
  }

  result(cannot: Unavailable): { readonly summary: Summary; readonly unavailable: Unavailable } {
    const summary: { [M in StrideMetricName]?: MetricSummary } = {}
    let unavailable: Record<string, string> | null = null
    for (const row of this.rows) {
      const { metric, both } = row
      if (cannot[metric] !== undefined) continue
      if (row.whole !== undefined) summary[metric] = cannot[`${metric}.asymmetry`] === undefined ? row.whole : apart(row.whole)
      if (both !== null ? complete(row, both) : complete(row, row.left) && complete(row, row.right)) continue
      unavailable ??= { ...cannot }
      if (both !== null) unavailable[metric] = tooFew(both.window.n, STRIDE_METRICS[metric], this.strides.left + this.strides.right)
      else for (const side of SIDES) this.withheld(row, side, unavailable)
    }
    return { summary, unavailable: unavailable ?? cannot }
  }

  private withheld(row: Row, side: Side, unavailable: Record<string, string>): void {
    if (complete(row, row[side])) return
    unavailable[`${row.metric}.${side}`] ??= tooFew(row[side].window.n, STRIDE_METRICS[row.metric], this.strides[side])
  }

  private update(one: Series, value: number | undefined, rejected: number, metric: StrideMetricName): void {
    if (value !== undefined) {
      one.window.add(value)
      if (one.window.n >= STRIDE_METRICS[metric].minimumN) one.statistic = rollingStatistic(one.window, rejected)
    } else if (one.statistic !== undefined && one.statistic.rejected !== rejected) one.statistic = { ...one.statistic, rejected }
  }
}

const complete = (row: Row, { window }: Series): boolean => window.n >= STRIDE_METRICS[row.metric].minimumN

const apart = ({ asymmetry_percent: _, ...feet }: MetricSummary): MetricSummary => feet

function whole(row: Row): MetricSummary | undefined {
  if (row.both !== null) return row.both.statistic && { both: row.both.statistic }
  const left = row.left.statistic
  const right = row.right.statistic
  if (left === undefined && right === undefined) return undefined
  if (left === undefined) return { right: right! }
  if (right === undefined) return { left }
  if (!STRIDE_METRICS[row.metric].asymmetry) return { left, right }
  const n = Math.min(left.n, right.n)
  return { left, right, ...withAsymmetry(left.median, right.median, { ci95: null, n }) }
}
