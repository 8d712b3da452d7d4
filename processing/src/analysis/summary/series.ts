import type { Side, Stride, StrideMetricName } from '../../model/index.ts'

/** Values of a metric over valid strides, in time order. */
export function series(strides: readonly Stride[], metric: StrideMetricName): Float64Array {
  const values: number[] = []
  for (const stride of strides) {
    const value = stride[metric]
    if (stride.valid && value !== undefined) values.push(value)
  }
  return Float64Array.from(values)
}

export const ofSide = (strides: readonly Stride[], side: Side): readonly Stride[] => strides.filter((s) => s.side === side)

/** Each valid left stride with the valid right one that starts in it: both lists in order of start_s. */
export function pairs(left: readonly Stride[], right: readonly Stride[]): readonly (readonly [Stride, Stride])[] {
  const found: [Stride, Stride][] = []
  let r = 0
  for (const l of left) {
    while (r < right.length && right[r]!.start_s < l.start_s) r++
    const match = right[r]
    if (match !== undefined && match.start_s < l.end_s && l.valid && match.valid) found.push([l, match])
  }
  return found
}
