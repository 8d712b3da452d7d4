import type { Stride } from '../../model/index.ts'
import { detrendedFluctuation } from '../statistics/index.ts'
import type { FigureComputation, Given } from './figures.ts'
import { steadyStretches } from './stretches.ts'

/** Strides left out of the stretch, at the most: with more, alpha is of another series. */
const MOST_LEFT_OUT = 0.1

/** Half of alpha's interval, from simulations of fractional noise: its standard deviation is (0.55 + 2 alpha) / sqrt(n). */
export const alphaInterval = (alpha: number, n: number): readonly [low: number, high: number] => {
  const half = (1.96 * (0.55 + 2 * Math.max(0, alpha))) / Math.sqrt(n)
  return [alpha - half, alpha + half]
}

function alphaOf(foot: readonly Stride[]): Given {
  let n = 0
  let longest: readonly Stride[] = []
  for (const stretch of steadyStretches(foot)) {
    const valid = stretch.reduce((count, s) => count + (s.valid ? 1 : 0), 0)
    if (valid > n) [n, longest] = [valid, stretch]
  }
  const [first, last] = [longest.findIndex((s) => s.valid), longest.findLastIndex((s) => s.valid)]
  const leftOut = 1 - n / Math.max(1, last - first + 1)
  if (leftOut > MOST_LEFT_OUT)
    return { n, because: `${Math.round(100 * leftOut)} % of the strides of the longest steady stretch are left out` }
  const value = detrendedFluctuation(Float64Array.from(longest.flatMap((s) => (s.valid ? [s.stride_s] : []))))
  return Number.isFinite(value) ? { value, n, ci95: alphaInterval(value, n) } : { n, because: 'the strides do not vary' }
}

/**
 * @algorithm Fractal scaling of stride times
 *
 * Alpha of detrended fluctuation analysis (Peng 1994, doi:10.1103/PhysRevE.49.1685) of a foot's stride times: 0.5 when strides do not remember each other, towards 1 when
 * a long stride makes long ones likely for hundreds of strides. The summed deviations from the mean are cut into boxes of 16 to n / 9 strides (18 sizes,
 * from both ends), a straight line is taken off each, and alpha is the slope of log fluctuation over log size.
 *
 * It is of the longest stretch without a pause or a change of speed. Excluded strides are cut out, which leaves alpha above 0.5 nearly alone (Chen 2002,
 * doi:10.1103/PhysRevE.65.041107); with more than 10 % cut out it is withheld. **Withheld below 600 strides.** Even then it is a blunt measure: of 600 values of white noise 54 %
 * come out within 0.5 +- 0.05. Interval: alpha +- 1.96 (0.55 + 2 alpha) / sqrt(n), from simulated fractional noise (H 0.5 to 0.98, n 600 to 2400; alpha itself
 * is given back within 0.02 on average).
 *
 * Published: 0.83 in one subject walking freely, 0.50 when shuffled (PhysioNet); a belt or a metronome lowers it.
 */
export const fractalFigures: FigureComputation = ({ left, right }) => ({ strideAlpha: { left: alphaOf(left), right: alphaOf(right) } })
