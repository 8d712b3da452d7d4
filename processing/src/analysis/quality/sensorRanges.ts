import type { SampleBlock } from '../../model/index.ts'
import { medianOf } from '../statistics/index.ts'

/** Every so many samples, by their sequence number, so that the cut into blocks does not matter. */
const EVERY = 16
/** Of the usual sensor's range: a sensor that moves less than this does not tell load from no load. */
const STILL_RATIO = 0.002

/** Smallest and largest count of each sensor. */
export class SensorRanges {
  private readonly low: Float32Array
  private readonly high: Float32Array
  /** Null when a range has grown since. */
  private still: readonly number[] | null = null

  constructor(sensors: number) {
    this.low = new Float32Array(sensors).fill(Infinity)
    this.high = new Float32Array(sensors).fill(-Infinity)
  }

  add(block: SampleBlock): void {
    const { n, counts, sequence } = block
    const low = this.low
    const high = this.high
    for (let i = (EVERY - (sequence % EVERY)) % EVERY; i < n; i += EVERY) {
      for (let k = 0, j = i; k < low.length; k++, j += n) {
        const count = counts[j]!
        if (count < low[k]!) {
          low[k] = count
          this.still = null
        }
        if (count > high[k]!) {
          high[k] = count
          this.still = null
        }
      }
    }
  }

  /** Sensors that never moved, or were never there. */
  dead(): readonly number[] {
    return (this.still ??= this.find())
  }

  private find(): readonly number[] {
    const ranges = Array.from(this.high, (h, k) => Math.max(0, h - this.low[k]!))
    const usual = medianOf(ranges)
    return ranges.flatMap((r, k) => (r <= STILL_RATIO * usual ? [k] : []))
  }
}
