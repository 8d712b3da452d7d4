import type { OutboxEntry, StoredSummary } from '../store.ts'
import type { Side, Stride } from '../../model/index.ts'
import { SIDES } from '../../model/index.ts'
import { STRIDES_PER_ANSWER, microseconds, secondsOf } from '../checks.ts'
import type { Query } from './query.ts'
import { keyOf, metaOf, strideOf } from './rows.ts'
import type { OutboxSql, ResultSql, SessionSql, StrideSql } from './rows.ts'

const STRIDE_COLUMNS = 'side, start_us, start_s, toeOff_s, end_s, valid, excludedBecause, metrics'

/**
 * The queue of what a projection must be told. An entry names what changed; strides are read when the entry is, so a backlog stays small.
 * Ids are never used twice: an acknowledgement can only mean what was read.
 */
export function createOutbox(query: Query, kept: boolean) {
  const add = (session: string, kind: OutboxEntry['kind'], result: number | null, more: Partial<OutboxSql> = {}): void => {
    const { side = null, from_us = null, to_us = null, payload = null } = more
    query(
      'INSERT INTO outbox (session, kind, result, side, from_us, to_us, payload) VALUES (@session, @kind, @result, @side, @from_us, @to_us, @payload)',
    ).run({ session, kind, result, side, from_us, to_us, payload })
  }
  /** Without an outbox the session is marked instead, and queued whole by `queueUnpublished` when there is one. */
  const queue = (session: string, ...entry: [OutboxEntry['kind'], number | null, Partial<OutboxSql>?]): void => {
    if (kept) add(session, ...entry)
    else query('UPDATE session SET unpublished = 1 WHERE id = ?').run(session)
  }
  const whole = (session: string, result: number, hasSummary: boolean): void => {
    query("DELETE FROM outbox WHERE session = ? AND kind <> 'delete-session'").run(session)
    for (const side of SIDES) queue(session, 'replace', result, { side, from_us: microseconds(-Infinity), to_us: microseconds(Infinity) })
    if (hasSummary) queue(session, 'summary', result)
  }

  const stridesOf = (entry: OutboxSql): Stride[] => {
    const { result, side, from_us, to_us, payload } = entry
    const rows =
      entry.kind === 'replace'
        ? query(
            `SELECT ${STRIDE_COLUMNS} FROM stride WHERE result = ? AND side = ? AND start_us >= ? AND start_us < ? ORDER BY start_us`,
          ).all(result, side, from_us, to_us)
        : entry.kind === 'strides'
          ? query(
              `SELECT ${STRIDE_COLUMNS} FROM json_each(?) AS told CROSS JOIN stride ON result = ? AND side = told.value ->> 0 AND start_us = told.value ->> 1 ORDER BY start_us, side`,
            ).all(payload, result)
          : []
    return (rows as StrideSql[]).map(strideOf)
  }

  const read = (entry: OutboxSql): OutboxEntry | null => {
    const kind = entry.kind as OutboxEntry['kind']
    const none = { id: entry.id, range: null, strides: [], summary: null }
    if (kind === 'delete-session') return { ...none, kind, session: { id: entry.session }, key: null }
    const session = query('SELECT * FROM session WHERE id = ?').get(entry.session) as SessionSql | undefined
    const result = query('SELECT * FROM result WHERE id = ?').get(entry.result) as ResultSql | undefined
    if (session === undefined || result === undefined) return null
    const range =
      entry.side === null ? null : { side: entry.side as Side, from_s: secondsOf(entry.from_us ?? 0), to_s: secondsOf(entry.to_us ?? 0) }
    const summary = kind === 'summary' && result.summary !== null ? (JSON.parse(result.summary) as StoredSummary) : null
    return { ...none, kind, session: metaOf(session), key: keyOf(result), range, strides: stridesOf(entry), summary }
  }

  return {
    strides(session: string, result: number, strides: readonly StrideSql[]): void {
      if (strides.length > 0) queue(session, 'strides', result, { payload: JSON.stringify(strides.map((s) => [s.side, s.start_us])) })
    },
    stretch(session: string, result: number, side: Side, from_us: number, to_us: number): void {
      queue(session, 'replace', result, { side, from_us, to_us })
    },
    /** Only the latest summary of a session matters. */
    summary(session: string, result: number): void {
      query("DELETE FROM outbox WHERE session = ? AND kind = 'summary'").run(session)
      queue(session, 'summary', result)
    },
    whole,
    /** Of what is gone only the id is kept, for a projection that may have been told of it: none, if nothing was ever queued here. */
    deleted(session: string): void {
      query('DELETE FROM outbox WHERE session = ?').run(session)
      const queuedEver = query("SELECT 1 FROM sqlite_sequence WHERE name = 'outbox'").get() !== undefined
      if (queuedEver) add(session, 'delete-session', null)
    },
    queueUnpublished(): void {
      if (!kept) return
      const sessions = query(
        'SELECT session.id, current, summary FROM session JOIN result ON result.id = current WHERE unpublished = 1',
      ).all()
      for (const { id, current, summary } of sessions as { id: string; current: number; summary: string | null }[])
        whole(id, current, summary !== null)
      query('UPDATE session SET unpublished = 0 WHERE unpublished = 1').run()
    },
    read(limit: number): OutboxEntry[] {
      const answer: OutboxEntry[] = []
      let carried = 0
      for (const row of query('SELECT * FROM outbox ORDER BY id LIMIT ?').all(limit) as OutboxSql[]) {
        const entry = read(row)
        if (entry === null) continue
        carried += entry.strides.length
        if (answer.length > 0 && carried > STRIDES_PER_ANSWER) break
        answer.push(entry)
      }
      return answer
    },
    acknowledge(upToId: number): void {
      query('DELETE FROM outbox WHERE id <= ?').run(upToId)
    },
    counts() {
      const backlog = query('SELECT count(*) FROM outbox').pluck().get() as number
      const deadLetters = query('SELECT count(*) FROM dead_letter').pluck().get() as number
      return { backlog, deadLetters }
    },
  }
}
