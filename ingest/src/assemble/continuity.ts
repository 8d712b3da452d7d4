/** What continuity is judged by. */
export interface Run {
  readonly boot: number
  readonly sequence: number
  readonly tick: number
  readonly period_ticks: number
  readonly n: number
}

/** Where a stream stands: what would come next without loss. */
export interface Place {
  readonly boot: number
  readonly period_ticks: number
  /** u32 */
  readonly sequence: number
  /** Unwrapped. */
  readonly tick: number
}

/** Ticks of a gap may be off from its count by half a period, and by this share. */
const RATE_TOLERANCE = 0.002

/**
 * Samples missing between the place and the run (negative: that many of the run's were there already); null: the run does not fit, its
 * sequence, tick, period or boot says another thing than the rest. Bluetooth's own check sum lets few wrong bytes through, but one
 * wrong sequence number believed would cost all samples after it.
 */
export function missingBetween(place: Place, run: Run, tick: number): number | null {
  if (run.boot !== place.boot || run.period_ticks !== place.period_ticks) return null
  const missing = (run.sequence - place.sequence) | 0
  const off = Math.abs(tick - place.tick - missing * run.period_ticks)
  return off <= run.period_ticks / 2 + RATE_TOLERANCE * Math.abs(missing) * run.period_ticks ? missing : null
}

export const placeAfter = (run: Run, tick: number): Place => ({
  boot: run.boot,
  period_ticks: run.period_ticks,
  sequence: (run.sequence + run.n) >>> 0,
  tick: tick + run.n * run.period_ticks,
})

/** Whether `next` confirms `first`, of which nothing is known but itself. */
export function follows(first: Run, next: Run): boolean {
  const after = placeAfter(first, first.tick)
  // Within half a wrap the ticks can be compared as they are.
  const missing = missingBetween(after, next, after.tick + ((next.tick - after.tick) | 0))
  return missing !== null && missing >= 0
}
