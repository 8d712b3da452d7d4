import type { MetricName, SessionMeta, Stride, StrideMetricName, Summary } from '../model/index.ts'
import { STRIDE_METRIC_NAMES } from '../model/index.ts'
import type { ResultKey } from './store.ts'

/** Ids become tags and parts of keys elsewhere: what could need escaping is refused at the door. */
export const ID = /^[A-Za-z0-9_.-]+$/
const ALGORITHM = /^[^@\s]+@[^@\s]+$/

const KEY_US = 1e6
/** Times are keys to the microsecond, here and in every projection, so that both count alike. */
export const microseconds = (time_s: number): number => {
  if (time_s === Infinity) return Number.MAX_SAFE_INTEGER
  if (time_s === -Infinity) return Number.MIN_SAFE_INTEGER
  return Math.round(time_s * KEY_US)
}
export const secondsOf = (time_us: number): number => {
  if (time_us === Number.MAX_SAFE_INTEGER) return Infinity
  if (time_us === Number.MIN_SAFE_INTEGER) return -Infinity
  return time_us / KEY_US
}

export function checkSession(meta: SessionMeta): void {
  if (!ID.test(meta.id)) throw new Error(`session id ${JSON.stringify(meta.id)} may have letters, digits and _ . - only`)
  if (meta.pseudonym !== null && !ID.test(meta.pseudonym))
    throw new Error(`pseudonym ${JSON.stringify(meta.pseudonym)} may have letters, digits and _ . - only`)
  if (!Number.isFinite(Date.parse(meta.started_utc)))
    throw new Error(`session ${meta.id}: started_utc is no date-time: ${meta.started_utc}`)
}

export function checkKey(key: ResultKey): void {
  if (!ALGORITHM.test(key.algorithm)) throw new Error(`algorithm ${JSON.stringify(key.algorithm)} is not name@version`)
  if (key.mode !== 'online' && key.mode !== 'offline') throw new Error(`mode ${JSON.stringify(key.mode)} is neither online nor offline`)
}

export function checkRange(from_s: number, to_s: number): void {
  if (!(from_s <= to_s)) throw new Error(`range ${from_s} s to ${to_s} s is none`)
}

const METRICS: ReadonlySet<string> = new Set<string>(STRIDE_METRIC_NAMES)

/** The stride as every backend keeps it: its metrics are finite numbers or absent. A stride without times is a bug and throws. */
export function cleanStride(stride: Stride): Stride {
  const { side, start_s, end_s, stride_s, toeOff_s } = stride
  if (side !== 'left' && side !== 'right') throw new Error(`stride at ${start_s} s has side ${String(side)}`)
  for (const [name, value] of Object.entries({ start_s, end_s, stride_s })) {
    if (!Number.isFinite(value)) throw new Error(`stride of the ${side} foot at ${start_s} s has ${name} ${String(value)}`)
  }
  const metrics: { [M in StrideMetricName]?: number } = {}
  for (const [name, value] of Object.entries(stride)) {
    if (METRICS.has(name) && typeof value === 'number' && Number.isFinite(value)) metrics[name as StrideMetricName] = value
  }
  const toeOff = typeof toeOff_s === 'number' && Number.isFinite(toeOff_s) ? toeOff_s : null
  return {
    ...metrics,
    side,
    start_s,
    toeOff_s: toeOff,
    end_s,
    valid: stride.valid === true,
    excludedBecause: stride.excludedBecause ?? null,
    stride_s,
  }
}

/** A copy as JSON keeps it: what is not a finite number is absent, not a guess. */
export const plain = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value, (_, v: unknown) => (typeof v === 'number' && !Number.isFinite(v) ? undefined : v))) as T

export const sameKey = (a: ResultKey, b: ResultKey): boolean => a.session === b.session && a.algorithm === b.algorithm && a.mode === b.mode

/** Entries of one answer carry at most about so many strides: a forwarder's memory is bounded whatever the backlog is. */
export const STRIDES_PER_ANSWER = 2000

/** Milliseconds since 1970: [from, to) of sessions' starts, without limits where none are given. */
export function startedBetween(from_utc?: string, to_utc?: string): readonly [from_ms: number, to_ms: number] {
  const limit = (utc: string | undefined, none: number): number => {
    const time = utc === undefined ? none : Date.parse(utc)
    if (Number.isNaN(time)) throw new Error(`${utc} is no date-time`)
    return time
  }
  return [limit(from_utc, -8.64e15), limit(to_utc, 8.64e15)]
}

/** What a summary has of these metrics. */
export const partOf = (summary: Summary, metrics: readonly MetricName[]): Summary =>
  Object.fromEntries(metrics.flatMap((metric) => (summary[metric] ? [[metric, summary[metric]]] : [])))
