import type { FigureComputation } from '../figures/figures.ts'
import { medianOf } from '../statistics/index.ts'

/** Contact-time balance: 100 left / (left + right) of the median contact times of the pairs. */
export const contactTimeBalance: FigureComputation = ({ pairs }) => {
  const both = pairs.flatMap(([l, r]) => (l.stance_s === undefined || r.stance_s === undefined ? [] : [[l.stance_s, r.stance_s] as const]))
  const left = medianOf(both.map(([l]) => l))
  const right = medianOf(both.map(([, r]) => r))
  return { contactTimeBalance_percent: { both: { value: (100 * left) / (left + right), n: both.length, ci95: null } } }
}
