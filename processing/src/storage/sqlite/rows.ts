import type { Mode, SessionInsole, SessionMeta, Side, Stride, Task } from '../../model/index.ts'
import { microseconds } from '../checks.ts'
import type { ResultKey } from '../store.ts'

/** Rows as SQLite keeps them, and back. SQLite knows no booleans, and binds NaN as NULL without a word: `cleanStride` comes before. */
export interface SessionSql {
  readonly id: string
  readonly started_utc: string
  readonly started_us: number
  readonly ended_utc: string | null
  readonly source: string
  readonly pseudonym: string | null
  readonly condition: string | null
  readonly task: string
  readonly current: number | null
}
export interface ResultSql {
  readonly id: number
  readonly session: string
  readonly algorithm: string
  readonly mode: string
  readonly strides: number
  readonly valid_strides: number
  readonly summary: string | null
  /** JSON. */
  readonly settings: string | null
}
export interface TrendSql extends SessionSql {
  readonly coverage_percent: number | null
  /** JSON: the wanted metrics of the summary. */
  readonly part: string
}
export interface StrideSql {
  readonly side: string
  readonly start_us: number
  readonly start_s: number
  readonly toeOff_s: number | null
  readonly end_s: number
  readonly valid: number
  readonly excludedBecause: string | null
  readonly metrics: string
}
export interface InsoleSql {
  readonly side: string
  readonly serial: string
  readonly layout: string
  readonly regions: string
  readonly calibration: string | null
}
export interface OutboxSql {
  readonly id: number
  readonly session: string
  readonly kind: string
  readonly result: number | null
  readonly side: string | null
  readonly from_us: number | null
  readonly to_us: number | null
  readonly payload: string | null
}

export const metaOf = (row: SessionSql): SessionMeta => ({
  id: row.id,
  started_utc: row.started_utc,
  ended_utc: row.ended_utc,
  source: row.source,
  pseudonym: row.pseudonym,
  condition: row.condition,
  task: row.task as Task,
})

export const keyOf = (row: ResultSql): ResultKey => ({ session: row.session, algorithm: row.algorithm, mode: row.mode as Mode })

export function strideToSql(stride: Stride): StrideSql {
  const { side, start_s, toeOff_s, end_s, valid, excludedBecause, ...metrics } = stride
  return {
    side,
    start_us: microseconds(start_s),
    start_s,
    toeOff_s,
    end_s,
    valid: valid ? 1 : 0,
    excludedBecause,
    metrics: JSON.stringify(metrics),
  }
}

export const strideOf = (row: StrideSql): Stride => ({
  ...(JSON.parse(row.metrics) as Pick<Stride, 'stride_s'>),
  side: row.side as Side,
  start_s: row.start_s,
  toeOff_s: row.toeOff_s,
  end_s: row.end_s,
  valid: row.valid === 1,
  excludedBecause: row.excludedBecause as Stride['excludedBecause'],
})

export const insoleToSql = ({ side, serial, layout, regions, calibration }: SessionInsole): InsoleSql => ({
  side,
  serial,
  layout,
  regions: JSON.stringify(regions),
  calibration: calibration && JSON.stringify(calibration),
})

export const insoleOf = ({ side, serial, layout, regions, calibration }: InsoleSql): SessionInsole => ({
  side: side as Side,
  serial,
  layout,
  regions: JSON.parse(regions) as SessionInsole['regions'],
  calibration: calibration === null ? null : (JSON.parse(calibration) as SessionInsole['calibration']),
})
