import type { FigureComputation } from './figures.ts'

/** The belt's speed as it was told, over the valid strides of which it is known. */
export const speedFigures: FigureComputation = ({ strides, inputs: { beltSpeed_m_s } }) => {
  const valid = strides.filter((s) => s.valid && (beltSpeed_m_s !== undefined || s.strideLength_m !== undefined))
  if (beltSpeed_m_s !== undefined) return { speed_m_s: { both: { value: beltSpeed_m_s, n: valid.length, ci95: null } } }
  let [way_m, time_s] = [0, 0]
  for (const { strideLength_m, stride_s } of valid) {
    way_m += strideLength_m ?? 0
    time_s += stride_s
  }
  return valid.length === 0 ? {} : { speed_m_s: { both: { value: way_m / time_s, n: valid.length, ci95: null } } }
}
