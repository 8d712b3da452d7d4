import type { History } from './history.ts'
import { medianInPlace, RecentMedian } from './median.ts'

const MOST = 256
const scratch = new Float64Array(MOST)

/** Median force of samples from..to (inclusive); long stretches are thinned evenly. NaN for none. */
export function medianForce(history: History, from: number, to: number): number {
  const first = Math.max(from, history.oldest)
  const step = Math.max(1, Math.ceil((to - first + 1) / MOST))
  let n = 0
  for (let i = first; i <= to; i += step) scratch[n++] = history.x(i)
  return medianInPlace(scratch, n)
}

/** Standard deviation of white noise that would make the second differences of samples from..to; 0 when quantisation hides it. */
export function noiseOf(history: History, from: number, to: number): number {
  const first = Math.max(from + 2, history.oldest + 2)
  const step = Math.max(1, Math.ceil((to - first + 1) / MOST))
  let n = 0
  for (let i = first; i <= to; i += step) {
    if (history.broken[i & history.mask] === 1 || history.broken[(i - 1) & history.mask] === 1) continue
    scratch[n++] = Math.abs(history.x(i) - 2 * history.x(i - 1) + history.x(i - 2))
  }
  return n < 8 ? NaN : medianInPlace(scratch, n) / (0.6745 * Math.sqrt(6))
}

/** What the detector knows of a foot: swing floor, range above it and noise, in the signal's own unit. Set by events, so a pause does not wear them. */
export class Levels {
  floor = 0
  range = 0
  noise = 0
  private peak = 0
  private readonly floors: RecentMedian
  private readonly peaks: RecentMedian
  private readonly noises: RecentMedian

  constructor(memory: number) {
    this.floors = new RecentMedian(memory)
    this.peaks = new RecentMedian(memory)
    this.noises = new RecentMedian(memory)
  }

  /** Starts again from a floor, a peak and a noise that were found by other means. */
  seed(floor: number, peak: number, noise: number): void {
    this.floors.clear()
    this.peaks.clear()
    this.noises.clear()
    this.floor = this.floors.add(floor)
    this.peak = this.peaks.add(peak)
    this.noise = this.noises.add(noise)
    this.range = peak - floor
  }

  /** After a swing that spanned samples from..to. */
  afterSwing(history: History, from: number, to: number): void {
    const floor = medianForce(history, from, to)
    if (!Number.isNaN(floor)) this.floor = this.floors.add(floor)
    const noise = noiseOf(history, from, to)
    if (!Number.isNaN(noise)) this.noise = this.noises.add(noise)
    this.range = this.peak - this.floor
  }

  /** After a stance whose largest force was `peak` and that ended at sample `at`. */
  afterStance(peak: number, _at: number): void {
    this.peak = this.peaks.add(peak)
    this.range = this.peak - this.floor
  }

  /** Forgets the peaks: the force is far above them. */
  rise(force: number): void {
    this.peaks.clear()
    this.peak = this.peaks.add(force)
    this.range = this.peak - this.floor
  }

  /** Forgets the floors: the force is far below them. */
  sink(force: number): void {
    this.floors.clear()
    this.floor = this.floors.add(force)
    this.range = this.peak - this.floor
  }
}
