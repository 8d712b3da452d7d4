import type { FigureComputation } from './figures.ts'

/** The belt's speed as it was told, beside the strides it is of. */
export const speedFigures: FigureComputation = ({ strides, inputs: { beltSpeed_m_s } }) =>
  beltSpeed_m_s === undefined ? {} : { speed_m_s: { both: { value: beltSpeed_m_s, n: strides.filter((s) => s.valid).length, ci95: null } } }
