import type { Side, StrideMetrics } from '../../model/index.ts'
import type { StanceRecord } from '../stance/record.ts'
import type { BeltOfStride } from './belt.ts'

/** A stride before the gates: what was measured, and what a gate must know. */
export interface StrideDraft extends Omit<BareStride, 'known_s'> {
  /** Whether the other foot made exactly one contact in it; null: not known, that foot's samples are missing. */
  readonly alternates: boolean | null
}

/** Values of a stride while they are gathered. */
export type Gathered = { -readonly [M in keyof StrideMetrics]: StrideMetrics[M] } & { readonly stride_s: number }

/** A stride as one foot alone tells it. */
export interface BareStride {
  readonly side: Side
  readonly start_s: number
  readonly toeOff_s: number | null
  readonly end_s: number
  /** Sample time at which its end was known; Infinity offline. */
  readonly known_s: number
  readonly metrics: Gathered
  /** Samples of this foot are missing in it or at its ends. */
  readonly gap: boolean
  /** Mean force in mid-swing and largest force, in the source's unit; NaN when unknown. */
  readonly swingFloor: number
  readonly stancePeak: number
  /** What its stance says beside the metrics, to be summed up once the gates have judged the stride. */
  stance?: StanceRecord | null
  /** Null: not known. */
  belt?: BeltOfStride | null
}
