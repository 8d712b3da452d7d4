import type { WalkInputs } from '../../model/index.ts'
import type { BareStride } from './draft.ts'

/** Lengths on a belt, which moves the standing foot by its speed. Without a belt there are none. Adds to the stride's metrics. */
export function lengths({ metrics }: BareStride, { beltSpeed_m_s }: WalkInputs): void {
  if (beltSpeed_m_s === undefined) return
  metrics.strideLength_m = beltSpeed_m_s * metrics.stride_s
  metrics.stepLength_m = metrics.strideLength_m / 2
  metrics.walkRatio_m_min = metrics.stepLength_m / (120 / metrics.stride_s)
}
