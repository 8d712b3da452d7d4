import { medianOf } from '../statistics/index.ts'
import type { FigureComputation } from './figures.ts'

export const symmetryFigures: FigureComputation = ({ pairs }) => {
  const swings = pairs.flatMap(([l, r]) => (l.swing_s === undefined || r.swing_s === undefined ? [] : [[l.swing_s, r.swing_s] as const]))
  const n = swings.length
  const value = 100 * Math.abs(Math.log(medianOf(swings.map(([l]) => l)) / medianOf(swings.map(([, r]) => r))))
  return { swingAsymmetry_percent: { both: { value, n, ci95: null } } }
}
