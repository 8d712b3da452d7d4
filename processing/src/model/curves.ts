import type { InsoleLayout } from './layout.ts'
import type { Side } from './side.ts'

/** Mean and SD of a curve over n stances at 0, 1, ... 100 % of the stance; null where fewer than half of them have a value. */
export interface CurveBand {
  readonly n: number
  readonly mean: readonly (number | null)[]
  readonly sd: readonly (number | null)[]
}

/** What each sensor of an insole bore, averaged over n stances; null where fewer than half of them have it. */
export interface PressureMap {
  /** raw: not calibrated, above what the sensor says in mid-swing; it compares with the other sensors of this insole alone. */
  readonly unit: 'kPa' | 'N' | 'raw'
  readonly n: number
  /** The largest of a stance. */
  readonly peak: readonly (number | null)[]
  /** The mean over a stance. */
  readonly mean: readonly (number | null)[]
  /** Where the sensors are. */
  readonly layout: Pick<InsoleLayout, 'geometry' | 'length_mm' | 'width_mm' | 'outline'> & {
    readonly sensors: readonly { readonly x_mm: number; readonly y_mm: number }[]
  }
}

/** Of the valid stances of a recording. */
export interface StanceCurves {
  readonly force: { readonly [S in Side]?: CurveBand & { readonly unit: 'N' | 'raw' | 'kPa' } }
  /**
   * The mean gait line in the foot frame (x + lateral, y from the heel): in mm with real geometry, else as ratios of the insole's width and
   * length.
   */
  readonly gaitLine: { readonly [S in Side]?: { readonly unit: 'mm' | 'ratio'; readonly x: CurveBand; readonly y: CurveBand } }
  /** Absent in results of older versions, and where sensors have no places. */
  readonly pressure?: { readonly [S in Side]?: PressureMap }
}
