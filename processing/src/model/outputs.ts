import type { GaitEvent } from './gaitEvent.ts'
import type { Quality } from './quality.ts'
import type { SampleBlock } from './sampleBlock.ts'
import type { Side } from './side.ts'
import type { Stride } from './stride.ts'
import type { Summary, Unavailable } from './summary.ts'

/** Force and centre of pressure of one block; arrays of shape [n]. */
export interface ForceBlock {
  readonly side: Side
  readonly block: SampleBlock
  /** Sum over sensors in `unit`: N only with a calibration, else the source's own unit. */
  readonly force: Float32Array
  readonly unit: 'N' | 'raw' | 'kPa'
  /** mm with real geometry, else ratios of arbitrary units; NaN while unloaded. */
  readonly copX: Float32Array
  readonly copY: Float32Array
}

export type GraphOutput =
  | { readonly type: 'force'; readonly force: ForceBlock }
  | { readonly type: 'event'; readonly event: GaitEvent }
  | { readonly type: 'stride'; readonly stride: Stride }
  /** Rolling, after each new stride. */
  | { readonly type: 'summary'; readonly summary: Summary; readonly unavailable: Unavailable; readonly quality: Quality }
