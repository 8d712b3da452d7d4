import type { Figure, Interval, SessionMeta, Side, Statistic, Stride } from '../../model/index.ts'
import { SESSION_METRIC_NAMES, SIDES, STRIDE_METRIC_NAMES } from '../../model/index.ts'
import { ID, microseconds } from '../checks.ts'
import type { OutboxEntry, StoredSummary } from '../store.ts'

export const MEASUREMENTS = ['stride', 'session_summary', 'quality'] as const
export type Measurement = (typeof MEASUREMENTS)[number]

/** Numbers are floats: the first write of a field fixes its type for ever. */
export type Fields = Record<string, number | boolean | string>

export interface InfluxPoint {
  readonly measurement: Measurement
  readonly tags: Readonly<Record<string, string>>
  readonly fields: Fields
  /** Microseconds since 1970 UTC. */
  readonly time_us: number
}

/** What is deleted: all of a session in one measurement, or a side of it, or a stretch [from, to) of that side. */
export interface Removal {
  readonly measurement: Measurement
  readonly session: string
  readonly side: Side | null
  readonly from_us: number | null
  readonly to_us: number | null
}

export interface Projection {
  /** Done before the points are written. */
  readonly removals: readonly Removal[]
  readonly points: readonly InfluxPoint[]
  /** Why nothing of this entry can be told, or null. */
  readonly refused: string | null
}

const startedUs = (session: SessionMeta): number => Date.parse(session.started_utc) * 1000

/** Without a person there is no pseudonym tag: an empty one is refused by InfluxDB, and `undefined` would become a name. */
function tagsOf(session: SessionMeta, side: string): Record<string, string> {
  return { session: session.id, side, ...(session.pseudonym === null ? {} : { pseudonym: session.pseudonym }) }
}

/** NaN, infinities and nulls would go out as words and cost the whole point. */
function numbers(values: Readonly<Record<string, number | null | undefined>>): Fields {
  const fields: Fields = {}
  for (const [name, value] of Object.entries(values)) if (typeof value === 'number' && Number.isFinite(value)) fields[name] = value
  return fields
}

function stridePoint(session: SessionMeta, stride: Stride): InfluxPoint {
  const fields = numbers(Object.fromEntries(STRIDE_METRIC_NAMES.map((name) => [name, stride[name]])))
  fields['valid'] = stride.valid
  if (stride.excludedBecause !== null) fields['excludedBecause'] = stride.excludedBecause
  return { measurement: 'stride', tags: tagsOf(session, stride.side), fields, time_us: startedUs(session) + microseconds(stride.start_s) }
}

const interval = (name: string, ci: Interval | null): Record<string, number | undefined> => ({
  [`${name}_low`]: ci?.[0],
  [`${name}_high`]: ci?.[1],
})

/** METRIC_statistic: `stride_s_median`, `swingAsymmetry_percent_value`, each with its n and interval. */
function summaryFields(name: string, of: Statistic | Figure): Fields {
  const { ci95, ...rest } = of
  const named = Object.fromEntries(Object.entries(rest).map(([key, value]) => [`${name}_${key}`, value]))
  return numbers({ ...named, ...interval(`${name}_ci95`, ci95) })
}

function summaryPoints(session: SessionMeta, { key, summary }: StoredSummary): InfluxPoint[] {
  const fields: Record<'left' | 'right' | 'both', Fields> = { left: {}, right: {}, both: {} }
  for (const name of [...STRIDE_METRIC_NAMES, ...SESSION_METRIC_NAMES]) {
    const metric = summary[name]
    for (const side of ['left', 'right', 'both'] as const) {
      const of = metric?.[side]
      if (of) Object.assign(fields[side], summaryFields(name, of))
    }
    const asymmetry = metric && 'asymmetry_percent' in metric ? metric.asymmetry_percent : undefined
    if (!asymmetry) continue
    const named = { [`${name}_asymmetry_percent`]: asymmetry.value, [`${name}_asymmetry_n`]: asymmetry.n }
    Object.assign(fields.both, numbers({ ...named, ...interval(`${name}_asymmetry_ci95`, asymmetry.ci95) }))
  }
  return (['left', 'right', 'both'] as const)
    .filter((side) => Object.keys(fields[side]).length > 0)
    .map((side) => ({
      measurement: 'session_summary',
      tags: tagsOf(session, side),
      fields: { ...fields[side], algorithm: key.algorithm, mode: key.mode },
      time_us: startedUs(session),
    }))
}

function qualityPoints(session: SessionMeta, { quality }: StoredSummary): InfluxPoint[] {
  return SIDES.flatMap((side): InfluxPoint[] => {
    const of = quality.sides[side]
    if (!of) return []
    const { gaps, deadSensors, stuckSensors, ...rest } = of
    const fields = numbers({
      ...rest,
      gaps: gaps.length,
      deadSensors: deadSensors.length,
      stuckSensors: stuckSensors.length,
      clockError_ms: quality.clockError_ms?.[side],
      leftRightClockError_ms: quality.clockError_ms?.leftRight,
    })
    return [{ measurement: 'quality', tags: { session: session.id, side }, fields, time_us: startedUs(session) }]
  })
}

const noId = (text: string): Projection => ({
  removals: [],
  points: [],
  refused: `${JSON.stringify(text)} is no id: letters, digits and _ . - only`,
})

/**
 * What an outbox entry means for InfluxDB (design: measurements `stride`, `session_summary`, `quality`). Doing it twice leaves what doing it
 * once leaves: points have times of their own, and what is replaced is deleted first.
 */
export function influxProjection(entry: OutboxEntry): Projection {
  const { range } = entry
  const all = (measurement: Measurement): Removal => ({ measurement, session: entry.session.id, side: null, from_us: null, to_us: null })
  if (entry.kind === 'delete-session') {
    const { id } = entry.session
    return ID.test(id) ? { removals: MEASUREMENTS.map(all), points: [], refused: null } : noId(id)
  }
  const { session, kind } = entry
  const bad = [session.id, session.pseudonym].find((id) => id !== null && !ID.test(id))
  if (bad !== undefined) return noId(bad as string)
  if (!Number.isFinite(startedUs(session)))
    return { removals: [], points: [], refused: `started_utc ${session.started_utc} is no date-time` }

  const strides = entry.strides.map((s) => stridePoint(session, s))
  if (kind === 'summary') {
    const points = entry.summary ? [...summaryPoints(session, entry.summary), ...qualityPoints(session, entry.summary)] : []
    return { removals: [all('session_summary'), all('quality')], points, refused: null }
  }
  if (range === null) return { removals: [], points: strides, refused: null }
  const bound = (time_s: number): number | null => (Number.isFinite(time_s) ? startedUs(session) + microseconds(time_s) : null)
  const removal: Removal = { ...all('stride'), side: range.side, from_us: bound(range.from_s), to_us: bound(range.to_s) }
  return { removals: [removal], points: strides, refused: null }
}
