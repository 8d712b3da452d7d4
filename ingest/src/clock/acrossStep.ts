import type { StepLack } from './hostSteps.ts'
import { thetaAt } from './line.ts'
import type { Line } from './line.ts'

/** A line whose error against the host's clock is larger than that against another insole on the same host. */
export interface HostLine extends Line {
  readonly hostError_s: number
}

/**
 * Lines from the bounds before and after a step of the host's clock, both with the same slope. `old` is free of what corrections lacked
 * then; `own` is not, of what they lack now.
 */
export interface AcrossStep {
  readonly old: Line
  readonly own: Line | null
}

const pastAt = ({ old, own }: AcrossStep): { readonly theta_s: number; readonly error_s: number } => {
  const at_s = own?.at_s ?? old.at_s
  return { theta_s: thetaAt(old, at_s), error_s: old.error_s + 2 * old.slopeError * (at_s - old.at_s) }
}

/** What the correction lacks, by these bounds alone. */
export function lackOf(lines: AcrossStep): StepLack | null {
  if (lines.own === null) return null
  const past = pastAt(lines)
  return { by_s: lines.own.offset_s - past.theta_s, error_s: Math.hypot(lines.own.error_s, past.error_s) }
}

/**
 * One line of both. The lack is the same for both insoles: so the difference between them rests on both stretches, the time itself on the
 * first.
 */
export function joined(lines: AcrossStep, lack_s: number): HostLine {
  const { old, own } = lines
  const past = pastAt(lines)
  const { slope, slopeError, certain_s } = old
  const shape = { at_s: own?.at_s ?? old.at_s, slope, slopeError, certain_s, n: own?.n ?? 0, hostError_s: past.error_s }
  if (own === null || !Number.isFinite(own.error_s)) return { ...shape, offset_s: past.theta_s, error_s: past.error_s }
  if (!Number.isFinite(past.error_s)) return { ...own, offset_s: own.offset_s - lack_s, hostError_s: own.error_s }
  const [before, since] = [1 / past.error_s ** 2, 1 / own.error_s ** 2]
  const offset_s = (past.theta_s * before + (own.offset_s - lack_s) * since) / (before + since)
  return { ...shape, offset_s, error_s: 1 / Math.sqrt(before + since) }
}
