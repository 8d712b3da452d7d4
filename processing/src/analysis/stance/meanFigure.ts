import type { MetricDefinition } from '../../model/index.ts'
import type { Given } from '../figures/figures.ts'
import { blockInterval, shareInterval, withinRange } from '../statistics/index.ts'

/** Mean over stances, its interval from the closed form of the moving-block bootstrap's variance; within the range that the values have by definition. */
export function meanFigure(values: Float64Array, range?: MetricDefinition['range']): Given {
  const n = values.length
  if (n === 0) return { n, because: 'no valid stance has it' }
  let sum = 0
  for (let i = 0; i < n; i++) sum += values[i]!
  const value = sum / n
  const ci95 = blockInterval(values, n, value)
  return { value, n, ci95: ci95 !== null && range !== undefined ? withinRange(ci95, value, range) : ci95 }
}

/** Percent of the stances of which the value is 100 (of the others it is 0). */
export function shareFigure(values: Float64Array): Given {
  const figure = meanFigure(values)
  if ('because' in figure) return figure
  const share = shareInterval(values.map((v) => v / 100))
  return { ...figure, ci95: share && [100 * share[0], 100 * share[1]] }
}
