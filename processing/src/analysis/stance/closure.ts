import type { FigureComputation } from '../figures/figures.ts'
import { bootstrapMean } from '../statistics/index.ts'

/** Beyond this either way, newtons or body weight are wrong. */
export const CLOSURE_LIMIT_PERCENT = 5

/**
 * @algorithm Impulse closure
 *
 * Over whole strides of steady walking the impulses of both feet are body weight times time. Of all pairs of valid strides (a left one and the right
 * one that starts in it): 100 (sum of impulses - BW T) / (BW T), with T the mean stride time of a pair; + too much force. Beyond 5 % either way calibration or
 * body weight are wrong, and that is told with the result. The simulated walker closes within 1 %.
 */
export const closureFigures: FigureComputation = ({ pairs, inputs: { bodyWeight_N } }) => {
  if (bodyWeight_N === undefined || !(bodyWeight_N > 0)) return {}
  const errors: number[] = []
  let [impulses, time_s] = [0, 0]
  for (const [left, right] of pairs) {
    if (left.impulse_Ns === undefined || right.impulse_Ns === undefined) continue
    const both = left.impulse_Ns + right.impulse_Ns
    const mean_s = (left.stride_s + right.stride_s) / 2
    impulses += both
    time_s += mean_s
    errors.push(100 * (both / (bodyWeight_N * mean_s) - 1))
  }
  const n = errors.length
  const value = 100 * (impulses / (bodyWeight_N * time_s) - 1)
  return n === 0 ? {} : { impulseClosure_percent: { both: { value, n, ci95: bootstrapMean(Float64Array.from(errors)) } } }
}

/** What to tell people of a closure, or null when there is nothing to tell. */
export function closureWarning(closure_percent: number | undefined): string | null {
  if (closure_percent === undefined || Math.abs(closure_percent) <= CLOSURE_LIMIT_PERCENT) return null
  const more = closure_percent > 0 ? 'more' : 'less'
  return `both feet bear ${Math.abs(closure_percent).toFixed(1)} % ${more} than body weight: check calibration and body weight before using forces`
}
