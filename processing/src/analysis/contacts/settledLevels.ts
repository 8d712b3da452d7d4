import type { History } from './history.ts'
import { medianForce, Levels, noiseOf } from './levels.ts'
import { medianInPlace } from './median.ts'

/** A range below this share of the recording's usual one is not of steps. */
const LEAST_OF_USUAL = 0.15

/** Levels that also keep what each swing and stance taught, for a second look. */
export class RecordedLevels extends Levels {
  readonly swingEnds: number[] = []
  readonly swingFloors: number[] = []
  readonly swingNoises: number[] = []
  readonly stanceEnds: number[] = []
  readonly stancePeaks: number[] = []
  private readonly ranges: number[] = []
  known = false
  private seeded = { floor: 0, peak: 0, noise: 0 }

  override seed(floor: number, peak: number, noise: number): void {
    super.seed(floor, peak, noise)
    this.seeded = { floor, peak, noise }
    this.known = true
  }

  override afterSwing(history: History, from: number, to: number): void {
    super.afterSwing(history, from, to)
    const floor = medianForce(history, from, to)
    if (Number.isNaN(floor)) return
    this.swingEnds.push(to)
    this.swingFloors.push(floor)
    this.swingNoises.push(noiseOf(history, from, to))
  }

  override afterStance(peak: number, at: number): void {
    super.afterStance(peak, at)
    this.stanceEnds.push(at)
    this.stancePeaks.push(peak)
    this.ranges.push(this.range)
  }

  /** Of the whole recording. */
  usualRange(): number {
    return medianInPlace(Float64Array.from(this.ranges), this.ranges.length) || 0
  }

  /** Medians over the `size` swings and stances around sample `at`. */
  around(at: number, size: number): { floor: number; peak: number; noise: number } {
    const { seeded } = this
    return {
      floor: centred(this.swingEnds, this.swingFloors, at, size, seeded.floor),
      noise: centred(this.swingEnds, this.swingNoises, at, size, seeded.noise),
      peak: centred(this.stanceEnds, this.stancePeaks, at, size, seeded.peak),
    }
  }
}

const near = new Float64Array(64)

function centred(ends: readonly number[], values: readonly number[], at: number, size: number, otherwise: number): number {
  let low = 0
  let high = ends.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ends[middle]! < at) low = middle + 1
    else high = middle
  }
  const from = Math.max(0, Math.min(low - (size >> 1), ends.length - size))
  let n = 0
  for (let k = from; k < Math.min(from + size, ends.length); k++) if (values[k] === values[k]) near[n++] = values[k]!
  return n === 0 ? otherwise : medianInPlace(near, n)
}

/** Levels at every moment from the swings and stances on both sides of it. */
export class SettledLevels extends Levels {
  private readonly recorded: RecordedLevels
  private readonly size: number
  private readonly leastRange: number

  constructor(recorded: RecordedLevels, size: number) {
    super(size)
    this.recorded = recorded
    this.size = size
    this.leastRange = LEAST_OF_USUAL * recorded.usualRange()
    this.settle(0)
  }

  override afterSwing(_history: History, _from: number, to: number): void {
    this.settle(to)
  }

  override afterStance(_peak: number, at: number): void {
    this.settle(at)
  }

  override rise(): void {}

  override sink(): void {}

  /** Takes the levels of sample `at`. */
  settle(at: number): void {
    const { floor, peak, noise } = this.recorded.around(at, this.size)
    this.floor = floor
    this.noise = noise
    this.range = Math.max(peak - floor, this.leastRange)
  }
}
