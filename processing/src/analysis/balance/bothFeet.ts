import { bodyX, UNLOADED_N } from '../force/index.ts'
import type { FootTrace } from './footTrace.ts'
import { GAP_PERIODS, longestStretch } from './longestStretch.ts'

/** Both feet at the same instants, as long as neither misses a sample or is off the ground; arrays of shape [n]. */
export interface Standing {
  readonly n: number
  readonly rate_Hz: number
  readonly leftForce: Float64Array
  readonly rightForce: Float64Array
  /** Of the whole body: + forward, from the heels' backs. NaN without positions. */
  readonly ap_mm: Float64Array
  /** + to the person's right, from the middle between the heels; null without a stance width. */
  readonly ml_mm: Float64Array | null
}

export interface Placement {
  /** Between the middles of the heels. */
  readonly stanceWidth_mm: number | null
  /** Of each foot, toes outward; heels level. */
  readonly toeOut_deg: number
}

/**
 * The longest stretch of both feet on the ground without a gap, at the left foot's instants; the right foot's values lie between two of its
 * own samples, which are never more than a period apart. Whole-body centre of pressure: (F_L X_L + F_R X_R) / (F_L + F_R).
 */
export function standingOf(left: FootTrace, right: FootTrace, placement: Placement): Standing {
  const whole = merge(left, right, placement)
  const { leftForce, rightForce, ap_mm } = whole
  const positions = ap_mm.some(Number.isFinite)
  const stands = (i: number): boolean =>
    leftForce[i]! >= UNLOADED_N && rightForce[i]! >= UNLOADED_N && (!positions || Number.isFinite(ap_mm[i]))
  const { from, to } = longestStretch(whole.time_s, periodOf(left), stands)
  const part = (x: Float64Array): Float64Array => x.subarray(from, to)
  const time_s = part(whole.time_s)
  const n = time_s.length
  return {
    n,
    rate_Hz: n > 1 ? (n - 1) / (time_s[n - 1]! - time_s[0]!) : NaN,
    leftForce: part(leftForce),
    rightForce: part(rightForce),
    ap_mm: part(ap_mm),
    ml_mm: placement.stanceWidth_mm === null ? null : part(whole.ml_mm),
  }
}

function merge(left: FootTrace, right: FootTrace, { stanceWidth_mm, toeOut_deg }: Placement) {
  const n = left.n
  const series = (): Float64Array => new Float64Array(n).fill(NaN)
  const out = {
    time_s: left.time_s.subarray(0, n),
    leftForce: series(),
    rightForce: series(),
    ap_mm: series(),
    ml_mm: series(),
  }
  const longest_s = GAP_PERIODS * periodOf(right)
  const half_mm = (stanceWidth_mm ?? NaN) / 2
  const cos = Math.cos((toeOut_deg * Math.PI) / 180)
  const sin = Math.sin((toeOut_deg * Math.PI) / 180)
  const forward = (x: number, y: number): number => y * cos - x * sin
  const outward = (x: number, y: number): number => half_mm + x * cos + y * sin
  for (let i = 0, j = 0; i < n; i++) {
    const t = left.time_s[i]!
    while (j < right.n - 1 && right.time_s[j + 1]! <= t) j++
    const k = j < right.n - 1 && right.time_s[j]! < t ? j + 1 : j
    const step_s = right.time_s[k]! - right.time_s[j]!
    if (right.n === 0 || right.time_s[j]! > t || right.time_s[k]! < t || step_s > longest_s) continue
    const share = step_s > 0 ? (t - right.time_s[j]!) / step_s : 0
    const between = (x: Float64Array): number => (share === 0 ? x[j]! : x[j]! + share * (x[k]! - x[j]!))
    const l = left.force[i]!
    const r = between(right.force)
    out.leftForce[i] = l
    out.rightForce[i] = r
    const [lx, ly, rx, ry] = [left.x[i]!, left.y[i]!, between(right.x), between(right.y)]
    out.ap_mm[i] = (l * forward(lx, ly) + r * forward(rx, ry)) / (l + r)
    out.ml_mm[i] = (l * bodyX('left', outward(lx, ly)) + r * bodyX('right', outward(rx, ry))) / (l + r)
  }
  return out
}

function periodOf({ n, time_s }: FootTrace): number {
  const steps = new Float64Array(Math.max(0, n - 1))
  for (let i = 0; i < steps.length; i++) steps[i] = time_s[i + 1]! - time_s[i]!
  return steps.sort()[steps.length >> 1] ?? NaN
}
