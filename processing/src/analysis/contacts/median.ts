/** Median of the first n values; sorts them in place. NaN for none. */
export function medianInPlace(values: Float64Array, n: number): number {
  if (n === 0) return NaN
  const sorted = (n === values.length ? values : values.subarray(0, n)).sort()
  const half = n >> 1
  return n % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/** Median of the last `size` values. */
export class RecentMedian {
  private readonly ring: Float64Array
  private readonly scratch: Float64Array
  private filled = 0
  private next = 0

  constructor(size: number) {
    this.ring = new Float64Array(size)
    this.scratch = new Float64Array(size)
  }

  clear(): void {
    this.filled = 0
    this.next = 0
  }

  add(value: number): number {
    this.ring[this.next] = value
    this.next = (this.next + 1) % this.ring.length
    this.filled = Math.min(this.filled + 1, this.ring.length)
    this.scratch.set(this.ring)
    return medianInPlace(this.scratch, this.filled)
  }
}
