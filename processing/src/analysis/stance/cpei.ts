import type { InsoleLayout } from '../../model/index.ts'
import type { CopPath } from './copPath.ts'
import { convexHull, crossings } from './outline.ts'

/** Where the forefoot line crosses the foot: a share of its length from the heel. */
const DISTAL_THIRD = 2 / 3

/** The forefoot line of an insole: a point on it, its direction (lateral) and the insole's width along it. */
export interface ForefootLine {
  readonly at: readonly [x: number, y: number]
  readonly lateral: readonly [x: number, y: number]
  readonly width: number
}

/** The forefoot line of the excursion index; null without an outline. */
export function forefootLine({ outline }: InsoleLayout): ForefootLine | null {
  if (outline.length < 3) return null
  const hull = convexHull(outline)
  const ys = hull.map(([, y]) => y)
  const [low, high] = [Math.min(...ys), Math.max(...ys)]
  const third = low + DISTAL_THIRD * (high - low)
  let best: { readonly length: number; readonly at: readonly [number, number]; readonly along: readonly [number, number] } | null = null
  hull.forEach((a, i) => {
    const b = hull[(i + 1) % hull.length]!
    const length = Math.hypot(b[0] - a[0], b[1] - a[1])
    // Counter-clockwise, the medial side runs from the toes to the heel
    if (b[1] < a[1] && length > (best?.length ?? 0)) best = { length, at: a, along: [(a[0] - b[0]) / length, (a[1] - b[1]) / length] }
  })
  if (best === null) return null
  const { at, along } = best as { at: readonly [number, number]; along: readonly [number, number] }
  const lateral = [along[1], -along[0]] as const
  const reach = (third - at[1]) / along[1]
  const on = [at[0] + reach * along[0], third] as const
  const edges = crossings(outline, on, lateral)
  return edges.length < 2 ? null : { at: on, lateral, width: edges[edges.length - 1]! - edges[0]! }
}

/**
 * NaN when the path does not cross the forefoot line.
 *
 * @algorithm Excursion index proxy
 *
 * After the centre-of-pressure excursion index (Song 1996, doi:10.7547/87507315-86-1-16), built on the insole's outline where the original has the
 * edge of a footprint. Medial tangent: the longest edge of the outline's convex hull on its medial side. Forefoot line: at right angles to it,
 * where it passes two thirds of the length. The index is 100 x excursion / width on that line, the excursion being how far the gait line
 * crosses it lateral of the straight line between the gait line's ends. A proxy: its tangent and width are the insole's, not the foot's; do not
 * compare it with norms of pressure plates (planus 21.6, rectus 22.8, cavus 23.9 %, PMC7393860).
 */
export function cpeiProxy_percent({ n, x, y }: CopPath, line: ForefootLine): number {
  const straight = passes(line, x[0]!, y[0]!, x[n - 1]!, y[n - 1]!)
  if (straight !== straight) return NaN
  for (let i = 1; i < n; i++) {
    const path = passes(line, x[i - 1]!, y[i - 1]!, x[i]!, y[i]!)
    if (path === path) return (100 * (path - straight)) / line.width
  }
  return NaN
}

/** How far lateral the way from a to b passes the line; NaN when it does not. */
function passes({ at, lateral }: ForefootLine, ax: number, ay: number, bx: number, by: number): number {
  const before = (ay - at[1]) * lateral[0] - (ax - at[0]) * lateral[1]
  const after = (by - at[1]) * lateral[0] - (bx - at[0]) * lateral[1]
  if (before < 0 === after < 0) return NaN
  const share = before / (before - after)
  return (ax + share * (bx - ax) - at[0]) * lateral[0] + (ay + share * (by - ay) - at[1]) * lateral[1]
}
