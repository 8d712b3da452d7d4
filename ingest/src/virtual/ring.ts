/** The newest samples that were taken, as they were: sequence and ticks without wrap. */
export interface Ring {
  /** `counts` from `at` on: one sample's, one after the other. */
  add(sequence: number, tick: number, period_ticks: number, counts: Uint16Array, at: number): void
  /** Of the oldest sample; null: none was taken yet. */
  readonly oldest: number | null
  /** Place of the first sample at or after a sequence; null: there is none. */
  find(sequence: number): number | null
  /** Places from `place` on, at most `most`, whose samples are consecutive, evenly spaced in ticks and before the sequence `end`. */
  run(place: number, most: number, end: number): number
  sequence(place: number): number
  tick(place: number): number
  period_ticks(place: number): number
  /** Copies so many samples, planar. */
  counts(place: number, n: number): Uint16Array
}

/** Places count on for ever; the last `capacity` of them are there. */
export function createRing(capacity: number, sensors: number): Ring {
  const sequences = new Float64Array(capacity)
  const ticks = new Float64Array(capacity)
  const periods = new Int32Array(capacity)
  const values = new Uint16Array(capacity * sensors)
  let taken = 0
  const first = (): number => Math.max(0, taken - capacity)
  const sequence = (place: number): number => sequences[place % capacity] as number
  const tick = (place: number): number => ticks[place % capacity] as number
  const period_ticks = (place: number): number => periods[place % capacity] as number

  return {
    add(number, at_tick, period, counts, at) {
      const slot = taken++ % capacity
      sequences[slot] = number
      ticks[slot] = at_tick
      periods[slot] = period
      for (let k = 0; k < sensors; k++) values[slot * sensors + k] = counts[at + k] as number
    },
    get oldest() {
      return taken === 0 ? null : sequence(first())
    },
    find(wanted) {
      let low = first()
      let high = taken
      while (low < high) {
        const middle = (low + high) >>> 1
        if (sequence(middle) < wanted) low = middle + 1
        else high = middle
      }
      return low < taken ? low : null
    },
    run(place, most, end) {
      const period = period_ticks(place)
      let n = 1
      while (
        n < most &&
        place + n < taken &&
        sequence(place + n) < end &&
        sequence(place + n) === sequence(place) + n &&
        period_ticks(place + n) === period &&
        tick(place + n) === tick(place) + n * period
      )
        n++
      return n
    },
    sequence,
    tick,
    period_ticks,
    counts(place, n) {
      const counts = new Uint16Array(n * sensors)
      for (let i = 0; i < n; i++) {
        const slot = ((place + i) % capacity) * sensors
        for (let k = 0; k < sensors; k++) counts[k * n + i] = values[slot + k] as number
      }
      return counts
    },
  }
}
