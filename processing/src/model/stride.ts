import type { Side } from './side.ts'
import type { StrideMetricName } from './metrics/index.ts'

export const EXCLUSION_REASONS = [
  'implausible',
  'turn',
  'neighbour-of-turn',
  'pause',
  'gap',
  'speed-change',
  'outlier',
  'first-or-last',
  'no-alternation',
] as const
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number]

/** Values per metric; a metric that cannot be had is absent, never 0 or NaN. */
export type StrideMetrics = { readonly [M in StrideMetricName]?: number }

/** Initial contact to the next of the same foot, half-open [start_s, end_s), with its toe-off. */
export interface Stride extends StrideMetrics {
  readonly side: Side
  readonly start_s: number
  readonly toeOff_s: number | null
  readonly end_s: number
  readonly valid: boolean
  readonly excludedBecause: ExclusionReason | null
  readonly stride_s: number
}
