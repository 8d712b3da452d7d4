import type { WalkInputs } from '../../model/index.ts'
import { beltOf } from './belt.ts'
import type { BareStride } from './draft.ts'

/** Lengths on a belt, which moves the standing foot by its speed. Without a belt there are none. Adds to the stride and its metrics. */
export function lengths(stride: BareStride, inputs: WalkInputs): void {
  const { metrics, start_s, end_s } = stride
  stride.belt = beltOf(start_s, end_s, inputs)
  if (stride.belt === null) return
  metrics.strideLength_m = stride.belt.speed_m_s * metrics.stride_s
  metrics.stepLength_m = metrics.strideLength_m / 2
  metrics.walkRatio_m_min = metrics.stepLength_m / (120 / metrics.stride_s)
}
