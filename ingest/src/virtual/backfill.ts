import type { Result, SampleRange } from '@solestream/firmware-protocol'
import type { Ring } from './ring.ts'

/** The insole's side of PROTOCOL.md 7.2: which samples of the ring are to be sent again. */
export interface Backfill {
  /** `produced`: samples taken so far, without wrap. */
  ask(range: SampleRange, produced: number): { readonly result: Result; readonly range: SampleRange | null }
  cancel(): void
  /** Place in the ring and number of the samples of the next packet; null: nothing is to be sent. */
  next(most: number): { readonly place: number; readonly n: number } | null
  /** So many samples were sent. */
  sent(n: number): void
}

export function createBackfill(ring: Ring): Backfill {
  let asked: SampleRange | null = null
  let answer: SampleRange | null = null
  /** Sequences without wrap: what is to be sent next, and where it ends. */
  let from = 0
  let end = 0

  return {
    ask(range, produced) {
      if (asked?.firstSequence === range.firstSequence && asked.count === range.count) return { result: 'ok', range: answer }
      if (asked !== null) return { result: 'busy', range: null }
      const back = (produced - range.firstSequence) >>> 0
      if (range.count === 0 || back >= 2 ** 31 || back < range.count) return { result: 'bad-value', range: null }
      const first = produced - back
      const oldest = ring.oldest
      if (oldest === null || oldest >= first + range.count) return { result: 'not-found', range: null }
      asked = range
      from = Math.max(first, oldest)
      end = first + range.count
      answer = { firstSequence: from >>> 0, count: end - from }
      return { result: 'ok', range: answer }
    },
    cancel() {
      asked = answer = null
    },
    next(most) {
      if (asked === null) return null
      const place = ring.find(from)
      if (place !== null && ring.sequence(place) < end) return { place, n: ring.run(place, most, end) }
      asked = answer = null
      return null
    },
    sent(n) {
      const place = ring.find(from)
      if (place !== null) from = ring.sequence(place) + n
      if (from >= end) asked = answer = null
    },
  }
}
