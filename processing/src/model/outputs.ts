import type { GaitEvent } from './gaitEvent.ts'
import type { Quality } from './quality.ts'
import type { SampleBlock } from './sampleBlock.ts'
import type { Side } from './side.ts'
import type { Stride } from './stride.ts'
import type { Summary, Unavailable } from './summary.ts'

/**
 * Force and centre of pressure of one block; arrays of shape [n]. Like the block, it belongs to its producer and its arrays are used again
 * for the next block: who keeps or defers it copies it.
 */
export interface ForceBlock {
  readonly side: Side
  readonly block: SampleBlock
  /** Sum over the sensors that are present, in `unit`; NaN where none is. */
  readonly force: Float32Array
  /** N with a calibration; else the source's own unit, whatever it says. */
  readonly unit: 'N' | 'raw' | 'kPa'
  /** By a vendor's, a bench or a body-weight calibration: only then `unit` N means newtons that may be shown as such. */
  readonly calibrated: boolean
  /** Sensor values missing in this block: where there are any, `force` is too small. */
  readonly missing: number
  /** mm with real geometry, else ratios of arbitrary units; NaN while unloaded. x: + lateral, y: from the heel toward the toes. */
  readonly copX: Float32Array
  readonly copY: Float32Array
}

export type GraphOutput =
  | { readonly type: 'force'; readonly force: ForceBlock }
  | { readonly type: 'event'; readonly event: GaitEvent }
  | { readonly type: 'stride'; readonly stride: Stride }
  /** Rolling, after each new stride. */
  | { readonly type: 'summary'; readonly summary: Summary; readonly unavailable: Unavailable; readonly quality: Quality }
