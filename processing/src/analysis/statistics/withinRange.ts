import type { Interval } from '../../model/index.ts'
import { wilson, Z } from './share.ts'

/**
 * An interval (95 %) that is symmetric about the mean of values within [low, high], made one that stays between them: Wilson's score interval of the mean's place in
 * the range, of as many values as give a share of that size the same standard error. Far from the bounds it is the same interval. Of a mean at an end all values
 * are the same: it stays as it is.
 */
export function withinRange([from, to]: Interval, mean: number, [low, high]: readonly [number, number]): Interval {
  const place = (mean - low) / (high - low)
  const error = (to - from) / 2 / Z / (high - low)
  if (!(place > 0 && place < 1 && error > 0)) return [Math.max(low, from), Math.min(high, to)]
  const [a, b] = wilson(place, (place * (1 - place)) / error ** 2)
  return [low + (high - low) * a, low + (high - low) * b]
}
