import type { RegionMap } from './regionMap.ts'
import { STANCE } from './settings.ts'
import type { Stance } from './stance.ts'

/** Pairs of neighbouring sensors (nearer than 9 mm) with 1 / distance; those of region r: starts[r] to starts[r + 1]. */
export interface Neighbours {
  readonly a: Uint16Array
  readonly b: Uint16Array
  readonly perMm: Float64Array
  readonly starts: Uint32Array
}

/** Null where no two sensors are that near. A pair across a border counts for both regions. */
export function neighbours(x: Float64Array, y: Float64Array, { regions, order, starts }: RegionMap): Neighbours | null {
  const pairs: { readonly a: number; readonly b: number; readonly perMm: number }[] = []
  const ends = new Uint32Array(regions.length + 1)
  regions.forEach((_, r) => {
    const own = new Set(order.subarray(starts[r], starts[r + 1]))
    for (const a of own) {
      for (let b = 0; b < x.length; b++) {
        const distance = Math.hypot(x[a]! - x[b]!, y[a]! - y[b]!)
        if (a === b || !(distance > 0 && distance < STANCE.neighbour_mm) || (own.has(b) && b < a)) continue
        pairs.push({ a, b, perMm: 1 / distance })
      }
    }
    ends[r + 1] = pairs.length
  })
  if (pairs.length === 0) return null
  return {
    a: Uint16Array.from(pairs, (p) => p.a),
    b: Uint16Array.from(pairs, (p) => p.b),
    perMm: Float64Array.from(pairs, (p) => p.perMm),
    starts: ends,
  }
}

/**
 * Peak pressure gradient of a part of the foot: the largest |difference| / distance of neighbouring sensors over the stance, kPa/mm; NaN without
 * neighbours there. `pressure`: kPa of a sensor's count.
 */
export function peakGradient(
  { a, b, perMm, starts }: Neighbours,
  region: number,
  { history, from, to }: Stance,
  pressure: (sensor: number, count: number) => number,
): number {
  const { sensors } = history
  const counts = history.counts!
  let most = NaN
  for (let q = starts[region]!; q < starts[region + 1]!; q++) {
    for (let i = from, row = from * sensors; i < to; i++, row += sensors) {
      const steep = Math.abs(pressure(a[q]!, counts[row + a[q]!]!) - pressure(b[q]!, counts[row + b[q]!]!)) * perMm[q]!
      if (steep !== steep) return NaN
      if (!(steep <= most)) most = steep
    }
  }
  return most
}
