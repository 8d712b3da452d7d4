import type {
  CalibrationFit,
  Marker,
  MetricName,
  Mode,
  Quality,
  SessionInsole,
  SessionMeta,
  Side,
  StanceCurves,
  Stride,
  Summary,
  Unavailable,
} from '../model/index.ts'

/** The result of one algorithm in one mode for a session. */
export interface ResultKey {
  readonly session: string
  /** name@version */
  readonly algorithm: string
  readonly mode: Mode
}

/** What a session has been computed with; all of them stay readable by their keys. */
export interface ResultRow {
  readonly key: ResultKey
  /** Of the algorithm, as they were when the result was made; null: not told. */
  readonly settings: Readonly<Record<string, unknown>> | null
  readonly strides: number
  readonly current: boolean
}

export interface StoredSummary {
  readonly key: ResultKey
  readonly summary: Summary
  readonly unavailable: Unavailable
  readonly quality: Quality
  /** Averaged force curves and gait lines; absent where the result has none. */
  readonly curves?: StanceCurves
}

export interface SessionRow extends SessionMeta {
  /** Of the current result, both feet. */
  readonly strides: number
  readonly validStrides: number
  /** The result that is shown: the first one written, until `putSummary` names another. */
  readonly current: ResultKey | null
  readonly markers: readonly Marker[]
  /** What it was recorded with, in the order of first use. */
  readonly insoles: readonly SessionInsole[]
}

/** How well a calibration is determined, by the id of the calibration. */
export interface StoredFit {
  readonly calibration: string
  readonly fit: CalibrationFit
}

export interface SessionsOf {
  readonly limit?: number
  /** The id of the last session of the page before (or a date-time: sessions that started earlier). */
  readonly before?: string
  /** Only sessions of these pseudonyms, null for those of nobody known; all when absent. */
  readonly of?: readonly (string | null)[]
}

/** Which figures of whose sessions; times are those at which sessions began. */
export interface TrendOf {
  readonly pseudonym: string
  readonly metrics: readonly MetricName[]
  readonly from_utc?: string
  /** Not included. */
  readonly to_utc?: string
}

/** A session with the wanted part of its current summary; `summary` is empty where there is none (yet). */
export interface TrendRow {
  readonly session: SessionMeta
  readonly summary: Summary
  readonly coverage_percent: number | null
}

export type OutboxEntry = OutboxTold & {
  readonly id: number
  readonly key: ResultKey | null
  /** For `replace`: the range whose points go before the new ones are written. */
  readonly range: { readonly side: Side; readonly from_s: number; readonly to_s: number } | null
  /** As they are stored now, which may be newer than the entry: a later entry then tells the same again. */
  readonly strides: readonly Stride[]
  readonly summary: StoredSummary | null
}
/** Of a session that is gone nothing is kept but its id. */
type OutboxTold =
  | { readonly kind: 'strides' | 'replace' | 'summary'; readonly session: SessionMeta }
  | { readonly kind: 'delete-session'; readonly session: { readonly id: string } }

export interface OutboxCounts {
  readonly backlog: number
  readonly deadLetters: number
}

/** Something that a projection refused for good, kept with its reason. */
export interface DeadLetter {
  readonly entryId: number
  readonly what: string
  readonly reason: string
}

/**
 * One contract for every backend; see test/storageContract.ts. Every write is idempotent. Methods reject only when nothing was written:
 * with a StoreFault for the environment (disk full, unwritable...), with an Error for wrong use (unknown session, a stride without times).
 *
 * The outbox always tells the current result: writes to another result stay silent until `putSummary` makes it the current one, which
 * queues its whole replacement in the same transaction. So a projection never shows a mixture of two results.
 */
export interface Store {
  /** Ids and pseudonyms match [A-Za-z0-9_.-]+ . Known session: its facts are overwritten. */
  openSession(meta: SessionMeta): Promise<void>
  closeSession(id: string, ended_utc: string): Promise<void>
  addMarker(id: string, marker: Marker): Promise<void>
  /** All that the session has been recorded with so far, in the place of what was said before. */
  putInsoles(id: string, insoles: readonly SessionInsole[]): Promise<void>
  /** Makes the result if there is none yet, and keeps the settings it is made with. */
  describeResult(key: ResultKey, settings: Readonly<Record<string, unknown>>): Promise<void>
  /** Adds or overwrites strides, keyed by (session, algorithm, mode, side, start_s to the microsecond). */
  putStrides(key: ResultKey, strides: readonly Stride[]): Promise<void>
  /** Range [from_s, to_s) of a side is deleted, then `strides` are written, at once; one outbox entry. Infinity is allowed. */
  replaceStretch(key: ResultKey, side: Side, from_s: number, to_s: number, strides: readonly Stride[]): Promise<void>
  /** Makes this result the session's current one and gives its summary and quality. */
  putSummary(stored: StoredSummary): Promise<void>
  /** Newest first. */
  listSessions(options?: SessionsOf): Promise<readonly SessionRow[]>
  getSession(id: string): Promise<SessionRow | null>
  /** Every result of a session, in the order in which they were made. */
  results(id: string): Promise<readonly ResultRow[]>
  /** Of the current result unless a key is given; ordered by start_s. */
  strides(id: string, key?: ResultKey): Promise<readonly Stride[]>
  summary(id: string, key?: ResultKey): Promise<StoredSummary | null>
  /** Every session of a person, oldest first, with the wanted metrics of its current summary: one query, however many there are. */
  trend(of: TrendOf): Promise<readonly TrendRow[]>
  /** With its strides, results and dead letters, and the fits of calibrations that no other session rests on. */
  deleteSession(id: string): Promise<void>
  /** Of no session until one is recorded with it: an insole keeps its calibration, and this host what it knows of it. */
  putFit(stored: StoredFit): Promise<void>
  fits(): Promise<readonly StoredFit[]>
  /** Oldest entries first; at most `limit`, fewer when they carry many strides, at least one while there is any. */
  outbox(limit: number): Promise<readonly OutboxEntry[]>
  acknowledge(upToId: number): Promise<void>
  deadLetter(entryId: number, what: string, reason: string): Promise<void>
  deadLetters(limit: number): Promise<readonly DeadLetter[]>
  outboxCounts(): Promise<OutboxCounts>
  /** Told soon after the call and after every write, before the write's promise resolves. Returns the function that ends it. */
  watchOutbox(listener: (counts: OutboxCounts) => void): () => void
  close(): Promise<void>
}

export interface StoreOptions {
  /**
   * Keep an outbox for a projection (default true). Without one nothing is queued; sessions written meanwhile are marked and queued whole
   * when the store is next opened with one. A deletion is queued wherever something was queued before, for a projection may have been told.
   */
  readonly outbox?: boolean
}
