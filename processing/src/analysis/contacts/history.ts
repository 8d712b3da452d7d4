/** The newest samples of one foot, by their absolute index (0 = first sample ever). Capacity is a power of two. */
export class History {
  time_s: Float64Array
  force: Float64Array
  /** 1 where samples are missing just before this one. */
  broken: Uint8Array
  mask: number
  /** Samples ever appended; the newest has index count - 1. */
  count = 0

  constructor(capacity: number) {
    this.time_s = new Float64Array(capacity)
    this.force = new Float64Array(capacity)
    this.broken = new Uint8Array(capacity)
    this.mask = capacity - 1
  }

  append(time_s: number, force: number, broken: number): void {
    const k = this.count++ & this.mask
    this.time_s[k] = time_s
    this.force[k] = force
    this.broken[k] = broken
  }

  /** Doubles the capacity; only before the first sample is forgotten. */
  grow(): void {
    const capacity = (this.mask + 1) * 2
    const { time_s, force, broken } = this
    this.time_s = new Float64Array(capacity)
    this.time_s.set(time_s)
    this.force = new Float64Array(capacity)
    this.force.set(force)
    this.broken = new Uint8Array(capacity)
    this.broken.set(broken)
    this.mask = capacity - 1
  }

  t(i: number): number {
    return this.time_s[i & this.mask]!
  }

  x(i: number): number {
    return this.force[i & this.mask]!
  }

  /** Index of the oldest sample still here. */
  get oldest(): number {
    return Math.max(0, this.count - this.mask - 1)
  }

  get span_s(): number {
    return this.count === 0 ? 0 : this.t(this.count - 1) - this.t(this.oldest)
  }

  /**
   * Mean slope of the `window_s` that end at sample i, the force at the window's start by linear interpolation; NaN when a sample in it is missing.
   */
  slope(i: number, window_s: number): number {
    const { time_s, force, broken, mask } = this
    const oldest = this.oldest
    const from = time_s[i & mask]! - window_s
    let j = i
    while (time_s[j & mask]! > from) {
      if (broken[j & mask] === 1 || j <= oldest) return NaN
      j--
    }
    const t0 = time_s[j & mask]!
    const f0 = force[j & mask]!
    if (j === i) return NaN
    const t1 = time_s[(j + 1) & mask]!
    const start = f0 + ((force[(j + 1) & mask]! - f0) * (from - t0)) / (t1 - t0)
    return (force[i & mask]! - start) / window_s
  }

  /** Mean fall of the `window_s` that end at `end_s`, between samples i - 1 and i; force by linear interpolation; NaN when a sample is missing. */
  fallUntil(end_s: number, i: number, window_s: number): number {
    const end = this.between(end_s, i)
    const from_s = end_s - window_s
    const { time_s, broken, mask, oldest } = this
    let j = i
    while (time_s[(j - 1) & mask]! > from_s) {
      if (broken[j & mask] === 1 || j - 1 <= oldest) return NaN
      j--
    }
    return (this.between(from_s, j) - end) / window_s
  }

  /** Force at a time between samples i - 1 and i; NaN when samples are missing there. */
  private between(t: number, i: number): number {
    const { time_s, force, broken, mask } = this
    const k = i & mask
    const t1 = time_s[k]!
    if (t === t1) return force[k]!
    if (broken[k] === 1) return NaN
    const before = (i - 1) & mask
    const t0 = time_s[before]!
    return force[before]! + ((force[k]! - force[before]!) * (t - t0)) / (t1 - t0)
  }
}
