import type { Marker, Mode, Quality, SessionMeta, Side, Stride, Summary, Unavailable } from '../model/index.ts'

/** The result of one algorithm in one mode for a session. */
export interface ResultKey {
  readonly session: string
  /** name@version */
  readonly algorithm: string
  readonly mode: Mode
}

export interface StoredSummary {
  readonly key: ResultKey
  readonly summary: Summary
  readonly unavailable: Unavailable
  readonly quality: Quality
}

export interface SessionRow extends SessionMeta {
  readonly strides: number
  readonly validStrides: number
  /** The result that is shown: the last one written. */
  readonly current: ResultKey | null
  readonly markers: readonly Marker[]
}

export interface OutboxEntry {
  readonly id: number
  readonly kind: 'strides' | 'replace' | 'summary' | 'quality' | 'delete-session'
  readonly session: SessionMeta
  readonly key: ResultKey | null
  /** For `replace`: the range whose points go before the new ones are written. */
  readonly range: { readonly side: Side; readonly from_s: number; readonly to_s: number } | null
  readonly strides: readonly Stride[]
  readonly summary: StoredSummary | null
}

/** One contract for every backend; see test/storageContract.ts. Every write is idempotent. Methods reject only when nothing was written. */
export interface Store {
  openSession(meta: SessionMeta): Promise<void>
  closeSession(id: string, ended_utc: string): Promise<void>
  addMarker(id: string, marker: Marker): Promise<void>
  /** Adds or overwrites strides, keyed by (session, algorithm, mode, side, start_s). */
  putStrides(key: ResultKey, strides: readonly Stride[]): Promise<void>
  /** Range [from_s, to_s) of a side is deleted, then `strides` are written, at once; one outbox entry. Infinity is allowed. */
  replaceStretch(key: ResultKey, side: Side, from_s: number, to_s: number, strides: readonly Stride[]): Promise<void>
  /** Makes this result the session's current one and gives its summary and quality. */
  putSummary(stored: StoredSummary): Promise<void>
  listSessions(options?: { readonly limit?: number; readonly before?: string }): Promise<readonly SessionRow[]>
  getSession(id: string): Promise<SessionRow | null>
  /** Of the current result unless a key is given; ordered by start_s. */
  strides(id: string, key?: ResultKey): Promise<readonly Stride[]>
  summary(id: string, key?: ResultKey): Promise<StoredSummary | null>
  deleteSession(id: string): Promise<void>
  /** Oldest entries first. */
  outbox(limit: number): Promise<readonly OutboxEntry[]>
  acknowledge(upToId: number): Promise<void>
  deadLetter(entryId: number, what: string, reason: string): Promise<void>
  outboxCounts(): Promise<{ readonly backlog: number; readonly deadLetters: number }>
  close(): Promise<void>
}
