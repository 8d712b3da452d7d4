import type { Stride } from '../../model/index.ts'

/** Strides of one foot in order, between pauses and changes of speed; excluded ones stay, but for those that divide. */
export function steadyStretches(strides: readonly Stride[]): readonly (readonly Stride[])[] {
  const stretches: Stride[][] = []
  let stretch: Stride[] = []
  for (const stride of strides) {
    if (stride.excludedBecause === 'pause' || stride.excludedBecause === 'speed-change') {
      if (stretch.length > 0) stretches.push(stretch)
      stretch = []
    } else stretch.push(stride)
  }
  if (stretch.length > 0) stretches.push(stretch)
  return stretches
}
