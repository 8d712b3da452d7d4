import type { FrameMessage } from '@solestream/dashboard-shared'
import type { Calibration, GaitEvent, InsoleLayout, Side } from '@solestream/processing/model'
import { TimedRing } from '../numeric/timedRing.ts'
import { GaitLines } from './gaitLines.ts'
import { pressureScale, type PressureScale } from './pressureScale.ts'

/** Ten seconds at up to 400 Hz, and a little. */
const FORCE_SAMPLES = 4400
/** More than one stance. */
const COP_SAMPLES = 600
const KEPT_EVENTS = 64
/** A hole this long is drawn as one, whatever the sequence numbers say. */
const HOLE_s = 0.25

/** What the fast views draw of one foot. Plain and mutable: it changes hundreds of times a second and no component looks at it. */
export class FootStream {
  readonly side: Side
  /** One channel, in the unit of `forceUnit`; NaN breaks the line. */
  readonly force = new TimedRing(FORCE_SAMPLES, 1)
  /** x, y in the layout's frame; NaN while unloaded. */
  readonly cop = new TimedRing(COP_SAMPLES, 2)
  readonly gaitLines = new GaitLines()
  readonly events: GaitEvent[] = []
  forceUnit: FrameMessage['unit'] = 'raw'
  calibrated = false
  peakForce = 0
  layout: InsoleLayout | null = null
  scale: PressureScale | null = null
  /** Newest pressure per sensor, in the unit of `scale`. */
  values = new Float32Array(0)
  /** Counts up with every change a foot view must draw. */
  revision = 0
  /** performance.now() of the last frame; -Infinity before the first. */
  arrived_ms = -Infinity

  constructor(side: Side) {
    this.side = side
  }

  setLayout(layout: InsoleLayout, calibration: Calibration | null): void {
    this.layout = layout
    this.scale = pressureScale(layout, calibration)
    this.values = new Float32Array(layout.sensors.length)
    this.gaitLines.clear()
    this.revision++
  }

  addFrame(frame: FrameMessage, now_ms: number): void {
    const first = frame.time_s[0]!
    // A new session's clock starts at zero again.
    if (first < this.force.newest - 1) this.forget()
    if (frame.lostBefore > 0 || first - this.force.newest > HOLE_s) {
      this.force.push(first - 1e-6, NaN)
      this.cop.push(first - 1e-6, NaN, NaN)
      this.gaitLines.break()
    }
    for (let i = 0; i < frame.n; i++) {
      const time = frame.time_s[i]!
      const force = frame.force[i]!
      this.force.push(time, force)
      this.cop.push(time, frame.copX[i]!, frame.copY[i]!)
      this.gaitLines.add(time, frame.copX[i]!, frame.copY[i]!)
      if (force > this.peakForce) this.peakForce = force
    }
    this.forceUnit = frame.unit
    this.calibrated = frame.calibrated
    this.scale?.read(frame.counts, frame.n, frame.n - 1, this.values)
    this.arrived_ms = now_ms
    this.revision++
  }

  addEvent(event: GaitEvent): void {
    if (event.kind !== 'initial-contact' && event.kind !== 'toe-off') return
    const { events } = this
    // An event that was timed again replaces its first report.
    const again =
      event.revised_s === undefined ? -1 : events.findLastIndex((e) => e.kind === event.kind && Math.abs(e.time_s - event.time_s) < 0.15)
    if (again >= 0) events[again] = event
    else events.push(event)
    if (events.length > KEPT_EVENTS) events.splice(0, events.length - KEPT_EVENTS)
  }

  /** Whether the foot stands, by its last event; null before the first. */
  get onGround(): boolean | null {
    const last = this.events.at(-1)
    return last === undefined ? null : last.kind === 'initial-contact'
  }

  forget(): void {
    this.force.clear()
    this.cop.clear()
    this.gaitLines.clear()
    this.events.length = 0
    this.peakForce = 0
    this.revision++
  }
}
