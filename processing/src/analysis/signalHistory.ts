import type { FootForce } from './force/index.ts'

/** Samples that fit in at first; doubled when there are more to keep. */
const FIRST_CAPACITY = 256

/** What is kept beside force: centres of pressure where there are positions, and counts of each sensor where figures of parts of the foot are wanted. */
export interface KeptSignals {
  readonly positions: boolean
  /** Sensors whose counts are kept; 0: none are. */
  readonly sensors: number
}

/**
 * The signals of one foot over time, for what a stride asks afterwards. Forgets what is older than it must keep. Readers may look at the arrays in [from, to)
 * until the next `append`.
 */
export class SignalHistory {
  private readonly keep_s: number
  readonly sensors: number
  time: Float64Array
  force: Float32Array
  /** Largest pressure of any sensor, kPa; null where that can't be had. */
  peak: Float32Array | null = null
  copX: Float32Array | null
  copY: Float32Array | null
  /** Shape [samples][sensors]: sensor k of sample i at i * sensors + k; null when none are kept. */
  counts: Float32Array | null
  from = 0
  to = 0

  /** `keep_s`: how much of the past must stay; Infinity keeps all. */
  constructor(keep_s: number, { positions, sensors }: KeptSignals) {
    this.keep_s = keep_s
    this.sensors = sensors
    this.time = new Float64Array(FIRST_CAPACITY)
    this.force = new Float32Array(FIRST_CAPACITY)
    this.copX = positions ? new Float32Array(FIRST_CAPACITY) : null
    this.copY = positions ? new Float32Array(FIRST_CAPACITY) : null
    this.counts = sensors > 0 ? new Float32Array(FIRST_CAPACITY * sensors) : null
  }

  append({ block, force, peak_kPa, copX, copY }: FootForce): void {
    const { n, time_s } = block
    if (this.to + n > this.time.length) this.makeRoom(n)
    if (peak_kPa !== null && this.peak === null) this.peak = new Float32Array(this.time.length)
    const { to, time, force: kept } = this
    for (let i = 0; i < n; i++) {
      time[to + i] = time_s[i]!
      kept[to + i] = force[i]!
    }
    if (peak_kPa !== null) copyInto(this.peak!, to, peak_kPa, n)
    if (this.copX !== null) copyInto(this.copX, to, copX, n)
    if (this.copY !== null) copyInto(this.copY, to, copY, n)
    if (this.counts !== null) this.appendCounts(this.counts, block.counts, n)
    this.to = to + n
  }

  private appendCounts(rows: Float32Array, counts: Float32Array, n: number): void {
    const { sensors } = this
    for (let i = 0, at = this.to * sensors; i < n; i++) for (let k = 0, j = i; k < sensors; k++, j += n) rows[at++] = counts[j]!
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
  position(time_s: number): number {
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
    this.time = this.moved(this.time, capacity, 1)
    this.force = this.moved(this.force, capacity, 1)
    this.peak = this.peak && this.moved(this.peak, capacity, 1)
    this.copX = this.copX && this.moved(this.copX, capacity, 1)
    this.copY = this.copY && this.moved(this.copY, capacity, 1)
    this.counts = this.counts && this.moved(this.counts, capacity, this.sensors)
    this.from = 0
    this.to = kept
  }

  /** What is kept of an array, moved to its start or into a larger one. */
  private moved<T extends Float64Array | Float32Array>(old: T, capacity: number, width: number): T {
    const [from, to] = [this.from * width, this.to * width]
    if (old.length === capacity * width) {
      old.copyWithin(0, from, to)
      return old
    }
    const fresh = (old instanceof Float64Array ? new Float64Array(capacity * width) : new Float32Array(capacity * width)) as T
    fresh.set(old.subarray(from, to))
    return fresh
  }
}

function copyInto(into: Float32Array, at: number, values: Float32Array, n: number): void {
  for (let i = 0; i < n; i++) into[at + i] = values[i]!
}
