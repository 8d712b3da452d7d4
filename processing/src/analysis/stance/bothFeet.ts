import type { WalkInputs } from '../../model/index.ts'
import type { BareStride } from '../strides/draft.ts'
import { butterflyCrossing, type BothFeet } from './butterfly.ts'
import { cyclogram, cyclogramAsymmetry_percent } from './cyclogram.ts'
import type { BothRecord } from './record.ts'
import { outOfTurn_deg } from './relativePhase.ts'

/** What a left stride says of both feet together; null where samples of one are missing. */
export function measureBoth(stride: BareStride, feet: BothFeet, inputs: WalkInputs): BothRecord | null {
  const loop = cyclogram(feet.left.history, feet.right.history, stride.start_s, stride.end_s)
  if (loop === null) return null
  return {
    cyclogram: loop,
    asymmetry: cyclogramAsymmetry_percent(loop),
    outOfTurn: outOfTurn_deg(loop),
    crossing: butterflyCrossing(stride, feet, inputs),
  }
}
