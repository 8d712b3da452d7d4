import { STANCE_FIGURE_NAMES, type Side, type StanceFigureName } from '../../model/index.ts'
import type { StanceSetup } from './setup.ts'

const SLOTS: ReadonlyMap<StanceFigureName, number> = new Map(STANCE_FIGURE_NAMES.map((name, i) => [name, i]))
/** Where a figure stands in a record's values. */
export const slotOf = (name: StanceFigureName): number => SLOTS.get(name)!

export const MEAN_FORCE = STANCE_FIGURE_NAMES.length
export const VALUES = MEAN_FORCE + 1

/** What one stance says beside its stride's metrics, kept until it is known whether the stride counts. */
export interface StanceRecord {
  readonly side: Side
  readonly setup: StanceSetup
  /** One a STANCE_FIGURE_NAMES, then the mean force over the stride; NaN: this stance does not have it. */
  readonly values: readonly number[]
  /** Force, in the insole's unit, at 0 to 100 % of the stance; then x and y of the centre of pressure, in the layout's, if `hasCop`. */
  readonly curves: Float32Array
  readonly hasCop: boolean
  /** Of a left stride with both feet's samples. */
  both: BothRecord | null
}

export interface BothRecord {
  /** Left and right force over the stride, each 0..1 of its own range, one after the other. */
  readonly cyclogram: Float32Array
  /** Percent. */
  readonly asymmetry: number
  /** Where the two lines of double support cross, mm. */
  readonly crossing: readonly [x: number, y: number] | null
}
