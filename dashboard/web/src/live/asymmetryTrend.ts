import { TimedRing } from '../numeric/timedRing.ts'

export const TREND_s = 120

/** The asymmetry as it stood over the last two minutes: one value a stride at most. */
export class AsymmetryTrend {
  readonly ring = new TimedRing(600, 1)
  revision = 0

  add(time_s: number, value: number): void {
    if (Number.isNaN(time_s) || time_s <= this.ring.newest) return
    this.ring.push(time_s, value)
    this.revision++
  }

  clear(): void {
    this.ring.clear()
    this.revision++
  }
}
