import { SIDES, type GaitEvent, type GaitEventKind } from '@solestream/processing/model'
import type { WalkerEvent } from '@solestream/ingest/virtual'
import type { Loss } from './simulate.ts'

/** Events further from the truth are others: in a long stance foot flat and heel off are slow, so 5 % of it. Lost samples widen that by their own length. */
const SAME_S = 0.05
const SAME_RATIO = 0.05
/** Samples are lost in the loading or unloading this near to an event: it counts as found this far from the truth, its time is not scored. */
const NEAR_S = 0.15

export interface KindScore {
  readonly wanted: number
  readonly found: number
  readonly extra: number
  readonly f1: number
  /** Mean absolute error; 0 when nothing was to be timed. */
  readonly error_ms: number
}

/** One kind of event of both feet against the truth, between two times. */
export function scoreKind(
  kind: GaitEventKind,
  truth: readonly WalkerEvent[],
  events: readonly GaitEvent[],
  losses: readonly Loss[],
  [from_s, to_s]: readonly [number, number],
  stance_s: number,
): KindScore {
  const errors: number[] = []
  let [wanted, found, extra] = [0, 0, 0]
  const same_s = kind === 'foot-flat' || kind === 'heel-off' ? Math.max(SAME_S, SAME_RATIO * stance_s) : SAME_S
  const inside = (t: number) => t >= from_s && t < to_s
  for (const side of SIDES) {
    const own = events.filter((e) => e.kind === kind && e.side === side)
    const used = new Set<GaitEvent>()
    for (const t of truth.filter((e) => e.kind === kind && e.side === side)) {
      const near = losses.filter((l) => l.side === side && t.time_s > l.before_s - NEAR_S && t.time_s < l.after_s + NEAR_S)
      const within = (near.length > 0 ? Math.max(same_s, NEAR_S) : same_s) + near.reduce((sum, l) => sum + l.after_s - l.before_s, 0)
      let best: GaitEvent | null = null
      for (const e of own)
        if (!used.has(e) && Math.abs(e.time_s - t.time_s) <= within)
          if (best === null || Math.abs(e.time_s - t.time_s) < Math.abs(best.time_s - t.time_s)) best = e
      if (best !== null) used.add(best)
      if (!inside(t.time_s)) continue
      wanted++
      if (best === null) continue
      found++
      if (near.length === 0) errors.push(1000 * Math.abs(best.time_s - t.time_s))
    }
    extra += own.filter((e) => inside(e.time_s) && !used.has(e)).length
  }
  const f1 = wanted + extra === 0 ? 1 : (2 * found) / (found + wanted + extra)
  return { wanted, found, extra, f1, error_ms: errors.length > 0 ? errors.reduce((a, b) => a + b, 0) / errors.length : 0 }
}
