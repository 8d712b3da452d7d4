import type { Draws } from './draws.ts'
import { medianOfSorted } from './sorted.ts'

/** Medians of many resamples of one series: ranks are found once, a resample's median by counting them, no sort a round. */
export class ResampledMedian {
  readonly #sorted: Float64Array
  readonly #rank: Uint32Array
  readonly #counts: Uint32Array

  constructor(values: Float64Array) {
    const n = values.length
    this.#sorted = values.slice().sort()
    // Equal values share the rank of the first: a count there finds the same value
    this.#rank = Uint32Array.from(values, (value) => firstAtLeast(this.#sorted, value))
    this.#counts = new Uint32Array(n)
  }

  median(): number {
    return medianOfSorted(this.#sorted)
  }

  /** The median of each round. */
  of({ length, whole, rest, rounds, starts }: Draws): Float64Array {
    const counts = this.#counts
    const rank = this.#rank
    const medians = new Float64Array(rounds)
    for (let r = 0, b = 0; r < rounds; r++, b++) {
      counts.fill(0)
      for (const end = b + whole; b < end; b++) {
        const to = starts[b]! + length
        for (let i = starts[b]!; i < to; i++) counts[rank[i]!]!++
      }
      const to = starts[b]! + rest
      for (let i = starts[b]!; i < to; i++) counts[rank[i]!]!++
      medians[r] = this.#middle()
    }
    return medians
  }

  #middle(): number {
    const n = this.#counts.length
    const half = n >> 1
    let seen = 0
    let rank = 0
    let before = -1
    for (;;) {
      const count = this.#counts[rank]!
      seen += count
      if (before < 0 && seen >= half) before = rank
      if (seen > half) break
      rank++
    }
    return n % 2 === 1 ? this.#sorted[rank]! : (this.#sorted[before]! + this.#sorted[rank]!) / 2
  }
}

function firstAtLeast(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
