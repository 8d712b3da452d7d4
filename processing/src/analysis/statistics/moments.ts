/** Mean of the first n values. */
export function meanOf(values: Float64Array, n = values.length): number {
  let sum = 0
  for (let i = 0; i < n; i++) sum += values[i]!
  return sum / n
}

/** Standard deviation (n - 1) of n values whose deviations from anywhere have this mean and mean square. */
export const sdFrom = (mean: number, square: number, n: number): number => Math.sqrt((Math.max(0, square - mean * mean) * n) / (n - 1))

export interface Deviations {
  readonly mean: number
  /** Of each value from the mean. */
  readonly by: Float64Array
  readonly squares: Float64Array
}

export function deviationsOf(values: Float64Array): Deviations {
  const mean = meanOf(values)
  const by = values.map((v) => v - mean)
  return { mean, by, squares: by.map((d) => d * d) }
}

/** What the best straight line over `at` leaves of the values. */
export function leftByLine(at: Float64Array, values: Float64Array): Float64Array {
  const x = deviationsOf(at)
  const y = deviationsOf(values)
  const products = x.by.reduce((sum, d, i) => sum + d * y.by[i]!, 0)
  const squares = x.squares.reduce((a, b) => a + b, 0)
  const slope = squares > 0 ? products / squares : 0
  return y.by.map((d, i) => d - slope * x.by[i]!)
}
