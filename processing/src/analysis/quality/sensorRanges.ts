import type { SampleBlock } from '../../model/index.ts'
import { medianOf } from '../statistics/index.ts'

/** Every so many samples, by their sequence number, so that the cut into blocks does not matter. */
const EVERY = 16
/** Of the usual sensor's range: a sensor that moves less than this does not tell load from no load. */
const STILL_RATIO = 0.002
/** Of the usual sensor's range: as far above where the others rest, a sensor that stands still is not merely without load. */
const RAISED_RATIO = 0.05
/** Samples, a multiple of EVERY; about 10 s. */
const WINDOW = 1024
/** A sensor that worked is stuck after so many windows in which the others went on moving. */
const STILL_WINDOWS = 3
/** Of the usual range over all: with less in a window the person stood or sat, and nothing is said. */
const MOVING_RATIO = 0.25

export interface StillSensors {
  /** No signal: they never moved from where sensors rest, or were never there. */
  readonly dead: readonly number[]
  /** Constant elsewhere (saturation too), from the start or since some time, while the others moved. */
  readonly stuck: readonly number[]
}

class Ranges {
  readonly low: Float32Array
  readonly high: Float32Array

  constructor(sensors: number) {
    this.low = new Float32Array(sensors)
    this.high = new Float32Array(sensors)
    this.clear()
  }
  clear(): void {
    this.low.fill(Infinity)
    this.high.fill(-Infinity)
  }
  /** Whether it grew. */
  add(k: number, count: number): boolean {
    const grew = count < this.low[k]! || count > this.high[k]!
    if (count < this.low[k]!) this.low[k] = count
    if (count > this.high[k]!) this.high[k] = count
    return grew
  }
  ranges(): number[] {
    return Array.from(this.high, (h, k) => Math.max(0, h - this.low[k]!))
  }
}

/** Smallest and largest count of each sensor, over all and in stretches. */
export class SensorRanges {
  private readonly all: Ranges
  private readonly window: Ranges
  private windowNumber = -1
  /** Windows in a row in which the sensor stood still and others did not; Infinity: it was found stuck. */
  private readonly stillWindows: Float64Array
  /** Null when something has changed since. */
  private said: StillSensors | null = null

  constructor(sensors: number) {
    this.all = new Ranges(sensors)
    this.window = new Ranges(sensors)
    this.stillWindows = new Float64Array(sensors)
  }

  add(block: SampleBlock): void {
    const { n, counts, sequence } = block
    const { all, window } = this
    const sensors = all.low.length
    for (let i = (EVERY - (sequence % EVERY)) % EVERY; i < n; i += EVERY) {
      const number = Math.floor((sequence + i) / WINDOW)
      if (number !== this.windowNumber) this.nextWindow(number)
      for (let k = 0, j = i; k < sensors; k++, j += n) {
        const count = counts[j]!
        if (window.add(k, count) && all.add(k, count)) this.said = null
      }
    }
  }

  result(): StillSensors {
    return (this.said ??= this.find())
  }

  private find(): StillSensors {
    const ranges = this.all.ranges()
    const usual = medianOf(ranges)
    const still = ranges.flatMap((r, k) => (r <= STILL_RATIO * usual ? [k] : []))
    const stuck = ranges.flatMap((_, k) =>
      this.stillWindows[k] === Infinity || (still.includes(k) && this.raised(this.all.low[k]!, usual)) ? [k] : [],
    )
    return { dead: still.filter((k) => !stuck.includes(k)), stuck }
  }

  private raised(level: number, usual: number): boolean {
    return Number.isFinite(level) && level - medianOf(Array.from(this.all.low)) > RAISED_RATIO * usual
  }

  private nextWindow(number: number): void {
    const ranges = this.window.ranges()
    const usual = medianOf(ranges)
    const usualOfAll = medianOf(this.all.ranges())
    if (usual > 0 && usual >= MOVING_RATIO * usualOfAll)
      for (const [k, range] of ranges.entries()) {
        const still = range <= STILL_RATIO * usual && this.raised(this.window.low[k]!, usualOfAll)
        this.stillWindows[k] = still || this.stillWindows[k] === Infinity ? this.stillWindows[k]! + 1 : 0
        if (this.stillWindows[k] !== STILL_WINDOWS) continue
        this.stillWindows[k] = Infinity
        this.said = null
      }
    this.window.clear()
    this.windowNumber = number
  }
}
