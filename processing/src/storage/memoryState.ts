import type { CalibrationFit, Marker, SessionInsole, SessionMeta, Side, Stride } from '../model/index.ts'
import { SIDES } from '../model/index.ts'
import {
  STRIDES_PER_ANSWER,
  checkKey,
  checkRange,
  checkSession,
  cleanStride,
  microseconds,
  partOf,
  plain,
  sameKey,
  startedBetween,
} from './checks.ts'
import type { DeadLetter, OutboxEntry, ResultKey, SessionRow, StoredSummary } from './store.ts'
import type { SyncStore } from './syncStore.ts'

interface Result {
  readonly key: ResultKey
  readonly strides: Map<string, Stride>
  summary: StoredSummary | null
  settings: Readonly<Record<string, unknown>> | null
}
interface Session {
  meta: SessionMeta
  readonly markers: Map<string, Marker>
  insoles: readonly SessionInsole[]
  readonly results: Result[]
  current: Result | null
}
interface Pending {
  readonly id: number
  readonly kind: OutboxEntry['kind']
  readonly meta: SessionMeta
  readonly result: Result | null
  readonly range: OutboxEntry['range']
  readonly strideIds: readonly string[]
}

const strideId = (stride: Stride): string => `${stride.side} ${microseconds(stride.start_s)}`
const within = (stride: Stride, side: Side, from_s: number, to_s: number): boolean => {
  const at = microseconds(stride.start_s)
  return stride.side === side && at >= microseconds(from_s) && at < microseconds(to_s)
}
const inOrder = (a: Stride, b: Stride): number => a.start_s - b.start_s || (a.side < b.side ? -1 : 1)
const newestFirst = (a: Session, b: Session): number =>
  Date.parse(b.meta.started_utc) - Date.parse(a.meta.started_utc) || (a.meta.id < b.meta.id ? 1 : -1)

const within_ms = (time: number, from: number, to: number): boolean => time >= from && time < to

const calibrationsOf = ({ insoles }: Session): string[] =>
  insoles.flatMap(({ calibration }) => (calibration === null ? [] : [calibration.id]))

