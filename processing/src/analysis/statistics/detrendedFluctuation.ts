import { meanOf } from './moments.ts'

/** Smallest box, and the largest as a share of the series (Damouras 2010, doi:10.1016/j.gaitpost.2009.12.002, unverified). */
const LEAST_BOX = 16
const LARGEST_SHARE = 9
const SIZES = 18

/**
 * Exponent of detrended fluctuation analysis (Peng 1994, doi:10.1103/PhysRevE.49.1685): the series' deviations from its mean are summed up; in boxes of
 * `size` values a straight line is taken off; the slope of log(root mean square of the rest) over log(size) is alpha. 18 sizes, evenly apart in
 * their logarithm, from 16 to n / 9; boxes from both ends, so that all values count. NaN for fewer than 288 values or none that vary.
 */
export function detrendedFluctuation(values: Float64Array): number {
  const n = values.length
  const largest = Math.floor(n / LARGEST_SHARE)
  if (largest < 2 * LEAST_BOX) return NaN
  const profile = profileOf(values)
  const sizes = new Set(Array.from({ length: SIZES }, (_, i) => Math.round(LEAST_BOX * (largest / LEAST_BOX) ** (i / (SIZES - 1)))))
  const points = Array.from(sizes, (size) => [Math.log(size), Math.log(fluctuation(profile, size))] as const)
  const x = points.reduce((sum, p) => sum + p[0], 0) / points.length
  const y = points.reduce((sum, p) => sum + p[1], 0) / points.length
  const products = points.reduce((sum, p) => sum + (p[0] - x) * (p[1] - y), 0)
  return products / points.reduce((sum, p) => sum + (p[0] - x) ** 2, 0)
}

function profileOf(values: Float64Array): Float64Array {
  const mean = meanOf(values)
  let sum = 0
  return values.map((v) => (sum += v - mean))
}

/** Root mean square of what straight lines over boxes leave. */
function fluctuation(profile: Float64Array, size: number): number {
  const boxes = Math.floor(profile.length / size)
  const rest = profile.length - boxes * size
  let squares = 0
  for (let b = 0; b < boxes; b++) {
    squares += leftInBox(profile, b * size, size)
    squares += leftInBox(profile, rest + b * size, size)
  }
  return Math.sqrt(squares / (2 * boxes * size))
}

/** Sum of squares that the best straight line through profile[from..from + size) leaves. */
function leftInBox(profile: Float64Array, from: number, size: number): number {
  const origin = profile[from]!
  const middle = (size - 1) / 2
  let sum = 0
  let products = 0
  let squares = 0
  for (let i = 0; i < size; i++) {
    const y = profile[from + i]! - origin
    sum += y
    products += (i - middle) * y
    squares += y * y
  }
  return Math.max(0, squares - (sum * sum) / size - (products * products) / ((size * (size * size - 1)) / 12))
}
