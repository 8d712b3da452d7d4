import { madOfSorted, medianOfSorted } from './sorted.ts'

/** The last values of a series, also kept sorted: median and MAD without sorting again. */
export class RollingWindow {
  n = 0
  private readonly capacity: number
  private readonly ring: Float64Array
  private readonly sorted: Float64Array
  private next = 0

  constructor(capacity: number) {
    this.capacity = capacity
    this.ring = new Float64Array(capacity)
    this.sorted = new Float64Array(capacity)
  }

  add(value: number): void {
    const sorted = this.sorted
    let at: number
    if (this.n === this.capacity) {
      // The oldest value leaves a hole; only what lies between it and the new value's place moves
      at = this.position(this.ring[this.next]!)
      while (at < this.n - 1 && sorted[at + 1]! < value) {
        sorted[at] = sorted[at + 1]!
        at++
      }
    } else at = this.n++
    while (at > 0 && sorted[at - 1]! > value) {
      sorted[at] = sorted[at - 1]!
      at--
    }
    sorted[at] = value
    this.ring[this.next] = value
    if (++this.next === this.capacity) this.next = 0
  }

  clear(): void {
    this.n = 0
    this.next = 0
  }

  /** The values, oldest first, into `out`; gives their number. */
  copyTo(out: Float64Array): number {
    let from = this.next - this.n
    if (from < 0) from += this.capacity
    for (let i = 0; i < this.n; i++) {
      out[i] = this.ring[from]!
      if (++from === this.capacity) from = 0
    }
    return this.n
  }

  median(): number {
    return medianOfSorted(this.sorted, this.n)
  }

  mad(median = this.median()): number {
    return madOfSorted(this.sorted, median, this.n)
  }

  private position(value: number): number {
    let low = 0
    let high = this.n
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.sorted[middle]! < value) low = middle + 1
      else high = middle
    }
    return low
  }
}
