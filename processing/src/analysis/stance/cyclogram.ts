import type { SignalHistory } from '../signalHistory.ts'
import { convexHull, polygonArea, polygonPerimeter } from './outline.ts'
import { resample } from './stance.ts'

/** Points of a stride, 0 % to just below 100 %; even, so that half a stride is a whole number of them. */
export const CYCLOGRAM_POINTS = 100
const HALF = CYCLOGRAM_POINTS / 2
const one = new Float64Array(CYCLOGRAM_POINTS)

/**
 * Left against right force over one stride [from_s, to_s), each 0..1 of its own range there: so it needs no calibration, and does not see which foot
 * bears more. Left's points, then right's; null when a sample is missing or a foot does not load.
 */
export function cyclogram(left: SignalHistory, right: SignalHistory, from_s: number, to_s: number): Float32Array | null {
  const both = new Float32Array(2 * CYCLOGRAM_POINTS)
  const last_s = to_s - (to_s - from_s) / CYCLOGRAM_POINTS
  for (const [foot, history] of [left, right].entries()) {
    resample(history, history.force, from_s, last_s, one)
    let [low, high] = [Infinity, -Infinity]
    for (const f of one) {
      if (f !== f) return null
      low = Math.min(low, f)
      high = Math.max(high, f)
    }
    if (!(high > low)) return null
    for (let i = 0; i < CYCLOGRAM_POINTS; i++) both[foot * CYCLOGRAM_POINTS + i] = (one[i]! - low) / (high - low)
  }
  return both
}

/**
 * @algorithm Cyclogram
 *
 * Left force against right force over each left stride, at 100 points, each foot as a share of its own range in that stride: a figure that needs
 * neither a calibration nor the distance of the feet. Asymmetry: the root mean square difference of left force from right force half a stride later, in
 * percent of the range; 0 when the feet do the same half a stride apart. It sees shape and timing, not which foot bears more. Area and
 * compactness (4 pi area / perimeter^2) are those of the convex hull of the mean figure (after Kutilek 2014, Acta Polytechnica Hungarica 11(5)).
 */
export function cyclogramAsymmetry_percent(both: Float32Array): number {
  let squares = 0
  for (let i = 0; i < CYCLOGRAM_POINTS; i++) {
    const difference = both[i]! - both[CYCLOGRAM_POINTS + ((i + HALF) % CYCLOGRAM_POINTS)]!
    squares += difference * difference
  }
  return 100 * Math.sqrt(squares / CYCLOGRAM_POINTS)
}

/** Area of the figure's convex hull, and 4 pi area / perimeter^2 of that: its roundness, 1 for a circle. */
export function cyclogramShape(both: ArrayLike<number>): { readonly area: number; readonly compactness: number } {
  const hull = convexHull(Array.from({ length: CYCLOGRAM_POINTS }, (_, i) => [both[i]!, both[CYCLOGRAM_POINTS + i]!] as const))
  const area = polygonArea(hull)
  return { area, compactness: (4 * Math.PI * area) / polygonPerimeter(hull) ** 2 }
}
