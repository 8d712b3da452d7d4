import type { Gap, InsoleDescription, SampleBlock, SideQuality } from '../../model/index.ts'
import { medianOf, RollingWindow } from '../statistics/index.ts'
import type { StrideDraft } from '../strides/index.ts'
import { SensorRanges } from './sensorRanges.ts'

/** Swings whose median makes the first and the present floor. */
const SWINGS = 5
/** Strides that a sensor may stay still before it is called dead. */
const STRIDES_BEFORE_DEAD = 5

/**
 * It only counts; a figure is made when asked for.
 *
 * @algorithm Quality
 *
 * Per foot: samples, losses and gaps [first missing, first present); effective rate = intervals / time of the stretches without a gap; coverage =
 * samples / (samples + lost); baseline drift = median mid-swing force of the last 5 swings minus that of the first 5, in percent of the present range
 * (peak minus floor); dead sensors: range under 0.2 % of the median sensor's, every 16th sample looked at, from 5 strides on (with one sensor: no
 * range at all). In a live summary it counts all samples up to the newest block.
 */
export class FootQuality {
  private readonly gaps: Gap[] = []
  /** A copy of the gaps for who asks, until there is a new one. */
  private said: readonly Gap[] | null = null
  samples = 0
  private lost = 0
  private recovered = 0
  private saturated = 0
  private last_s = NaN
  /** Of the stretches without a gap before this one: their duration and intervals. */
  private joined_s = 0
  private intervals = 0
  private stretch_s = NaN
  private strides = 0
  private ranges: SensorRanges | null = null
  private readonly firstFloors: number[] = []
  private firstFloor: number | null = null
  private readonly floors = new RollingWindow(SWINGS)
  private readonly peaks = new RollingWindow(SWINGS)

  describe(insole: InsoleDescription): void {
    this.ranges = new SensorRanges(insole.sensors)
    this.firstFloors.length = 0
    this.firstFloor = null
    this.floors.clear()
    this.peaks.clear()
    this.strides = 0
  }

  add(block: SampleBlock, lostBefore: number): void {
    const first_s = block.time_s[0]!
    if (this.samples === 0) this.stretch_s = first_s
    else if (lostBefore > 0) this.gap(first_s, lostBefore)
    else this.intervals++
    this.last_s = block.time_s[block.n - 1]!
    this.intervals += block.n - 1
    this.samples += block.n
    if (block.recovered) this.recovered += block.n
    this.saturated += block.saturated
    this.ranges!.add(block)
  }

  stride(draft: StrideDraft): void {
    this.strides++
    if (Number.isFinite(draft.stancePeak)) this.peaks.add(draft.stancePeak)
    if (!Number.isFinite(draft.swingFloor)) return
    if (this.firstFloors.length < SWINGS && this.firstFloors.push(draft.swingFloor) === SWINGS) this.firstFloor = medianOf(this.firstFloors)
    this.floors.add(draft.swingFloor)
  }

  result(): SideQuality {
    const expected = this.samples + this.lost
    return {
      samples: this.samples,
      recoveredSamples: this.recovered,
      lostSamples: this.lost,
      gaps: (this.said ??= this.gaps.slice()),
      saturatedSamples: this.saturated,
      baselineDrift_percent: this.drift_percent(),
      deadSensors: this.strides >= STRIDES_BEFORE_DEAD ? this.ranges!.dead() : [],
      coverage_percent: expected > 0 ? (100 * this.samples) / expected : 0,
      rate_Hz: this.intervals > 0 ? this.intervals / (this.joined_s + this.last_s - this.stretch_s) : null,
    }
  }

  private gap(first_s: number, samples: number): void {
    this.lost += samples
    this.joined_s += this.last_s - this.stretch_s
    this.stretch_s = first_s
    this.said = null
    const step_s = (first_s - this.last_s) / (samples + 1)
    this.gaps.push(Object.freeze({ from_s: this.last_s + step_s, to_s: first_s, samples }))
  }

  private drift_percent(): number | null {
    const first = this.firstFloor
    if (first === null || this.peaks.n === 0) return null
    const range = this.peaks.median() - this.floors.median()
    return range > 0 ? (100 * (this.floors.median() - first)) / range : null
  }
}
