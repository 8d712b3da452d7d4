/** Force of one foot over time, for what a stride asks afterwards: its peak, its swing's floor. Forgets what is older than it must keep. */
export class SignalHistory {
  private readonly keep_s: number
  private time: Float64Array
  private force: Float32Array
  private peak: Float32Array | null = null
  private from = 0
  private to = 0

  /** `keep_s`: how much of the past must stay; Infinity keeps all. */
  constructor(keep_s: number) {
    this.keep_s = keep_s
    this.time = new Float64Array(4096)
    this.force = new Float32Array(4096)
  }

  append(n: number, time_s: Float64Array, force: Float32Array, peak: Float32Array | null): void {
    if (this.to + n > this.time.length) this.makeRoom(n)
    if (peak !== null && this.peak === null) this.peak = new Float32Array(this.time.length)
    const to = this.to
    for (let i = 0; i < n; i++) {
      this.time[to + i] = time_s[i]!
      this.force[to + i] = force[i]!
    }
    if (peak !== null) for (let i = 0; i < n; i++) this.peak![to + i] = peak[i]!
    this.to = to + n
  }

  /** Largest force in [from_s, to_s); NaN when no sample there is present. */
  maxForce(from_s: number, to_s: number): number {
    return this.max(this.force, from_s, to_s)
  }

  /** Largest pressure in [from_s, to_s), kPa; NaN when it can't be had. */
  maxPeak(from_s: number, to_s: number): number {
    return this.peak === null ? NaN : this.max(this.peak, from_s, to_s)
  }

  /** Mean force in [from_s, to_s); NaN when no sample there is present. */
  meanForce(from_s: number, to_s: number): number {
    const end = this.position(to_s)
    let sum = 0
    let n = 0
    for (let i = this.position(from_s); i < end; i++) {
      const f = this.force[i]!
      if (f === f) {
        sum += f
        n++
      }
    }
    return n > 0 ? sum / n : NaN
  }

  private max(values: Float32Array, from_s: number, to_s: number): number {
    const end = this.position(to_s)
    let most = -Infinity
    for (let i = this.position(from_s); i < end; i++) if (values[i]! > most) most = values[i]!
    return most === -Infinity ? NaN : most
  }

  /** Index of the first sample at or after time_s. */
  private position(time_s: number): number {
    let low = this.from
    let high = this.to
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.time[middle]! < time_s) low = middle + 1
      else high = middle
    }
    return low
  }

  private makeRoom(n: number): void {
    if (this.to > 0) this.from = this.position(this.time[this.to - 1]! - this.keep_s)
    const kept = this.to - this.from
    let capacity = this.time.length
    while (kept + n > 0.75 * capacity) capacity *= 2
    const moved = <T extends Float64Array | Float32Array>(old: T, fresh: T): T => {
      fresh.set(old.subarray(this.from, this.to))
      return fresh
    }
    const same = capacity === this.time.length
    if (same) {
      this.time.copyWithin(0, this.from, this.to)
      this.force.copyWithin(0, this.from, this.to)
      this.peak?.copyWithin(0, this.from, this.to)
    } else {
      this.time = moved(this.time, new Float64Array(capacity))
      this.force = moved(this.force, new Float32Array(capacity))
      this.peak = this.peak && moved(this.peak, new Float32Array(capacity))
    }
    this.from = 0
    this.to = kept
  }
}
