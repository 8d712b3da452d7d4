import { METRICS, type InsoleDescription, type Marker, type SessionInsole } from '@solestream/processing/model'
import type { SessionRow, StoredSummary } from '@solestream/processing/storage'
import { UNKNOWN_DATE } from '../import/model.ts'

export interface ExportChoice {
  /** Dates as they were, serial numbers too; else dates are moved by a number of days of each person's own. */
  readonly withDates: boolean
  /** Conditions and notes as they were typed. */
  readonly withNotes: boolean
}

/** What is known of a session beside its numbers. */
export interface About {
  readonly session: string
  readonly pseudonym: string | null
  readonly started_utc: string
  readonly dates: 'as recorded' | 'moved by whole days, the same for all sessions of the person' | 'not known'
  readonly task: string
  readonly source: string
  readonly condition: string | null
  readonly markers: readonly Marker[]
  readonly software: { readonly name: 'solestream'; readonly version: string }
  readonly algorithm: { readonly id: string; readonly mode: string; readonly settings: Readonly<Record<string, unknown>> | null }
  readonly insoles: readonly {
    readonly side: string
    readonly serial: string | null
    readonly sensors: number
    readonly rate_Hz: number
    readonly layout: InsoleDescription['layout'] | null
    readonly calibration: SessionInsole['calibration']
  }[]
  readonly quality: StoredSummary['quality']
  readonly unavailable: StoredSummary['unavailable']
  readonly leftOut: readonly string[]
}

const DAY_MS = 86_400_000
export const movedBy = (utc: string, days: number): string => new Date(Date.parse(utc) + days * DAY_MS).toISOString()

/** Marks of one key each say nothing of a person; what was typed may. */
const KEYED = /^(marker \d+|pain \d+ of 10|speed change|handrail|standing\b.*|feedback\b.*)$/

export interface AboutParts {
  readonly row: SessionRow
  readonly result: StoredSummary
  readonly settings: Readonly<Record<string, unknown>> | null
  readonly insoles: readonly InsoleDescription[]
  /** Of the person, for `withDates` false. */
  readonly shift_days: number
  readonly choice: ExportChoice
  readonly version: string
}

export function aboutSession({ row, result, settings, insoles, shift_days, choice, version }: AboutParts): About {
  const unknown = row.started_utc === UNKNOWN_DATE
  const days = choice.withDates || unknown ? 0 : shift_days
  const used = (side: string): SessionInsole | undefined => row.insoles.findLast((insole) => insole.side === side)
  return {
    session: row.id,
    pseudonym: row.pseudonym,
    started_utc: movedBy(row.started_utc, days),
    dates: unknown ? 'not known' : choice.withDates ? 'as recorded' : 'moved by whole days, the same for all sessions of the person',
    task: row.task,
    source: row.source,
    condition: choice.withNotes ? row.condition : null,
    markers: choice.withNotes ? row.markers : row.markers.filter(({ label }) => KEYED.test(label)),
    software: { name: 'solestream', version },
    algorithm: { id: result.key.algorithm, mode: result.key.mode, settings },
    insoles: (insoles.length > 0 ? insoles.map(({ side }) => side) : row.insoles.map(({ side }) => side)).map((side) => {
      const described = insoles.find((insole) => insole.side === side)
      const one = used(side)
      return {
        side,
        serial: choice.withDates ? (one?.serial ?? null) : null,
        sensors: described?.sensors ?? one?.regions.length ?? 0,
        rate_Hz: described?.rate_Hz ?? NaN,
        layout: described?.layout ?? null,
        calibration: one?.calibration ? movedUse(one.calibration, days) : null,
      }
    }),
    quality: result.quality,
    unavailable: result.unavailable,
    leftOut: [
      ...(choice.withDates ? [] : ['serial numbers of insoles', 'exact dates']),
      ...(choice.withNotes ? [] : ['condition', 'notes that were typed']),
      'body mass of a calibration',
    ],
  }
}

function movedUse(use: NonNullable<SessionInsole['calibration']>, days: number): NonNullable<SessionInsole['calibration']> {
  const { bodyMass_kg: _, ...fit } = use.fit ?? { bodyMass_kg: 0 }
  return {
    ...use,
    calibrated_utc: movedBy(use.calibrated_utc, days),
    tared_utc: use.tared_utc === null ? null : movedBy(use.tared_utc, days),
    fit: use.fit === null ? null : (fit as never),
  }
}

/** What each column and metric is, for people and programs. */
export const metricDictionary = (): Record<string, object> =>
  Object.fromEntries(
    Object.entries(METRICS).map(([name, { label, unit, level, feet, needs, minimumN, counts, definition, source }]) => [
      name,
      { label, unit, level, feet, needs, minimumN, counts, definition, source },
    ]),
  )
