import type { MetricSummary, Side, Statistic, Stride, StrideMetricName, Summary, Unavailable } from '../../model/index.ts'
import { BOTH_FEET_METRICS, SIDES, STRIDE_METRIC_NAMES, STRIDE_METRICS } from '../../model/index.ts'
import { RollingWindow, rollingStatistic } from '../statistics/index.ts'
import { symmetryIndex_percent } from './asymmetry.ts'
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
 * The live figures: of each foot's last LIVE_WINDOW valid strides, brought up to date by every stride. Only the series that the stride
 * touched are computed again, without drawing: ci95 is the moving-block bootstrap's in closed form; the asymmetry's comes with the final summary, and so do all session metrics.
 */
export class RollingSummary {
  private readonly rows: readonly Row[]
  private readonly strides = { left: 0, right: 0 }
  private readonly rejected = { left: 0, right: 0 }

  constructor(metrics: readonly StrideMetricName[] = STRIDE_METRIC_NAMES) {
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

  result(cannot: Unavailable): { readonly summary: Summary; readonly unavailable: Unavailable } {
    const summary: { [M in StrideMetricName]?: MetricSummary } = {}
    let unavailable: Record<string, string> | null = null
    for (const row of this.rows) {
      const { metric, both } = row
      if (cannot[metric] !== undefined) continue
      if (row.whole !== undefined) summary[metric] = row.whole
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

function whole(row: Row): MetricSummary | undefined {
  if (row.both !== null) return row.both.statistic && { both: row.both.statistic }
  const left = row.left.statistic
  const right = row.right.statistic
  if (left === undefined && right === undefined) return undefined
  if (left === undefined) return { right: right! }
  if (right === undefined) return { left }
  if (!STRIDE_METRICS[row.metric].asymmetry) return { left, right }
  const n = Math.min(left.n, right.n)
  return { left, right, asymmetry_percent: { value: symmetryIndex_percent(left.median, right.median), ci95: null, n } }
}
