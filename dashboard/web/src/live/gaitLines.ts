/** As many strides as the eye can still tell apart. */
export const KEPT_LINES = 6
/** Points nearer than this draw nothing new. */
const STEP_mm = 3
/** A whole stance: neither a touch nor somebody who stands. */
const SHORTEST_s = 0.2
const LONGEST_s = 2

type Place = readonly [number, number]

/** The centre of pressure's way under one foot in its last stances; a stance with a hole in it is no line. */
export class GaitLines {
  readonly lines: (readonly Place[])[] = []
  /** Counts up with every change. */
  revision = 0
  private current: Place[] = []
  private from_s = NaN
  private last_s = NaN

  add(time_s: number, x: number, y: number): void {
    if (Number.isNaN(x) || Number.isNaN(y)) return this.finish()
    if (this.current.length === 0) this.from_s = time_s
    this.last_s = time_s
    const before = this.current.at(-1)
    if (before === undefined || Math.hypot(x - before[0], y - before[1]) >= STEP_mm) this.current.push([x, y])
  }

  /** What comes next does not follow on what came before. */
  break(): void {
    this.current = []
  }

  clear(): void {
    this.break()
    this.lines.length = 0
    this.revision++
  }

  private finish(): void {
    const lasted_s = this.last_s - this.from_s
    if (this.current.length > 1 && lasted_s >= SHORTEST_s && lasted_s <= LONGEST_s) {
      this.lines.push(this.current)
      if (this.lines.length > KEPT_LINES) this.lines.shift()
      this.revision++
    }
    this.current = []
  }
}
