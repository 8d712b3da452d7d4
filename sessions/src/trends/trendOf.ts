import { speedOf, speedsApart } from '@solestream/processing/analysis'
import { METRICS, type MetricName } from '@solestream/processing/model'
import type { TrendRow } from '@solestream/processing/storage'
import { figureOf, OF } from './figures.ts'
import type { Resolution, Trend, TrendPoint, TrendSeries, TrendValue } from './model.ts'
import { nextStretch, stretchOf } from './stretches.ts'
import { wobbleOf } from './wobble.ts'

/** Ten years of days. */
export const MOST_POINTS = 3660

export interface TrendWanted {
  readonly metrics: readonly MetricName[]
  readonly resolution: Resolution
  /** Of the stretches; without them they go from the first session to the last. */
  readonly from_utc?: string
  readonly to_utc?: string
}

/** Metrics that a trend must read beside those that are wanted. */
export const ALSO_READ = ['speed_m_s'] as const satisfies readonly MetricName[]

interface Stretch {
  readonly from_ms: number
  readonly to_ms: number | null
  readonly rows: readonly TrendRow[]
}

/**
 * Trends of one person from the summaries of the sessions, oldest first. A series for each figure that any session has; null where one has
 * none: nothing is filled in. Null: more than MOST_POINTS stretches.
 */
export function trendOf(rows: readonly TrendRow[], wanted: TrendWanted): Trend | null {
  const stretches = wanted.resolution === 'session' ? rows.map(alone) : stretchesOf(rows, wanted.resolution, wanted)
  if (stretches === null) return null
  // One that is being recorded, or gave nothing of this, is no measure for the others.
  const newest = rows.findLast(({ summary }) => wanted.metrics.some((metric) => summary[metric] !== undefined))
  const comparable = (row: TrendRow): boolean => newest !== undefined && alike(row, newest)
  return {
    resolution: wanted.resolution,
    task: newest?.session.task ?? null,
    points: stretches.map((stretch) => pointOf(stretch, comparable)),
    series: wanted.metrics.flatMap((metric) =>
      OF.flatMap((of): TrendSeries[] => {
        const values = stretches.map((stretch) => valueOf(stretch.rows.flatMap((row) => figureOf(row.summary, metric, of) ?? [])))
        if (values.every((value) => value === null)) return []
        const own = rows.filter(comparable).flatMap((row) => figureOf(row.summary, metric, of)?.value ?? [])
        return [{ metric, of, unit: of === 'asymmetry' ? '%' : METRICS[metric].unit, values, wobble: wobbleOf(own) }]
      }),
    ),
  }
}

const startOf = ({ session }: TrendRow): number => Date.parse(session.started_utc)
const alone = (row: TrendRow): Stretch => ({ from_ms: startOf(row), to_ms: null, rows: [row] })

function stretchesOf(rows: readonly TrendRow[], resolution: Exclude<Resolution, 'session'>, { from_utc, to_utc }: TrendWanted) {
  const [first, last] = [rows[0], rows.at(-1)]
  const from_ms = from_utc === undefined ? first && startOf(first) : Date.parse(from_utc)
  const end_ms = to_utc === undefined ? last && startOf(last) + 1 : Date.parse(to_utc)
  const stretches: Stretch[] = []
  if (from_ms === undefined || end_ms === undefined) return stretches
  let k = 0
  for (let start = stretchOf(from_ms, resolution); start < end_ms; start = nextStretch(start, resolution)) {
    const to_ms = nextStretch(start, resolution)
    const within: TrendRow[] = []
    for (; k < rows.length && startOf(rows[k]!) < to_ms; k++) within.push(rows[k]!)
    stretches.push({ from_ms: start, to_ms, rows: within })
    if (stretches.length > MOST_POINTS) return null
  }
  return stretches
}

function pointOf({ from_ms, to_ms, rows }: Stretch, comparable: (row: TrendRow) => boolean): TrendPoint {
  const speeds = rows.map(({ summary }) => speedOf(summary))
  const [speed = null] = speeds
  const [condition = null] = rows.map(({ session }) => session.condition)
  const coverages = rows.flatMap(({ coverage_percent }) => coverage_percent ?? [])
  return {
    from_utc: new Date(from_ms).toISOString(),
    to_utc: to_ms === null ? null : new Date(to_ms).toISOString(),
    sessions: rows.map(({ session }) => session.id),
    condition: rows.every(({ session }) => session.condition === condition) ? condition : null,
    speed_m_s: speeds.every((other) => sameSpeed(other, speed)) ? speed : null,
    coverage_percent: coverages.length === 0 ? null : Math.min(...coverages),
    comparable: rows.length > 0 && rows.every(comparable),
  }
}

function valueOf(found: readonly TrendValue[]): TrendValue | null {
  if (found.length < 2) return found[0] ?? null
  const sum = (of: (one: TrendValue) => number): number => found.reduce((total, one) => total + of(one), 0)
  return { value: sum(({ value }) => value) / found.length, n: sum(({ n }) => n), ci95: null }
}

const sameSpeed = (a: number | null, b: number | null): boolean => (a === null || b === null ? a === b : !speedsApart(a, b))

const alike = (a: TrendRow, b: TrendRow): boolean =>
  a.session.condition === b.session.condition && a.session.task === b.session.task && sameSpeed(speedOf(a.summary), speedOf(b.summary))
