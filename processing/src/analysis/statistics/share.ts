import type { Interval } from '../../model/index.ts'
import { autocorrelation, blockLength } from './blocks.ts'
import { blockVariance, MINIMUM_FOR_INTERVAL } from './bootstrap.ts'
import { meanOf } from './moments.ts'

export const Z = 1.959964

/**
 * Interval of the share of a series of 0 and 1 in time order, 0..1: Wilson's score interval (Wilson 1927, doi:10.1080/01621459.1927.10502953) of as many values that
 * do not remember each other as say the same. Of none and of all, too, it has a width. Null below MINIMUM_FOR_INTERVAL values.
 */
export function shareInterval(values: Float64Array): Interval | null {
  const n = values.length
  if (n < MINIMUM_FOR_INTERVAL) return null
  const share = meanOf(values)
  return wilson(share, effectiveN(values, share))
}

/** Of none and of all nothing says how strides remember each other: they count as they are. */
function effectiveN(values: Float64Array, share: number): number {
  const n = values.length
  const length = blockLength(n, autocorrelation(values, n, share))
  const variance = blockVariance(values, n, share, length) * (n / (n - length))
  return variance > 0 ? Math.min(n, Math.max(n / length, (share * (1 - share)) / variance)) : n
}

/** Wilson's score interval of a share of n, 0..1; n need not be whole. */
export function wilson(share: number, n: number): Interval {
  const z2 = Z * Z
  const centre = share + z2 / (2 * n)
  const half = Z * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n))
  const of = (bound: number): number => Math.min(1, Math.max(0, bound / (1 + z2 / n)))
  return [share === 0 ? 0 : of(centre - half), share === 1 ? 1 : of(centre + half)]
}
