import { support } from './bounds.ts'
import type { Bounds, Evidence, Support } from './bounds.ts'

/** theta(x) = offset_s + slope * (x - at_s): what to add to device time to get host time. */
export interface Line {
  readonly at_s: number
  readonly offset_s: number
  readonly slope: number
  /** Half width that holds the true slope with 68 %. */
  readonly slopeError: number
  /** Half width of the interval that holds the true theta with 95 %, within the stretch of the bounds. */
  readonly error_s: number
  /** Half width beyond which theta cannot lie but by drift: bounds of both sides. */
  readonly certain_s: number
  /** Exchanges that it rests on. */
  readonly n: number
}

/** What crystals are off by, before anything is measured. */
const PRIOR_SLOPE = 30e-6
const MAX_SLOPE = 250e-6
/** Reading a counter or a clock in a callback is not better than this. */
const FLOOR_S = 0.0004
/** The k-th smallest slack tells how far the smallest may be from none. */
const NEAREST = 4
const MOST_NEAREST = 12

export const thetaAt = (line: Line, x_s: number): number => line.offset_s + line.slope * (x_s - line.at_s)

export interface Slope {
  readonly slope: number
  readonly error: number
}

/** From both directions of the exchanges, of every stretch between steps. */
export const slopeOf = (stretches: readonly Evidence[]): Slope =>
  weighted(stretches.flatMap(({ lower, upper }) => [support(lower, 1), support(upper, -1)]))

/**
 * The line from bounds of one stretch; null without any. Slope: both directions of the exchanges, weighted by how sharp each is. Offset:
 * commands wait for the next connection event, so at dithered instants the luckiest of them waits almost nothing, while a response may
 * always wait a whole interval: the offset hangs on the lower bounds, plus what the luckiest still waited (from the spacing of the next
 * luckiest). Upper bounds limit it. The midpoint is never taken. Packet arrivals beat with the connection events: they limit, but give no
 * slope.
 */
export function lineFrom({ lower, upper, arrivals }: Evidence, { slope, error: slopeError }: Slope): Line | null {
  const n = lower.x_s.length
  const xs = n > 0 ? lower.x_s : arrivals.x_s
  if (xs.length === 0) return null
  const at_s = xs[xs.length - 1] as number
  const line = (offset_s: number, error_s: number, certain_s = error_s): Line => ({
    at_s,
    offset_s,
    slope,
    slopeError,
    error_s,
    certain_s,
    n,
  })

  const high_s = Math.min(extreme(upper, -1, slope, at_s), extreme(arrivals, -1, slope, at_s))
  if (n === 0) return line(high_s, Infinity)

  const low_s = extreme(lower, 1, slope, at_s)
  const width_s = high_s - low_s
  const waited_s = n > NEAREST ? slackOf(lower, low_s, slope, at_s) : Math.max(0, width_s) / (n + 2)
  const drifted_s = (slopeError * (at_s - (xs[0] as number))) / 2
  // The bounds contradict each other by this much: the crystal's rate changed, or a clock was read late.
  if (width_s < 0) return line(low_s + width_s / 2, FLOOR_S - width_s + drifted_s)
  const offset_s = Math.min(low_s + waited_s, high_s)
  const statistical_s = n > NEAREST ? 2.5 * waited_s : Infinity
  const certain_s = Math.max(offset_s - low_s, high_s - offset_s)
  return line(offset_s, FLOOR_S + Math.min(certain_s, statistical_s) + drifted_s, certain_s)
}

/** Weighted by inverse variance, the prior (none, give or take 30 ppm) among them. */
function weighted(supports: readonly (Support | null)[]): Slope {
  let weights = 1 / PRIOR_SLOPE ** 2
  let sum = 0
  for (const s of supports) {
    if (s === null || s.span_s <= 0) continue
    // Each end of the edge is off by about the luckiest one's wait, 2 * slack / n for a uniform wait.
    const sigma = (6 * (s.slack_s / s.n) + FLOOR_S) / s.span_s
    sum += s.slope / sigma ** 2
    weights += 1 / sigma ** 2
  }
  return { slope: Math.max(-MAX_SLOPE, Math.min(MAX_SLOPE, sum / weights)), error: 1 / Math.sqrt(weights) }
}

/** At at_s: the lowest line above lower bounds (sign 1), the highest below upper ones (-1). */
function extreme(bounds: Bounds, sign: 1 | -1, slope: number, at_s: number): number {
  let most = -Infinity
  for (let i = 0; i < bounds.x_s.length; i++) {
    const edge = sign * ((bounds.y_s[i] as number) - slope * ((bounds.x_s[i] as number) - at_s))
    if (edge > most) most = edge
  }
  return sign * most
}

/** Spacing of the smallest distances of lower bounds from their line: about what the smallest one hides. */
function slackOf(lower: Bounds, low_s: number, slope: number, at_s: number): number {
  const n = lower.x_s.length
  const k = Math.max(NEAREST, Math.min(MOST_NEAREST, Math.floor(n / 6)))
  /** The k + 1 smallest, ascending. */
  const smallest: number[] = []
  for (let i = 0; i < n; i++) {
    const slack = low_s + slope * ((lower.x_s[i] as number) - at_s) - (lower.y_s[i] as number)
    if (smallest.length > k && slack >= (smallest[k] as number)) continue
    let at = smallest.length
    while (at > 0 && (smallest[at - 1] as number) > slack) at--
    smallest.splice(at, 0, slack)
    if (smallest.length > k + 1) smallest.pop()
  }
  return (smallest[k] ?? 0) / k
}
