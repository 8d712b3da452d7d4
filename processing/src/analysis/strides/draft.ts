import type { Side, StrideMetrics } from '../../model/index.ts'

/** A stride before the gates: what was measured, and what a gate must know. */
export interface StrideDraft {
  readonly side: Side
  readonly start_s: number
  readonly toeOff_s: number | null
  readonly end_s: number
  readonly metrics: StrideMetrics & { readonly stride_s: number }
  /** Samples of this foot are missing in it or at its ends. */
  readonly gap: boolean
  /** Whether the other foot made exactly one contact in it; null: not known, that foot's samples are missing. */
  readonly alternates: boolean | null
  /** Mean force in mid-swing and largest force, in the source's unit; NaN when unknown. */
  readonly swingFloor: number
  readonly stancePeak: number
}
