import type { CalibrationFit, Side } from '@solestream/processing/model'
import type { Exercise } from './exercises.ts'

/** How a tare or a calibration ended, in words for people. */
export interface CalibrationOutcome {
  readonly what: 'tare' | 'body-weight'
  readonly ok: boolean
  readonly at_utc: string
  readonly text: string
  readonly mend: string | null
  /** Of a calibration, of a refused one too. */
  readonly fit: CalibrationFit | null
}

/** What is under way, and what was done last since this process started. */
export interface CalibrationStatus {
  readonly running: {
    readonly what: 'tare' | 'body-weight'
    readonly step: 'get-ready' | 'hold' | 'shift' | 'checking' | 'writing'
    /** The leg to stand on; null where there is none to say. */
    readonly side: Side | null
    readonly left_s: number
    /** Of all steps. */
    readonly progress_percent: number
  } | null
  readonly last: CalibrationOutcome | null
}

export interface BodyWeightOptions {
  readonly bodyMass_kg: number
  readonly exercise: Exercise
}
