import { median } from '../numeric/runningMedian.ts'

/** About ten seconds of frames of the screen. */
const KEPT = 600
/** Events of both feet in about ten seconds. */
const KEPT_EVENTS = 32

/** A value in the place of the oldest one. */
class Newest {
  private readonly values: number[] = []
  private readonly kept: number
  private next = 0
  constructor(kept: number) {
    this.kept = kept
  }
  add(value: number): void {
    this.values[this.next] = value
    this.next = (this.next + 1) % this.kept
  }
  get median(): number {
    return median(this.values)
  }
}

export interface Delay {
  /** From the sensors to the screen, median, s. */
  readonly screen_s: number
  /** From a contact or toe-off until the analysis knows it, median, s: on top of the other. NaN before the first. */
  readonly step_s: number
}

/**
 * How old what the screen shows is. Three parts: from the sensors to the server, which the server measures; from there to this page, half of a
 * round trip; and here from the message to the frame after the one that drew it, since only then it is surely on the screen.
 */
export class ScreenDelay {
  private readonly drawn_ms = new Newest(KEPT)
  private readonly step_s = new Newest(KEPT_EVENTS)
  private readonly way_ms = new Newest(5)
  private arrived_ms: number | null = null
  private drawing_ms: number | null = null

  /** A message with samples came. All times are performance.now(). */
  arrived(now_ms: number): void {
    // The newest that this frame can show.
    this.arrived_ms = now_ms
  }

  /** Begin of an animation frame: what was drawn in the one before is on the screen now. */
  frame(now_ms: number): void {
    if (this.drawing_ms !== null) this.drawn_ms.add(now_ms - this.drawing_ms)
    this.drawing_ms = this.arrived_ms
    this.arrived_ms = null
  }

  roundTrip(lasted_ms: number): void {
    this.way_ms.add(lasted_ms / 2)
  }

  event({ time_s, detected_s }: { readonly time_s: number; readonly detected_s?: number }): void {
    if (detected_s !== undefined) this.step_s.add(detected_s - time_s)
  }

  /** Null until all parts are known. */
  delay(sampleToHost_ms: number | null): Delay | null {
    const screen_s = ((sampleToHost_ms ?? NaN) + this.way_ms.median + this.drawn_ms.median) / 1000
    return Number.isFinite(screen_s) ? { screen_s, step_s: this.step_s.median } : null
  }
}
