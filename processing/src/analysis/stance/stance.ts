import type { SignalHistory } from '../signalHistory.ts'
import { STANCE } from './settings.ts'

/** One stance [start_s, toeOff_s) and where its samples lie in its foot's history: [from, to). */
export interface Stance {
  readonly history: SignalHistory
  readonly start_s: number
  readonly toeOff_s: number
  readonly duration_s: number
  readonly from: number
  readonly to: number
  /**
   * The time that each sample stands for: half-way to its neighbours, cut at contact and toe-off, so that all add up to the stance. Sample
   * i's at i - from; integrals over the stance are sums of value * cell. Used again for the next stance.
   */
  readonly cell_s: Float64Array
}

/** Longer stances are stops: 3 s at 100 Hz are 300 samples. Grows when a foot samples faster. */
let cells = new Float64Array(512)

/** The stance's samples; null where they are too few or one is missing. */
export function stanceOf(history: SignalHistory, start_s: number, toeOff_s: number): Stance | null {
  const from = history.position(start_s)
  const to = history.position(toeOff_s)
  const n = to - from
  if (n < STANCE.fewestSamples) return null
  const { force, time } = history
  for (let i = from; i < to; i++) if (force[i]! !== force[i]!) return null
  if (n > cells.length) cells = new Float64Array(2 * n)
  let edge_s = start_s
  for (let i = from; i < to; i++) {
    const next_s = i + 1 < to ? (time[i]! + time[i + 1]!) / 2 : toeOff_s
    cells[i - from] = next_s - edge_s
    edge_s = next_s
  }
  return { history, start_s, toeOff_s, duration_s: toeOff_s - start_s, from, to, cell_s: cells }
}

/** Integral of force over the stance: unit of force times s. */
export function impulse({ history: { force }, from, to, cell_s }: Stance): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += force[i]! * cell_s[i - from]!
  return sum
}

/** The same from contact to `until_s` after it, or to toe-off if that is sooner. */
export function earlyImpulse({ history: { force }, from, to, cell_s }: Stance, until_s: number): number {
  let sum = 0
  let left_s = until_s
  for (let i = from; i < to && left_s > 0; i++) {
    const cell = Math.min(cell_s[i - from]!, left_s)
    sum += force[i]! * cell
    left_s -= cell
  }
  return sum
}

/** Largest force of the stance. */
export function largestForce({ history: { force }, from, to }: Stance): number {
  let most = -Infinity
  for (let i = from; i < to; i++) if (force[i]! > most) most = force[i]!
  return most
}

/**
 * A signal of the history at any time, linear between the two samples around it; NaN where one of them is not there. `near`: an index at or
 * before which the search may begin.
 */
export function valueAt({ time, from, to }: SignalHistory, values: Float32Array, time_s: number, near: number): number {
  let i = Math.max(near, from)
  while (i < to && time[i]! < time_s) i++
  if (i === to) return NaN
  if (time[i] === time_s) return values[i]!
  if (i === from) return NaN
  const share = (time_s - time[i - 1]!) / (time[i]! - time[i - 1]!)
  return values[i - 1]! + share * (values[i]! - values[i - 1]!)
}

/**
 * A signal at `count` evenly spaced times from from_s to to_s, both included, into `into`. Where it is not there, NaN; between two samples that
 * are, linear. `count`, so that a curve of 0 to 100 % has 101.
 */
export function resample(
  history: SignalHistory,
  values: Float32Array,
  from_s: number,
  to_s: number,
  into: Float32Array | Float64Array,
  count: number = into.length,
): void {
  const { time, from, to } = history
  let i = Math.max(history.position(from_s), from)
  for (let p = 0; p < count; p++) {
    const at_s = from_s + ((to_s - from_s) * p) / (count - 1)
    while (i < to && time[i]! < at_s) i++
    if (i === to || (i === from && time[i]! > at_s)) into[p] = NaN
    else if (time[i] === at_s) into[p] = values[i]!
    else into[p] = values[i - 1]! + ((at_s - time[i - 1]!) / (time[i]! - time[i - 1]!)) * (values[i]! - values[i - 1]!)
  }
}
