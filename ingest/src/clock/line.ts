import { support } from './bounds.ts'
import type { Bounds, Support } from './bounds.ts'

/** theta(x) = offset_s + slope * (x - at_s): what to add to device time to get host time. */
export interface Line {
  readonly at_s: number
  readonly offset_s: number
  readonly slope: number
  /** Half width of the interval that holds the true theta with 95 %, within the stretch of the bounds. */
  readonly error_s: number
  /** Exchanges that it rests on. */
  readonly n: number
}

export interface Evidence {
  /** From commands (host to device), from their responses, and from arrivals of packets. */
  readonly lower: Bounds
  readonly upper: Bounds
  readonly arrivals: Bounds
}

/** What crystals are off by, before anything is measured. */
const PRIOR_SLOPE = 30e-6
const MAX_SLOPE = 250e-6
/** Reading a counter or a clock in a callback is not better than this. */
const FLOOR_S = 0.0004
/** The k-th smallest slack tells how far the smallest may be from none. */
const NEAREST = 4

export const thetaAt = (line: Line, x_s: number): number => line.offset_s + line.slope * (x_s - line.at_s)

/**
 * The line from bounds; null without any. Slope: both directions of the exchanges, weighted by how sharp each is. Offset: commands wait
 * for the next connection event, so at dithered instants the luckiest of them waits almost nothing, while a response may always wait a
 * whole interval: the offset hangs on the lower bounds, plus what the luckiest still waited (from the spacing of the next luckiest).
 * Upper bounds limit it. The midpoint is never taken. Packet arrivals beat with the connection events: they limit, but give no slope.
 */
export function lineFrom(evidence: Evidence): Line | null {
  const { lower, upper, arrivals } = evidence
  const n = lower.x_s.length
  const xs = n > 0 ? lower.x_s : arrivals.x_s
  if (xs.length === 0) return null
  const at_s = xs[xs.length - 1] as number
  const { slope, error: slopeError } = slopeFrom([support(lower, 1), support(upper, -1)])

  const high_s = Math.min(extreme(upper, -1, slope, at_s), extreme(arrivals, -1, slope, at_s))
  if (n === 0) return { at_s, offset_s: high_s, slope, error_s: Infinity, n }

  const low_s = extreme(lower, 1, slope, at_s)
  const width_s = high_s - low_s
  const waited_s = n > NEAREST ? slackOf(lower, low_s, slope, at_s) : Math.max(0, width_s) / (n + 2)
  const span_s = at_s - (xs[0] as number)
  const drifted_s = (slopeError * span_s) / 2
  if (width_s < 0) {
    // The bounds contradict each other by this much: the crystal's rate changed, or a clock was read late.
    return { at_s, offset_s: low_s + width_s / 2, slope, error_s: FLOOR_S - width_s + drifted_s, n }
  }
  const offset_s = Math.min(low_s + waited_s, high_s)
  const statistical_s = n > NEAREST ? 2.5 * waited_s : Infinity
  const certain_s = Math.max(offset_s - low_s, high_s - offset_s)
  return { at_s, offset_s, slope, error_s: FLOOR_S + Math.min(certain_s, statistical_s) + drifted_s, n }
}

/** Weighted by inverse variance, the prior (none, give or take 30 ppm) among them. */
function slopeFrom(supports: readonly (Support | null)[]): { readonly slope: number; readonly error: number } {
  let weights = 1 / PRIOR_SLOPE ** 2
  let sum = 0
  for (const s of supports) {
    if (s === null || s.span_s <= 0) continue
    // Each end of the edge is off by about the luckiest one's wait, 2 * slack / n for a uniform wait.
    const sigma = (6 * (s.slack_s / s.n) + FLOOR_S / Math.sqrt(s.n)) / s.span_s
    sum += s.slope / sigma ** 2
    weights += 1 / sigma ** 2
  }
  return { slope: Math.max(-MAX_SLOPE, Math.min(MAX_SLOPE, sum / weights)), error: 1 / Math.sqrt(weights) }
}

/** At at_s: the lowest line above lower bounds (sign 1), the highest below upper ones (-1). */
function extreme(bounds: Bounds, sign: 1 | -1, slope: number, at_s: number): number {
  let most = -Infinity
  for (let i = 0; i < bounds.x_s.length; i++) {
    most = Math.max(most, sign * ((bounds.y_s[i] as number) - slope * ((bounds.x_s[i] as number) - at_s)))
  }
  return sign * most
}

/** Spacing of the smallest distances of lower bounds from their line: about what the smallest one hides. */
function slackOf(lower: Bounds, low_s: number, slope: number, at_s: number): number {
  const n = lower.x_s.length
  const slacks = lower.x_s.map((x_s, i) => low_s + slope * (x_s - at_s) - (lower.y_s[i] as number)).sort((a, b) => a - b)
  const k = Math.max(NEAREST, Math.min(12, Math.floor(n / 6)))
  return (slacks[k] ?? 0) / k
}
