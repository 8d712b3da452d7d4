import { STANCE } from './settings.ts'
import type { Stance } from './stance.ts'

export interface CurvePoint {
  readonly value: number
  /** Since initial contact. */
  readonly after_s: number
}

export interface TwoPeaks {
  readonly first: CurvePoint
  readonly valley: CurvePoint
  readonly second: CurvePoint
}

/**
 * The two humps of a walking stance and the valley between; null, "single-peak", when one of the peaks stands out of the valley by less than
 * `prominence`: nothing is invented.
 */
export function twoPeaks(stance: Stance, prominence: number): TwoPeaks | null {
  const { history, start_s, duration_s, from, to } = stance
  const { force, time } = history
  const firstUntil_s = start_s + STANCE.firstPeakUntil * duration_s
  const secondFrom_s = start_s + STANCE.secondPeakFrom * duration_s
  let first = from
  let second = to - 1
  for (let i = from; i < to; i++) {
    if (time[i]! <= firstUntil_s) {
      if (force[i]! > force[first]!) first = i
    } else if (time[i]! >= secondFrom_s && force[i]! > force[second]!) second = i
  }
  let valley = first
  for (let i = first; i <= second; i++) if (force[i]! < force[valley]!) valley = i
  if (!(Math.min(force[first]!, force[second]!) - force[valley]! >= prominence)) return null
  const point = (i: number): CurvePoint => ({ value: force[i]!, after_s: vertex_s(time, force, i, from, to) - start_s })
  return { first: point(first), valley: point(valley), second: point(second) }
}

/** Time of the extremum near sample i; that of the sample itself at the ends and where it is no strict extremum. */
function vertex_s(time: Float64Array, force: Float32Array, i: number, from: number, to: number): number {
  if (i === from || i === to - 1) return time[i]!
  const [a, b, c] = [force[i - 1]!, force[i]!, force[i + 1]!]
  const bend = a - 2 * b + c
  if (bend === 0 || (a - b) * (c - b) <= 0) return time[i]!
  return time[i]! + ((0.5 * (a - c)) / bend) * ((time[i + 1]! - time[i - 1]!) / 2)
}
