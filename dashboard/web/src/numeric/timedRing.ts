/** The last `capacity` values of several channels with their times, oldest first, without an allocation per sample. */
export class TimedRing {
  readonly capacity: number
  readonly times: Float64Array
  readonly channels: readonly Float32Array[]
  /** Samples held, at most `capacity`. */
  length = 0
  private next = 0

  constructor(capacity: number, channels: number) {
    if (!(capacity > 0)) throw new RangeError(`a ring needs room for at least one sample, not ${capacity}`)
    this.capacity = capacity
    this.times = new Float64Array(capacity)
    this.channels = Array.from({ length: channels }, () => new Float32Array(capacity))
  }

  push(time: number, ...values: readonly number[]): void {
    this.times[this.next] = time
    for (let c = 0; c < this.channels.length; c++) this.channels[c]![this.next] = values[c] ?? NaN
    this.next = (this.next + 1) % this.capacity
    if (this.length < this.capacity) this.length++
  }

  /** Where the i-th oldest sample stands in `times` and `channels`. */
  slot(i: number): number {
    const at = this.next - this.length + i
    return at < 0 ? at + this.capacity : at
  }

  /** Time of the newest sample; NaN when empty. */
  get newest(): number {
    return this.length === 0 ? NaN : this.times[this.slot(this.length - 1)]!
  }

  /** Index (for `slot`) of the oldest sample at or after `time`; `length` when there is none. Times ascend. */
  firstFrom(time: number): number {
    let low = 0
    let high = this.length
    while (low < high) {
      const mid = (low + high) >> 1
      if (this.times[this.slot(mid)]! < time) low = mid + 1
      else high = mid
    }
    return low
  }

  clear(): void {
    this.length = 0
    this.next = 0
  }
}
