/** The k-th smallest (from 0) of the first n values; reorders them so that none before index k is larger. */
export function selectInPlace(values: Float64Array, n: number, k: number): number {
  let low = 0
  let high = n - 1
  while (low < high) {
    const pivot = values[(low + high) >> 1]!
    let i = low
    let j = high
    while (i <= j) {
      while (values[i]! < pivot) i++
      while (values[j]! > pivot) j--
      if (i <= j) {
        const swapped = values[i]!
        values[i++] = values[j]!
        values[j--] = swapped
      }
    }
    if (k <= j) high = j
    else if (k >= i) low = i
    else break
  }
  return values[k]!
}

/** Median of the first n values; reorders them. NaN for none. */
export function medianInPlace(values: Float64Array, n: number): number {
  if (n === 0) return NaN
  const half = n >> 1
  const upper = selectInPlace(values, n, half)
  if (n % 2 === 1) return upper
  let lower = -Infinity
  for (let i = 0; i < half; i++) if (values[i]! > lower) lower = values[i]!
  return (lower + upper) / 2
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
