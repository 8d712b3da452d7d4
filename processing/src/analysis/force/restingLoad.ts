/** Time constant of the smoothing: noise and single wrong samples hardly lower the level, and any swing is long enough to reach it. */
const SMOOTHING_S = 0.05

/**
 * What each sensor of counts without a zero reads at rest, while samples come: the lowest level that it was ever at, smoothed. While a person has
 * stood on it all the time that is what it bears; from the first swing on it is the sensor's own unloaded level.
 */
export class RestingLoad {
  /** Shape [sensors], counts; NaN before the first sample. */
  readonly counts: Float64Array
  private readonly level: Float64Array
  private readonly share: number

  constructor(sensors: number, rate_Hz: number) {
    this.counts = new Float64Array(sensors).fill(NaN)
    this.level = new Float64Array(sensors).fill(NaN)
    this.share = 1 - Math.exp(-1 / (rate_Hz * SMOOTHING_S))
  }

  /** A sample of sensor k; a missing one (NaN) changes nothing. */
  add(k: number, count: number): void {
    if (count !== count) return
    const before = this.level[k]!
    const level = before === before ? before + this.share * (count - before) : count
    this.level[k] = level
    if (!(level >= this.counts[k]!)) this.counts[k] = level
  }
}
