import type { Database } from 'better-sqlite3'
import type { Marker, Summary } from '../../model/index.ts'
import { checkKey, checkRange, checkSession, cleanStride, microseconds, partOf, plain, startedBetween } from '../checks.ts'
import type { DeadLetter, ResultKey, SessionRow, StoredFit, StoredSummary } from '../store.ts'
import type { SyncStore } from '../syncStore.ts'
import { createOutbox } from './outbox.ts'
import { createQuery } from './query.ts'
import { insoleOf, insoleToSql, keyOf, metaOf, strideOf, strideToSql } from './rows.ts'
import type { InsoleSql, ResultSql, SessionSql, StrideSql, TrendSql } from './rows.ts'

const PUT_STRIDE = `
  INSERT INTO stride (result, side, start_us, start_s, toeOff_s, end_s, valid, excludedBecause, metrics)
  VALUES (@result, @side, @start_us, @start_s, @toeOff_s, @end_s, @valid, @excludedBecause, @metrics)
  ON CONFLICT (result, side, start_us) DO UPDATE SET
    start_s = excluded.start_s, toeOff_s = excluded.toeOff_s, end_s = excluded.end_s, valid = excluded.valid,
    excludedBecause = excluded.excludedBecause, metrics = excluded.metrics`
/** A fit holds a body mass: it goes with the last session that rests on it. */
const DELETE_FITS = `
  DELETE FROM calibration_fit WHERE calibration IN (SELECT calibration ->> 'id' FROM session_insole WHERE session = @id)
    AND calibration NOT IN (SELECT calibration ->> 'id' FROM session_insole WHERE session <> @id AND calibration IS NOT NULL)`
/** Of a large summary only what is wanted leaves the database. */
const TREND = `
  SELECT session.*, result.summary ->> '$.quality.coverage_percent' AS coverage_percent,
    (SELECT json_group_object(value, result.summary -> ('$.summary.' || value)) FROM json_each(@metrics)) AS part
  FROM session LEFT JOIN result ON result.id = session.current
  WHERE pseudonym = @pseudonym AND started_us >= @from_us AND started_us < @to_us
  ORDER BY started_us, session.id`
const PUT_SESSION = `
  INSERT INTO session (id, started_utc, started_us, ended_utc, source, pseudonym, condition, task)
  VALUES (@id, @started_utc, @started_us, @ended_utc, @source, @pseudonym, @condition, @task)
  ON CONFLICT (id) DO UPDATE SET
    started_utc = excluded.started_utc, started_us = excluded.started_us, ended_utc = excluded.ended_utc, source = excluded.source,
    pseudonym = excluded.pseudonym, condition = excluded.condition, task = excluded.task`

