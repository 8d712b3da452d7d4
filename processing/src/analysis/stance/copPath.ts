import { lowPassZeroPhase } from './lowPass.ts'
import { STANCE } from './settings.ts'
import type { Stance } from './stance.ts'

/**
 * The centre of pressure of one stance while it is known (the foot is loaded): samples [0, n), low-passed at 10 Hz without phase shift, in
 * the units of the layout, foot frame (x + lateral, y from the heel). Arrays are used again for the next stance.
 */
export interface CopPath {
  readonly n: number
  readonly x: Float64Array
  readonly y: Float64Array
  /** Since initial contact. */
  readonly after_s: Float64Array
  readonly stance_s: number
  /** First and last of the unfiltered path: median of three samples, which one noisy sample does not move. */
  readonly contact: readonly [x: number, y: number]
  readonly toeOff: readonly [x: number, y: number]
}

let x = new Float64Array(512)
let y = new Float64Array(512)
let after_s = new Float64Array(512)

/** Null without positions, below 40 samples a second, or when the path is interrupted: a sum over a gap would be invented. */
export function copPath({ history, start_s, duration_s, from, to }: Stance): CopPath | null {
  const { copX, copY, time } = history
  if (copX === null || copY === null) return null
  let first = from
  while (first < to && copY[first]! !== copY[first]!) first++
  let last = to - 1
  while (last > first && copY[last]! !== copY[last]!) last--
  const n = last - first + 1
  if (n < STANCE.fewestSamples) return null
  if (n > x.length) [x, y, after_s] = [new Float64Array(2 * n), new Float64Array(2 * n), new Float64Array(2 * n)]
  for (let i = 0; i < n; i++) {
    x[i] = copX[first + i]!
    y[i] = copY[first + i]!
    if (y[i]! !== y[i]!) return null
    after_s[i] = time[first + i]! - start_s
  }
  const rate_Hz = (n - 1) / (after_s[n - 1]! - after_s[0]!)
  if (rate_Hz < STANCE.copFrom_Hz) return null
  const contact = [middle(x[0]!, x[1]!, x[2]!), middle(y[0]!, y[1]!, y[2]!)] as const
  const toeOff = [middle(x[n - 1]!, x[n - 2]!, x[n - 3]!), middle(y[n - 1]!, y[n - 2]!, y[n - 3]!)] as const
  lowPassZeroPhase(x, n, rate_Hz, STANCE.copCutoff_Hz)
  lowPassZeroPhase(y, n, rate_Hz, STANCE.copCutoff_Hz)
  return { n, x, y, after_s, stance_s: duration_s, contact, toeOff }
}

const middle = (a: number, b: number, c: number): number => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))

export interface CopFigures {
  /** Sum of the path's steps: the gait line's length. */
  readonly length: number
  /** Largest minus smallest between 5 and 95 % of the stance. */
  readonly rangeX: number
  readonly rangeY: number
  /** Path per s while it is known: of the whole, and of loading response, mid-stance, terminal stance, pre-swing. */
  readonly velocity: number
  readonly phaseVelocity: readonly number[]
}

/** Phases end at 1/6, 1/2 and 5/6 of the stance: where double and single support end in a gait of 60 % stance and 20 % double support. */
export function copFigures({ n, x, y, after_s, stance_s }: CopPath): CopFigures {
  const low_s = STANCE.range[0] * stance_s
  const high_s = STANCE.range[1] * stance_s
  let leastX = Infinity
  let mostX = -Infinity
  let leastY = Infinity
  let mostY = -Infinity
  const way = [0, 0, 0, 0]
  const time_s = [0, 0, 0, 0]
  for (let i = 0; i < n; i++) {
    const px = x[i]!
    const py = y[i]!
    const t = after_s[i]!
    if (t >= low_s && t <= high_s) {
      if (px < leastX) leastX = px
      if (px > mostX) mostX = px
      if (py < leastY) leastY = py
      if (py > mostY) mostY = py
    }
    if (i === 0) continue
    const dx = px - x[i - 1]!
    const dy = py - y[i - 1]!
    const before_s = after_s[i - 1]!
    const phase = phaseOf((t + before_s) / 2 / stance_s)
    way[phase]! += Math.sqrt(dx * dx + dy * dy)
    time_s[phase]! += t - before_s
  }
  const length = way[0]! + way[1]! + way[2]! + way[3]!
  return {
    length,
    rangeX: mostX - leastX,
    rangeY: mostY - leastY,
    velocity: length / (after_s[n - 1]! - after_s[0]!),
    phaseVelocity: way.map((w, p) => (time_s[p]! > 0 ? w / time_s[p]! : NaN)),
  }
}

/** Which phase a share of the stance lies in, 0..3. */
export function phaseOf(share: number): number {
  return share < STANCE.phases[0] ? 0 : share < STANCE.phases[1] ? 1 : share < STANCE.phases[2] ? 2 : 3
}