/** The contract in its plainest form; what the other backends are compared with. */
export function createMemoryState(keepsOutbox: boolean): SyncStore {
  const sessions = new Map<string, Session>()
  let letters: DeadLetter[] = []
  const fits = new Map<string, CalibrationFit>()
  let outbox: Pending[] = []
  let lastId = 0

  const known = (id: string): Session => {
    const session = sessions.get(id)
    if (session === undefined) throw new Error(`no session ${id}`)
    return session
  }
  const resultOf = (key: ResultKey): Result => {
    checkKey(key)
    const session = known(key.session)
    let result = session.results.find((r) => sameKey(r.key, key))
    if (result === undefined) {
      result = {
        key: { session: key.session, algorithm: key.algorithm, mode: key.mode },
        strides: new Map(),
        summary: null,
        settings: null,
      }
      session.results.push(result)
    }
    session.current ??= result
    return result
  }
  const queue = (
    session: Session,
    kind: OutboxEntry['kind'],
    range: OutboxEntry['range'] = null,
    strideIds: readonly string[] = [],
  ): void => {
    if (kind === 'delete-session' ? lastId === 0 : !keepsOutbox) return
    if (kind === 'summary') outbox = outbox.filter((e) => e.kind !== 'summary' || e.meta.id !== session.meta.id)
    outbox.push({ id: ++lastId, kind, meta: session.meta, result: session.current, range, strideIds })
  }
  const queueAll = (session: Session): void => {
    outbox = outbox.filter((e) => e.meta.id !== session.meta.id || e.kind === 'delete-session')
    for (const side of SIDES) queue(session, 'replace', { side, from_s: -Infinity, to_s: Infinity })
    if (session.current?.summary) queue(session, 'summary')
  }
  const row = (session: Session): SessionRow => {
    const strides = [...(session.current?.strides.values() ?? [])]
    return {
      ...session.meta,
      strides: strides.length,
      validStrides: strides.filter((s) => s.valid).length,
      current: session.current?.key ?? null,
      markers: [...session.markers.values()].sort((a, b) => a.time_s - b.time_s),
      insoles: session.insoles,
    }
  }
  const entry = ({ id, kind, meta, result, range, strideIds }: Pending): OutboxEntry => {
    const all = [...(result?.strides.values() ?? [])]
    const strides = range
      ? all.filter((s) => within(s, range.side, range.from_s, range.to_s))
      : all.filter((s) => strideIds.includes(strideId(s)))
    if (kind === 'delete-session') return { id, kind, session: { id: meta.id }, key: null, range: null, strides: [], summary: null }
    return {
      id,
      kind,
      session: sessions.get(meta.id)?.meta ?? meta,
      key: result?.key ?? null,
      range,
      strides: strides.sort(inOrder),
      summary: kind === 'summary' ? (result?.summary ?? null) : null,
    }
  }
  const find = (id: string, key?: ResultKey): Result | null => {
    const session = sessions.get(id)
    return (key ? session?.results.find((r) => sameKey(r.key, key)) : session?.current) ?? null
  }

  return {
    openSession(meta) {
      checkSession(meta)
      const before = sessions.get(meta.id)
      if (before === undefined) {
        sessions.set(meta.id, { meta: plain(meta), markers: new Map(), insoles: [], results: [], current: null })
        return
      }
      const tagsChange = before.meta.pseudonym !== meta.pseudonym || before.meta.started_utc !== meta.started_utc
      before.meta = plain(meta)
      if (tagsChange && before.current) queueAll(before)
    },
    closeSession(id, ended_utc) {
      const session = known(id)
      session.meta = { ...session.meta, ended_utc }
    },
    addMarker(id, marker) {
      known(id).markers.set(`${marker.time_s} ${marker.label}`, { time_s: marker.time_s, label: marker.label })
    },
    putInsoles(id, insoles) {
      known(id).insoles = plain(insoles)
    },
    putFit({ calibration, fit }) {
      fits.set(calibration, plain(fit))
    },
    fits: () => [...fits].map(([calibration, fit]) => ({ calibration, fit })),
    describeResult(key, settings) {
      resultOf(key).settings = plain(settings)
    },
    putStrides(key, strides) {
      const clean = strides.map(cleanStride)
      const result = resultOf(key)
      for (const stride of clean) result.strides.set(strideId(stride), stride)
      const session = known(key.session)
      if (session.current === result && clean.length > 0) queue(session, 'strides', null, clean.map(strideId))
    },
    replaceStretch(key, side, from_s, to_s, strides) {
      checkRange(from_s, to_s)
      const clean = strides.map(cleanStride)
      for (const stride of clean)
        if (!within(stride, side, from_s, to_s))
          throw new Error(`stride of the ${stride.side} foot at ${stride.start_s} s is outside the stretch`)
      const result = resultOf(key)
      for (const [id, stride] of result.strides) if (within(stride, side, from_s, to_s)) result.strides.delete(id)
      for (const stride of clean) result.strides.set(strideId(stride), stride)
      const session = known(key.session)
      if (session.current === result) queue(session, 'replace', { side, from_s, to_s })
    },
    putSummary(stored) {
      const result = resultOf(stored.key)
      const session = known(stored.key.session)
      const { summary, unavailable, quality, curves } = stored
      result.summary = plain({ key: result.key, summary, unavailable, quality, ...(curves && { curves }) })
      if (session.current === result) return queue(session, 'summary')
      session.current = result
      queueAll(session)
    },
    listSessions({ limit = 100, before, of } = {}) {
      const sorted = [...sessions.values()].sort(newestFirst)
      const last = before === undefined ? undefined : sessions.get(before)
      const from =
        before === undefined
          ? 0
          : last
            ? sorted.indexOf(last) + 1
            : sorted.findIndex((s) => Date.parse(s.meta.started_utc) < Date.parse(before))
      const rest = from < 0 ? [] : sorted.slice(from)
      return rest
        .filter(({ meta }) => of === undefined || of.includes(meta.pseudonym))
        .slice(0, limit)
        .map(row)
    },
    getSession(id) {
      const session = sessions.get(id)
      return session ? row(session) : null
    },
    results(id) {
      const session = sessions.get(id)
      return (session?.results ?? []).map((result) => ({
        key: result.key,
        settings: result.settings,
        strides: result.strides.size,
        current: session?.current === result,
      }))
    },
    strides: (id, key) => [...(find(id, key)?.strides.values() ?? [])].sort(inOrder),
    summary: (id, key) => find(id, key)?.summary ?? null,
    trend({ pseudonym, metrics, from_utc, to_utc }) {
      const [from, to] = startedBetween(from_utc, to_utc)
      return [...sessions.values()]
        .filter(({ meta }) => meta.pseudonym === pseudonym && within_ms(Date.parse(meta.started_utc), from, to))
        .sort(newestFirst)
        .reverse()
        .map(({ meta, current }) => ({
          session: meta,
          summary: partOf(current?.summary?.summary ?? {}, metrics),
          coverage_percent: current?.summary?.quality.coverage_percent ?? null,
        }))
    },
    deleteSession(id) {
      const session = sessions.get(id)
      if (session === undefined) return
      sessions.delete(id)
      const used = new Set([...sessions.values()].flatMap(calibrationsOf))
      for (const calibration of calibrationsOf(session)) if (!used.has(calibration)) fits.delete(calibration)
      outbox = outbox.filter((e) => e.meta.id !== id)
      letters = letters.filter(({ what, reason }) => !what.includes(id) && !reason.includes(id))
      queue(session, 'delete-session')
    },
    outbox(limit) {
      const answer: OutboxEntry[] = []
      let carried = 0
      for (const pending of outbox.slice(0, limit)) {
        const next = entry(pending)
        carried += next.strides.length
        if (answer.length > 0 && carried > STRIDES_PER_ANSWER) break
        answer.push(next)
      }
      return answer
    },
    acknowledge(upToId) {
      outbox = outbox.filter((e) => e.id > upToId)
    },
    deadLetter(entryId, what, reason) {
      if (!letters.some((l) => l.entryId === entryId && l.what === what)) letters.push({ entryId, what, reason })
    },
    deadLetters: (limit) => letters.slice(-limit).reverse(),
    outboxCounts: () => ({ backlog: outbox.length, deadLetters: letters.length }),
  }
}
