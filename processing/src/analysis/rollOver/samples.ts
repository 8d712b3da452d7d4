import { History } from '../contacts/history.ts'

/** What roll-over reads of one foot: both parts' forces, and the foot's contacts and toe-offs. Read-only, copied by who keeps it. */
export interface PartChunk {
  /** Samples; the arrays may be longer than they need to be. */
  readonly n: number
  /** Shape [n], seconds on the session's clock, strictly ascending. */
  readonly time_s: Float64Array
  /** Shape [n] each, in any unit; NaN: missing. */
  readonly heel: Float32Array
  readonly forefoot: Float32Array
  /** Samples lost just before this chunk. */
  readonly lostBefore: number
}

/** The samples of both parts, under the same indices: one that lacks a part lacks both. */
export class PartSamples {
  readonly heel: History
  readonly forefoot: History
  private broken = 0
  private last_s = -Infinity

  constructor(capacity: number) {
    this.heel = new History(capacity)
    this.forefoot = new History(capacity)
  }

  begin(chunk: PartChunk): void {
    if (chunk.lostBefore > 0) this.broken = 1
  }

  /** Whether sample i of the chunk is there and later than the one before; then it is the newest. */
  take(chunk: PartChunk, i: number): boolean {
    const [heel, forefoot, t] = [chunk.heel[i]!, chunk.forefoot[i]!, chunk.time_s[i]!]
    if (heel !== heel || forefoot !== forefoot || !(t > this.last_s)) {
      this.broken = 1
      return false
    }
    const broken = this.last_s === -Infinity ? 0 : this.broken
    this.heel.append(t, heel, broken)
    this.forefoot.append(t, forefoot, broken)
    this.broken = 0
    this.last_s = t
    return true
  }

  grow(): void {
    this.heel.grow()
    this.forefoot.grow()
  }

  /** Index of the first sample at or after `time_s`; one past the newest when there is none. */
  at(time_s: number): number {
    const { heel } = this
    let low = heel.oldest
    let high = heel.count
    while (low < high) {
      const middle = (low + high) >> 1
      if (heel.t(middle) < time_s) low = middle + 1
      else high = middle
    }
    return low
  }
}
