import type { GaitEvent, GaitEventKind, Side } from '../../model/index.ts'
import type { History } from '../contacts/history.ts'
import { Part } from './part.ts'
import { RecentMedian } from '../contacts/median.ts'
import type { PartSamples } from './samples.ts'
import type { RollOverSettings } from './settings.ts'

/** Swings of fewer samples say nothing of a floor. */
const LEAST_SWING = 3

/** Follows heel and forefoot of one foot through its stances; contacts and toe-offs come from outside. Writes events to `out`. */
export class StanceFollower {
  readonly out: GaitEvent[] = []
  readonly heel: Part
  readonly forefoot: Part
  /** A stance is open: between a contact and its toe-off. */
  open = false
  /** It waits for its toe-off, since no stance has told the ranges so far. */
  waits = false
  contact_s = NaN
  /** How long stances last. */
  usual_s = NaN
  contactAt = 0
  private readonly side: Side
  private readonly samples: PartSamples
  private readonly history: History
  private readonly durations: RecentMedian
  private offAt = -1
  private flat_s = NaN
  /** The next sample of the open stance to be looked at. */
  private next = 0

  constructor(side: Side, samples: PartSamples, settings: RollOverSettings) {
    this.side = side
    this.samples = samples
    this.history = samples.heel
    this.durations = new RecentMedian(settings.memory)
    this.heel = new Part(samples.heel, settings)
    this.forefoot = new Part(samples.forefoot, settings)
  }

  contact(time_s: number): void {
    this.contact_s = time_s
    this.contactAt = this.samples.at(time_s)
    if (this.offAt >= 0 && this.contactAt - this.offAt >= LEAST_SWING) {
      this.heel.afterSwing(this.offAt, this.contactAt - 1)
      this.forefoot.afterSwing(this.offAt, this.contactAt - 1)
    }
    this.open = true
    this.begin()
    this.waits = !this.ready
  }

  /** Looks at the open stance's samples up to and with sample `last`. */
  follow(last: number): void {
    if (!this.open || this.waits) return
    const { heel, forefoot, contact_s } = this
    for (; this.next <= last; this.next++) {
      forefoot.step(this.next, contact_s)
      const freed = heel.step(this.next, contact_s) === -1
      if (this.flat_s !== this.flat_s && heel.loaded && forefoot.loaded) this.flatten()
      else if (freed) this.lift()
    }
  }

  /** The stance has ended. What it has taught counts for the next one; one that waited is looked at now. */
  toeOff(time_s: number): void {
    this.offAt = this.samples.at(time_s)
    if (!this.open) return
    this.usual_s = this.durations.add(time_s - this.contact_s)
    const last = Math.min(this.offAt, this.history.count - 1)
    this.heel.afterStance(this.contactAt, last)
    this.forefoot.afterStance(this.contactAt, last)
    if (this.waits) {
      this.begin()
      this.waits = !this.ready
    }
    this.follow(last)
    if (!this.waits && this.heel.endNow(last)) this.lift()
    this.open = false
  }

  private get ready(): boolean {
    return this.heel.high === this.heel.high && this.forefoot.high === this.forefoot.high && this.usual_s === this.usual_s
  }

  private begin(): void {
    const footRange = Math.max(this.heel.range, this.forefoot.range)
    this.heel.begin(footRange, this.usual_s)
    this.forefoot.begin(footRange, this.usual_s)
    this.next = Math.max(this.contactAt, this.history.oldest + 1)
    this.flat_s = NaN
  }

  private flatten(): void {
    const { heel, forefoot } = this
    this.flat_s = Math.max(heel.time_s, forefoot.time_s)
    this.emit('foot-flat', this.flat_s, Math.min(heel.confidence, forefoot.confidence))
  }

  private lift(): void {
    if (this.flat_s === this.flat_s && this.forefoot.loaded && this.heel.time_s > this.flat_s)
      this.emit('heel-off', this.heel.time_s, this.heel.confidence)
  }

  private emit(kind: GaitEventKind, time_s: number, confidence: number): void {
    this.out.push({ kind, side: this.side, time_s, detected_s: this.history.t(this.history.count - 1), confidence })
  }
}
