import type { Side } from './side.ts'

export interface Gap {
  readonly from_s: number
  readonly to_s: number
  readonly samples: number
}

export interface SideQuality {
  readonly samples: number
  /** Of them: had back by backfill. */
  readonly recoveredSamples: number
  /** Missing for good, in `gaps`. */
  readonly lostSamples: number
  readonly gaps: readonly Gap[]
  readonly saturatedSamples: number
  /** Swing floor now against the first one, as percent of the stance peak; null until it is known. */
  readonly baselineDrift_percent: number | null
  readonly deadSensors: readonly number[]
  readonly coverage_percent: number
  /** Effective rate; null before two samples. */
  readonly rate_Hz: number | null
}

/** It travels with every number that is shown. */
export interface Quality {
  readonly sides: { readonly [S in Side]?: SideQuality }
  readonly coverage_percent: number
  /** Estimated 95 % error of session time, per insole and left against right; null where the clock is shared or unknown. */
  readonly clockError_ms: { readonly left: number | null; readonly right: number | null; readonly leftRight: number | null } | null
}
