import { STANCE_FIGURE_NAMES, type Side, type StanceFigureName } from '../../model/index.ts'
import type { StanceSetup } from './setup.ts'

/** The mean force over the stride, above that of mid-swing, stands first; figures in the order of STANCE_FIGURE_NAMES, which begins with those of force alone. */
export const MEAN_FORCE = 0
export const VALUES = 1 + STANCE_FIGURE_NAMES.length
/** So many values come from force alone. */
export const FORCE_VALUES = 2

const SLOTS: ReadonlyMap<StanceFigureName, number> = new Map(STANCE_FIGURE_NAMES.map((name, i) => [name, 1 + i]))
/** Where a figure stands in a record's values. */
export const slotOf = (name: StanceFigureName): number => SLOTS.get(name)!

/** What one stance says beside its stride's metrics, kept until it is known whether the stride counts. */
export interface StanceRecord {
  readonly side: Side
  readonly setup: StanceSetup
  /** By slot; NaN, or beyond the end: this stance does not have it. */
  readonly values: readonly number[]
  /** Force, in the insole's unit, at 0 to 100 % of the stance; then x and y of the centre of pressure, in the layout's, if `hasCop`. */
  readonly curves: Float32Array
  readonly hasCop: boolean
  /** Of each sensor, see sensorPressures.ts; null where sensors have no places. */
  readonly pressures: Float32Array | null
  /** Of a left stride with both feet's samples. */
  both: BothRecord | null
}

export interface BothRecord {
  /** Left and right force over the stride, each 0..1 of its own range, one after the other. */
  readonly cyclogram: Float32Array
  /** Percent. */
  readonly asymmetry: number
  /** See relativePhase.ts, degrees. */
  readonly outOfTurn: Float32Array
  /** Where the two lines of double support cross, mm. */
  readonly crossing: readonly [x: number, y: number] | null
}
