/** Median of the finite values; NaN without any. */
export function median(values: readonly number[]): number {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b)
  const n = sorted.length
  if (n === 0) return NaN
  return n % 2 === 1 ? sorted[n >> 1]! : (sorted[n / 2 - 1]! + sorted[n / 2]!) / 2
}

/** Median of the `window` (odd) values centred on each; at the ends of those that exist. Same length as `values`. */
export function runningMedian(values: readonly number[], window: number): number[] {
  const half = (window - 1) >> 1
  return values.map((_, i) => median(values.slice(Math.max(0, i - half), i + half + 1)))
}
