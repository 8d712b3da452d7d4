import type { BeltReading, WalkInputs } from '../../model/index.ts'
import { USUAL } from './limits.ts'

/** Belt speeds further apart than this are two speeds, m/s: as in comparisons of sessions. */
export const ONE_SPEED_M_S = 0.05
/** Speeds are told to the hundredth of km/h: the tolerance itself is still one speed. */
const ROUNDING_M_S = 1e-9

export interface BeltOfStride {
  /** Mean over the stride. */
  readonly speed_m_s: number
  /** It ran at another speed in the stride or shortly before it. */
  readonly changes: boolean
}

/**
 * Null where the speed is not known all through the stride, and where the belt stands.
 *
 * @algorithm Belt speed
 *
 * Typed by a person or told by the treadmill (Fitness Machine Service, Treadmill Data), never estimated. A stride's belt speed is the mean over it of the
 * speed that was told last; strides without a speed all through, or on a belt that stands, have no length. A stride is a `speed-change` when
 * speeds more than 0.05 m/s apart were told within it or in the three stride times before it. Averages are of one speed: offline of the one at which most
 * strides were walked (a window 0.1 m/s wide), strides at others are a `speed-change` as well; online figures start anew after each change.
 */
export function beltOf(start_s: number, end_s: number, { beltSpeed_m_s, belt }: WalkInputs): BeltOfStride | null {
  if (beltSpeed_m_s !== undefined) return { speed_m_s: beltSpeed_m_s, changes: false }
  if (belt === undefined || belt.length === 0) return null
  const settled_s = start_s - USUAL.afterSpeedChange * (end_s - start_s)
  let k = lastBefore(belt, end_s)
  let [distance_m, until_s, least, most] = [0, end_s, Infinity, -Infinity]
  for (; k >= 0 && until_s > settled_s; k--) {
    const { time_s, speed_m_s } = belt[k]!
    if (speed_m_s === null) {
      if (until_s > start_s) return null
      break
    }
    least = Math.min(least, speed_m_s)
    most = Math.max(most, speed_m_s)
    if (until_s > start_s) distance_m += speed_m_s * (until_s - Math.max(time_s, start_s))
    until_s = time_s
  }
  // What ran before the first reading is not known.
  if (until_s > start_s) return null
  const speed_m_s = distance_m / (end_s - start_s)
  return speed_m_s > 0 ? { speed_m_s, changes: most - least > ONE_SPEED_M_S + ROUNDING_M_S } : null
}

/** The newest reading before a time; -1: none. */
function lastBefore(belt: readonly BeltReading[], time_s: number): number {
  let k = belt.length - 1
  while (k >= 0 && belt[k]!.time_s >= time_s) k--
  return k
}

/** The middle of the window of one speed that holds most of the values; null of none. Of several, the slowest. */
export function mainSpeed(speeds_m_s: readonly number[]): number | null {
  const sorted = Float64Array.from(speeds_m_s).sort()
  let best = { from: 0, n: 0 }
  let to = 0
  for (let from = 0; from < sorted.length; from++) {
    while (to < sorted.length && sorted[to]! - sorted[from]! <= 2 * ONE_SPEED_M_S + ROUNDING_M_S) to++
    if (to - from > best.n) best = { from, n: to - from }
  }
  if (best.n === 0) return null
  return (sorted[best.from]! + sorted[best.from + best.n - 1]!) / 2
}

export const atSpeed = (speed_m_s: number, main_m_s: number): boolean => Math.abs(speed_m_s - main_m_s) <= ONE_SPEED_M_S + ROUNDING_M_S
