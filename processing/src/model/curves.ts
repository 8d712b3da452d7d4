import type { Side } from './side.ts'

/** Mean and SD of a curve over n stances at 0, 1, ... 100 % of the stance; null where fewer than half of them have a value. */
export interface CurveBand {
  readonly n: number
  readonly mean: readonly (number | null)[]
  readonly sd: readonly (number | null)[]
}

/** Of the valid stances of a recording. */
export interface StanceCurves {
  readonly force: { readonly [S in Side]?: CurveBand & { readonly unit: 'N' | 'raw' | 'kPa' } }
  /**
   * The mean gait line in the foot frame (x + lateral, y from the heel): in mm with real geometry, else as ratios of the insole's width and
   * length.
   */
  readonly gaitLine: { readonly [S in Side]?: { readonly unit: 'mm' | 'ratio'; readonly x: CurveBand; readonly y: CurveBand } }
}
