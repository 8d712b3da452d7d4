import type { StepSeat } from './hostSteps.ts'
import { thetaAt } from './line.ts'
import type { Line } from './line.ts'

/** A line whose error against the host's clock is larger than that against another insole on the same host. */
export interface HostLine extends Line {
  readonly hostError_s: number
}

/**
 * One line from the bounds before and after a step of the host's clock, both with the same slope. How far the host stepped is known from
 * these bounds alone, and what the correction lacks is the same for both insoles. So the difference between the insoles rests on both
 * stretches, the time itself on the first. `old` is free of what was lacking then; `own` is not, of what is lacking now.
 */
export function acrossStep(old: Line, own: Line | null, seat: StepSeat, lack_s: () => number): HostLine {
  const at_s = own?.at_s ?? old.at_s
  const past_s = thetaAt(old, at_s)
  const pastError_s = old.error_s + 2 * old.slopeError * (at_s - old.at_s)
  const pooled = (offset_s: number, error_s: number, n: number): HostLine => ({
    ...{ at_s, offset_s, slope: old.slope, slopeError: old.slopeError, error_s, certain_s: old.certain_s, n },
    hostError_s: pastError_s,
  })
  if (own === null || !Number.isFinite(own.error_s)) return pooled(past_s, pastError_s, own?.n ?? 0)
  if (!Number.isFinite(pastError_s)) return { ...own, offset_s: own.offset_s - lack_s(), hostError_s: own.error_s }
  seat.lacks(own.offset_s - past_s, Math.hypot(own.error_s, pastError_s))
  const [past, recent] = [1 / pastError_s ** 2, 1 / own.error_s ** 2]
  const offset_s = (past_s * past + (own.offset_s - lack_s()) * recent) / (past + recent)
  return pooled(offset_s, 1 / Math.sqrt(past + recent), own.n)
}
