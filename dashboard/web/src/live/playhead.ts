/**
 * The moment the fast views show. Packets come in bursts; this moves evenly just behind the newest sample, at any pace of the source,
 * and stands still when samples stop.
 */
export class Playhead {
  time_s = NaN
  private last_ms = NaN

  advance(newest_s: number, now_ms: number): number {
    if (Number.isNaN(newest_s)) return this.time_s
    const passed_s = Math.min(0.25, (now_ms - this.last_ms) / 1000)
    this.last_ms = now_ms
    // Far off (the first sample, a new session, a page that slept): jump. Else move on and close a part of the distance.
    if (!(Math.abs(newest_s - this.time_s) < 1) || Number.isNaN(passed_s)) this.time_s = newest_s
    else {
      const even = this.time_s + passed_s
      this.time_s = Math.min(newest_s, even + (newest_s - 0.04 - even) * (1 - Math.exp(-passed_s / 0.3)))
    }
    return this.time_s
  }
}
