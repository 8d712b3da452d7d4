import { SIDES, type GaitEvent, type GaitEventKind, type Side } from '@solestream/processing/model'

/** Times further apart than this are not the same event: one is missing, the other extra. */
export const SAME_EVENT_S = 0.05

export interface TrueEvent {
  readonly kind: GaitEventKind
  readonly side: Side
  readonly time_s: number
}

/** Absolute errors. */
export interface ErrorFigures {
  readonly mean_ms: number
  readonly median_ms: number
  readonly p95_ms: number
}

/** Events of some kinds, of both feet, against the truth. */
export interface Counts {
  readonly wanted: number
  readonly found: number
  readonly extra: number
  /** 2 found / (2 found + missing + extra); 0 where nothing was found. */
  readonly f1: number
}

export interface Score extends Counts {
  /** Null where no event was found. */
  readonly contact: ErrorFigures | null
  readonly off: ErrorFigures | null
  /** 95th percentile of sample time from the event to the newest sample that its report needed; null offline. */
  readonly delay_p95_ms: number | null
  /** Foot flat and heel off. */
  readonly rollOver: Counts & { readonly flat: ErrorFigures | null; readonly lift: ErrorFigures | null }
}

/** Foot flat and heel off are where loads of parts begin and end, slowly: they may lie further from the truth. */
const SAME_ROLL_OVER_S = 0.1

type Window = readonly [from_s: number, to_s: number]
interface Found extends Counts {
  readonly errors_ms: number[]
  readonly delays_ms: number[]
}

/**
 * Events against the truth, each matched once within SAME_EVENT_S (foot flat and heel off: SAME_ROLL_OVER_S). Wanted are true events in `window`;
 * extra are events in it that match no true one, in it or outside.
 */
export function score(truth: readonly TrueEvent[], events: readonly GaitEvent[], window: Window): Score {
  const of = (kind: GaitEventKind, same_s: number): Found => found(kind, same_s, truth, events, window)
  const [contact, off] = [of('initial-contact', SAME_EVENT_S), of('toe-off', SAME_EVENT_S)]
  const [flat, lift] = [of('foot-flat', SAME_ROLL_OVER_S), of('heel-off', SAME_ROLL_OVER_S)]
  const delays_ms = [...contact.delays_ms, ...off.delays_ms]
  return {
    ...together(contact, off),
    contact: figures(contact.errors_ms),
    off: figures(off.errors_ms),
    delay_p95_ms: delays_ms.length > 0 ? quantile(delays_ms, 0.95) : null,
    rollOver: { ...together(flat, lift), flat: figures(flat.errors_ms), lift: figures(lift.errors_ms) },
  }
}

function found(kind: GaitEventKind, same_s: number, truth: readonly TrueEvent[], events: readonly GaitEvent[], window: Window): Found {
  const inside = (time_s: number): boolean => time_s >= window[0] && time_s < window[1]
  const [errors_ms, delays_ms]: [number[], number[]] = [[], []]
  let wanted = 0
  let extra = 0
  for (const side of SIDES) {
    const of = <E extends TrueEvent>(all: readonly E[]): E[] =>
      all.filter((e) => e.kind === kind && e.side === side).toSorted((a, b) => a.time_s - b.time_s)
    const { pairs, unmatched } = match(of(truth), of(events), same_s)
    wanted += of(truth).filter((t) => inside(t.time_s)).length
    extra += unmatched.filter((e) => inside(e.time_s)).length
    for (const [t, e] of pairs) {
      if (!inside(t.time_s)) continue
      errors_ms.push(1000 * Math.abs(e.time_s - t.time_s))
      if (e.detected_s !== undefined) delays_ms.push(1000 * (e.detected_s - t.time_s))
    }
  }
  return { ...counts(wanted, errors_ms.length, extra), errors_ms, delays_ms }
}

const together = (a: Counts, b: Counts): Counts => counts(a.wanted + b.wanted, a.found + b.found, a.extra + b.extra)

const counts = (wanted: number, found: number, extra: number): Counts => ({
  wanted,
  found,
  extra,
  f1: found === 0 ? 0 : (2 * found) / (2 * found + (wanted - found) + extra),
})

/** Closest pairs first, so that a bump beside an event is not taken for it. */
function match(
  truth: readonly TrueEvent[],
  events: readonly GaitEvent[],
  same_s: number,
): { pairs: [TrueEvent, GaitEvent][]; unmatched: GaitEvent[] } {
  const candidates: { t: TrueEvent; e: GaitEvent; apart_s: number }[] = []
  let from = 0
  for (const t of truth) {
    while (from < events.length && events[from]!.time_s < t.time_s - same_s) from++
    for (let i = from; i < events.length && events[i]!.time_s <= t.time_s + same_s; i++)
      candidates.push({ t, e: events[i]!, apart_s: Math.abs(events[i]!.time_s - t.time_s) })
  }
  const pairs = new Map<TrueEvent, GaitEvent>()
  const used = new Set<GaitEvent>()
  for (const { t, e } of candidates.toSorted((a, b) => a.apart_s - b.apart_s)) {
    if (pairs.has(t) || used.has(e)) continue
    pairs.set(t, e)
    used.add(e)
  }
  return { pairs: [...pairs], unmatched: events.filter((e) => !used.has(e)) }
}

const figures = (errors_ms: readonly number[]): ErrorFigures | null =>
  errors_ms.length === 0
    ? null
    : {
        mean_ms: errors_ms.reduce((a, b) => a + b, 0) / errors_ms.length,
        median_ms: quantile(errors_ms, 0.5),
        p95_ms: quantile(errors_ms, 0.95),
      }

/** Linear between the two nearest values (Hyndman & Fan's type 7). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const at = share * (sorted.length - 1)
  const low = sorted[Math.floor(at)]!
  const high = sorted[Math.ceil(at)]!
  return low + (high - low) * (at - Math.floor(at))
}
