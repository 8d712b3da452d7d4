/** Makes the median absolute deviation of a normal distribution its standard deviation. */
export const MAD_TO_SD = 1.4826

/** Median of the first n of an ascending array; NaN of none. */
export function medianOfSorted(sorted: Float64Array, n = sorted.length): number {
  const half = n >> 1
  if (n === 0) return NaN
  return n % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/** Median absolute deviation from `median` of the first n of an ascending array: walks outwards from the middle, no second sort. */
export function madOfSorted(sorted: Float64Array, median: number, n = sorted.length): number {
  if (n === 0) return NaN
  let below = (n - 1) >> 1
  let above = below + 1
  const half = n >> 1
  let before = 0
  let deviation = 0
  for (let taken = 0; taken <= half; taken++) {
    before = deviation
    const left = below >= 0 ? median - sorted[below]! : Infinity
    const right = above < n ? sorted[above]! - median : Infinity
    if (left <= right) {
      deviation = left
      below--
    } else {
      deviation = right
      above++
    }
  }
  return n % 2 === 1 ? deviation : (before + deviation) / 2
}

/** Median of any values; sorts a copy. */
export const medianOf = (values: ArrayLike<number>): number => medianOfSorted(Float64Array.from(values).sort())
