import { IMU_CHANNELS } from '@solestream/firmware-protocol'
import type { SampleBlock, Side } from '@solestream/processing/model'
import { blockOf } from './draft.ts'
import type { Segment } from './segment.ts'
import type { Placed } from './sink.ts'

const MOST = 256

/** Consecutive samples of one stretch that came the same way, kept small: a recording of hours waits so for its end. */
export class Chunk {
  readonly segment: Segment
  readonly position: number
  readonly recovered: boolean
  n = 0
  readonly sensors: number
  readonly full: number
  private readonly sequence: number
  readonly size: number
  private readonly ticks: Float64Array
  /** Shapes [sensors][size], [6][size]. */
  readonly counts: Uint16Array
  readonly imu: Int16Array | null

  constructor({ segment, position, draft }: Placed) {
    this.segment = segment
    this.position = position
    this.recovered = draft.recovered
    this.sensors = draft.sensors
    this.full = draft.full
    this.sequence = draft.sequence
    this.size = Math.max(MOST, draft.n)
    this.ticks = new Float64Array(this.size)
    this.counts = new Uint16Array(this.sensors * this.size)
    this.imu = draft.imu && new Int16Array(IMU_CHANNELS * this.size)
  }

  get end(): number {
    return this.position + this.n
  }

  /** Session time of sample i; NaN where none is known. */
  time_s(i: number): number {
    return this.segment.timing.toSession_s(this.ticks[i] as number) ?? NaN
  }

  /** From one sample to the next, on the session's clock. */
  get period_s(): number {
    const { timing } = this.segment
    return (timing.toSession_s((this.ticks[0] as number) + this.segment.period_ticks) ?? NaN) - this.time_s(0)
  }

  takes({ segment, position, draft }: Placed): boolean {
    return (
      position === this.end &&
      segment === this.segment &&
      draft.recovered === this.recovered &&
      draft.full === this.full &&
      draft.sensors === this.sensors &&
      (draft.imu === null) === (this.imu === null) &&
      this.n + draft.n <= this.size
    )
  }

  add({ tick, draft }: Placed): void {
    const { n, size } = this
    for (let i = 0; i < draft.n; i++) this.ticks[n + i] = tick + i * draft.period_ticks
    planes(draft.counts, this.sensors, draft.n, this.counts, n, size)
    if (draft.imu !== null && this.imu !== null) planes(draft.imu, IMU_CHANNELS, draft.n, this.imu, n, size)
    this.n += draft.n
  }

  /** Its samples from..to - 1. */
  block(side: Side, from: number, to: number, lostBefore: number): SampleBlock {
    const time_s = new Float64Array(to - from)
    for (let i = from; i < to; i++) time_s[i - from] = this.time_s(i)
    return blockOf(this, from, to, { side, sequence: (this.sequence + from) >>> 0, time_s, lostBefore, recovered: this.recovered })
  }
}

type Planes = Uint16Array | Int16Array

/** Planes of n values into planes of `size` values, at `at`. */
function planes(from: Planes, count: number, n: number, into: Planes, at: number, size: number): void {
  for (let k = 0, j = 0; k < count; k++) for (let i = 0, to = k * size + at; i < n; i++, j++, to++) into[to] = from[j] as number
}
