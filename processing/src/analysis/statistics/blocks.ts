import { studentQuantile } from './student.ts'

/** Correlation of neighbours (lag 1) of the first n values; 0 when they do not vary. */
export function autocorrelation(values: Float64Array, n: number, mean: number): number {
  let squares = 0
  let products = 0
  let before = 0
  for (let i = 0; i < n; i++) {
    const deviation = values[i]! - mean
    squares += deviation * deviation
    products += deviation * before
    before = deviation
  }
  return squares > 0 ? products / squares : 0
}

/**
 * Length of the blocks of a moving-block bootstrap: n^(1/3), and more where neighbours correlate, by the rule for a first-order
 * autoregression (Andrews 1991, doi:10.2307/2938229), at most a quarter of the series.
 */
export function blockLength(n: number, correlation = 0): number {
  const least = Math.ceil(Math.cbrt(n))
  const r = Math.min(0.9, Math.max(0, correlation))
  const wanted = Math.ceil(Math.cbrt(1.5 * ((2 * r) / (1 - r * r)) ** 2 * n))
  return Math.max(1, least, Math.min(wanted, n >> 2))
}

/**
 * By how much an interval from n / length blocks is too narrow: the variance over moving blocks falls short by (n - length) / n, and it is
 * itself estimated from few blocks.
 */
export function widening(n: number, length: number): number {
  return (Math.sqrt(n / (n - length)) * studentQuantile(Math.max(1, n / length - 1))) / 1.959964
}
