import type { ForceChunk } from './types.ts'
import type { History } from './history.ts'

/** Puts the samples of chunks into a history: what is missing (lost, NaN, out of order) becomes a break before the next good sample. */
export class Intake {
  readonly history: History
  private broken = 0
  private last_s = -Infinity

  constructor(history: History) {
    this.history = history
  }

  begin(chunk: ForceChunk): void {
    if (chunk.lostBefore > 0) this.broken = 1
  }

  /** Whether sample i of the chunk is good; then it is the history's newest. */
  take(chunk: ForceChunk, i: number): boolean {
    const x = chunk.force[i]!
    const t = chunk.time_s[i]!
    if (x !== x || !(t > this.last_s)) {
      this.broken = 1
      return false
    }
    this.history.append(t, x, this.last_s === -Infinity ? 0 : this.broken)
    this.broken = 0
    this.last_s = t
    return true
  }
}
