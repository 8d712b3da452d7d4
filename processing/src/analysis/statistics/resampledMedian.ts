import { medianOfSorted } from './sorted.ts'

const BUCKET = 64

/** Medians of many resamples of one series: ranks are found once, a resample's median by counting them, no sort a round. */
export class ResampledMedian {
  readonly sorted: Float64Array
  readonly #rank: Uint32Array
  readonly #counts: Uint32Array
  readonly #buckets: Uint32Array

  constructor(values: Float64Array) {
    const n = values.length
    const order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => values[a]! - values[b]!)
    this.sorted = Float64Array.from(order, (i) => values[i]!)
    this.#rank = new Uint32Array(n)
    order.forEach((i, rank) => {
      this.#rank[i] = rank
    })
    this.#counts = new Uint32Array(n)
    this.#buckets = new Uint32Array(Math.ceil(n / BUCKET))
  }

  median(): number {
    return medianOfSorted(this.sorted)
  }

  /** Median of values[drawn[0]], values[drawn[1]], ... */
  of(drawn: Uint32Array): number {
    const counts = this.#counts.fill(0)
    const buckets = this.#buckets.fill(0)
    for (let i = 0; i < drawn.length; i++) {
      const rank = this.#rank[drawn[i]!]!
      counts[rank]!++
      buckets[(rank / BUCKET) | 0]!++
    }
    const half = drawn.length >> 1
    const upper = this.#nth(half)
    return drawn.length % 2 === 1 ? upper : (this.#nth(half - 1) + upper) / 2
  }

  /** The value with k drawn ones before it. */
  #nth(k: number): number {
    let seen = 0
    let bucket = 0
    while (seen + this.#buckets[bucket]! <= k) seen += this.#buckets[bucket++]!
    let rank = bucket * BUCKET
    while (seen + this.#counts[rank]! <= k) seen += this.#counts[rank++]!
    return this.sorted[rank]!
  }
}