/** The contract on an open database. The caller wraps writes in transactions. */
export function createSqliteState(db: Database, keepsOutbox: boolean): SyncStore & { readonly queueUnpublished: () => void } {
  const query = createQuery(db)
  const outbox = createOutbox(query, keepsOutbox)

  const sessionRow = (id: string) => query('SELECT * FROM session WHERE id = ?').get(id) as SessionSql | undefined
  const known = (id: string): SessionSql => {
    const row = sessionRow(id)
    if (row === undefined) throw new Error(`no session ${id}`)
    return row
  }
  const resultById = (id: number | null) => query('SELECT * FROM result WHERE id = ?').get(id) as ResultSql | undefined
  const resultByKey = (key: ResultKey) =>
    query('SELECT * FROM result WHERE session = ? AND algorithm = ? AND mode = ?').get(key.session, key.algorithm, key.mode) as
      ResultSql | undefined
  const find = (id: string, key?: ResultKey) => (key ? resultByKey(key) : resultById(sessionRow(id)?.current ?? null))
  const setCurrent = (session: string, result: number) => query('UPDATE session SET current = ? WHERE id = ?').run(result, session)

  /** Makes the result's row when it is new; the first one of a session becomes its current one. */
  const write = (key: ResultKey): { readonly id: number; readonly isCurrent: boolean } => {
    checkKey(key)
    const { current } = known(key.session)
    query('INSERT INTO result (session, algorithm, mode) VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(key.session, key.algorithm, key.mode)
    const id = resultByKey(key)?.id as number
    if (current === null) setCurrent(key.session, id)
    return { id, isCurrent: current === null || current === id }
  }
  const put = (result: number, strides: readonly StrideSql[]): void => {
    for (const stride of strides) query(PUT_STRIDE).run({ result, ...stride })
  }
  const row = (session: SessionSql): SessionRow => {
    const current = resultById(session.current)
    return {
      ...metaOf(session),
      strides: current?.strides ?? 0,
      validStrides: current?.valid_strides ?? 0,
      current: current ? keyOf(current) : null,
      markers: query('SELECT time_s, label FROM marker WHERE session = ? ORDER BY time_s, label').all(session.id) as Marker[],
      insoles: (query('SELECT * FROM session_insole WHERE session = ? ORDER BY place').all(session.id) as InsoleSql[]).map(insoleOf),
    }
  }

  return {
    queueUnpublished: () => outbox.queueUnpublished(),
    openSession(meta) {
      checkSession(meta)
      const before = sessionRow(meta.id)
      const { id, started_utc, ended_utc, source, pseudonym, condition, task } = meta
      query(PUT_SESSION).run({ id, started_utc, started_us: Date.parse(started_utc) * 1000, ended_utc, source, pseudonym, condition, task })
      const result = resultById(before?.current ?? null)
      if (before && result && (before.pseudonym !== pseudonym || before.started_utc !== started_utc))
        outbox.whole(id, result.id, result.summary !== null)
    },
    closeSession(id, ended_utc) {
      known(id)
      query('UPDATE session SET ended_utc = ? WHERE id = ?').run(ended_utc, id)
    },
    addMarker(id, { time_s, label }) {
      known(id)
      query('INSERT INTO marker (session, time_s, label) VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(id, time_s, label)
    },
    putInsoles(id, insoles) {
      known(id)
      query('DELETE FROM session_insole WHERE session = ?').run(id)
      for (const [place, insole] of insoles.entries())
        query(
          'INSERT INTO session_insole (session, place, side, serial, layout, regions, calibration) VALUES (@session, @place, @side, @serial, @layout, @regions, @calibration)',
        ).run({ session: id, place, ...insoleToSql(insole) })
    },
    putFit({ calibration, fit }) {
      query('INSERT INTO calibration_fit (calibration, fit) VALUES (?, ?) ON CONFLICT (calibration) DO UPDATE SET fit = excluded.fit').run(
        calibration,
        JSON.stringify(plain(fit)),
      )
    },
    fits() {
      const rows = query('SELECT calibration, fit FROM calibration_fit ORDER BY calibration').all() as {
        calibration: string
        fit: string
      }[]
      return rows.map(({ calibration, fit }) => ({ calibration, fit: JSON.parse(fit) as StoredFit['fit'] }))
    },
    describeResult(key, settings) {
      const { id } = write(key)
      query('UPDATE result SET settings = ? WHERE id = ?').run(JSON.stringify(plain(settings)), id)
    },
    putStrides(key, strides) {
      const rows = strides.map((s) => strideToSql(cleanStride(s)))
      const result = write(key)
      put(result.id, rows)
      if (result.isCurrent) outbox.strides(key.session, result.id, rows)
    },
    replaceStretch(key, side, from_s, to_s, strides) {
      checkRange(from_s, to_s)
      const [from_us, to_us] = [microseconds(from_s), microseconds(to_s)]
      const rows = strides.map((s) => strideToSql(cleanStride(s)))
      for (const stride of rows)
        if (stride.side !== side || stride.start_us < from_us || stride.start_us >= to_us)
          throw new Error(`stride of the ${stride.side} foot at ${stride.start_s} s is outside the stretch`)
      const result = write(key)
      query('DELETE FROM stride WHERE result = ? AND side = ? AND start_us >= ? AND start_us < ?').run(result.id, side, from_us, to_us)
      put(result.id, rows)
      if (result.isCurrent) outbox.stretch(key.session, result.id, side, from_us, to_us)
    },
    putSummary({ key, summary, unavailable, quality, curves }) {
      const result = write(key)
      const stored = plain({
        key: { session: key.session, algorithm: key.algorithm, mode: key.mode },
        summary,
        unavailable,
        quality,
        ...(curves && { curves }),
      })
      query('UPDATE result SET summary = ? WHERE id = ?').run(JSON.stringify(stored), result.id)
      if (result.isCurrent) return outbox.summary(key.session, result.id)
      setCurrent(key.session, result.id)
      outbox.whole(key.session, result.id, true)
    },
    listSessions({ limit = 100, before, of } = {}) {
      const last = before === undefined ? undefined : sessionRow(before)
      const from_us = before === undefined ? Number.MAX_SAFE_INTEGER : (last?.started_us ?? Date.parse(before) * 1000)
      if (!Number.isFinite(from_us)) return []
      const rows = query(
        `SELECT * FROM session WHERE (started_us, id) < (?, ?)
           AND (? OR EXISTS (SELECT 1 FROM json_each(?) WHERE value IS pseudonym))
         ORDER BY started_us DESC, id DESC LIMIT ?`,
      ).all(from_us, last?.id ?? '', of === undefined ? 1 : 0, JSON.stringify(of ?? []), limit)
      return (rows as SessionSql[]).map(row)
    },
    getSession(id) {
      const session = sessionRow(id)
      return session ? row(session) : null
    },
    results(id) {
      const current = sessionRow(id)?.current ?? null
      return (query('SELECT * FROM result WHERE session = ? ORDER BY id').all(id) as ResultSql[]).map((result) => ({
        key: keyOf(result),
        settings: result.settings === null ? null : (JSON.parse(result.settings) as Record<string, unknown>),
        strides: result.strides,
        current: result.id === current,
      }))
    },
    strides(id, key) {
      const rows = query('SELECT * FROM stride WHERE result = ? ORDER BY start_us, side').all(find(id, key)?.id ?? null)
      return (rows as StrideSql[]).map(strideOf)
    },
    summary(id, key) {
      const stored = find(id, key)?.summary ?? null
      return stored === null ? null : (JSON.parse(stored) as StoredSummary)
    },
    trend({ pseudonym, metrics, from_utc, to_utc }) {
      const [from_us, to_us] = startedBetween(from_utc, to_utc).map((time_ms) => time_ms * 1000)
      const rows = query(TREND).all({ pseudonym, from_us, to_us, metrics: JSON.stringify(metrics) })
      return (rows as TrendSql[]).map((trend) => ({
        session: metaOf(trend),
        summary: partOf(JSON.parse(trend.part) as Summary, metrics),
        coverage_percent: trend.coverage_percent,
      }))
    },
    deleteSession(id) {
      const session = sessionRow(id)
      if (session === undefined) return
      query(DELETE_FITS).run({ id })
      query('DELETE FROM session WHERE id = ?').run(id)
      // What a projection refused is told in the words of its points: with their session.
      query('DELETE FROM dead_letter WHERE instr(what, ?) > 0 OR instr(reason, ?) > 0').run(id, id)
      outbox.deleted(id)
    },
    outbox: (limit) => outbox.read(limit),
    acknowledge: (upToId) => outbox.acknowledge(upToId),
    deadLetter(entryId, what, reason) {
      query('INSERT INTO dead_letter (entry, what, reason) VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(entryId, what, reason)
    },
    deadLetters(limit) {
      return query('SELECT entry AS entryId, what, reason FROM dead_letter ORDER BY id DESC LIMIT ?').all(limit) as DeadLetter[]
    },
    outboxCounts: () => outbox.counts(),
  }
}
