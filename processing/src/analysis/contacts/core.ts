import type { GaitEvent, GaitEventKind, Side } from '@solestream/processing/model'
import type { History } from './history.ts'
import { contactKnee, newKnee } from './knees.ts'
import type { Levels } from './levels.ts'
import type { ContactSettings } from './settings.ts'

const SWING = 0
const LOADING = 1
const STANCE = 2
const UNLOADING = 3

/** The swing's minimum follows a rising floor at this many R per second. */
const FOLLOW_PER_S = 0.02
/** A toe-off falls by this much of R within `FALL_S`; a slower fall is drift or a shift of weight. */
const FALL_RATIO = 0.2
const FALL_S = 0.5
const GAP_CONFIDENCE = 0.3

/** The state machine of one foot: reads samples from the history one by one, writes events. */
export class ContactCore {
  readonly out: GaitEvent[] = []
  /** Caps the confidence of what is reported: below 1 while the levels are fresh. */
  trust = 1
  state = SWING
  lastEvent_s = -Infinity
  private readonly side: Side
  private readonly history: History
  private readonly levels: Levels
  private readonly settings: ContactSettings
  private readonly lookAhead: boolean
  private readonly knee = newKnee()
  private now_s = 0
  private base = 0
  private swingStart = 0
  private off_s = -Infinity
  private peak = 0
  private top = 0
  private dip = 0
  private dipIndex = 0
  private crossed_s = 0
  private candidate_s = 0
  private candidateIndex = 0
  private candidateConfidence = 0

  constructor(side: Side, history: History, levels: Levels, settings: ContactSettings, lookAhead: boolean) {
    this.side = side
    this.history = history
    this.levels = levels
    this.settings = settings
    this.lookAhead = lookAhead
  }

  /** Takes sample i as the first one of a state that is told by its level alone. */
  begin(i: number): void {
    const x = this.history.x(i)
    const { floor, range } = this.levels
    if (x > floor + this.settings.on_ratio * range) this.enterStance(x, i)
    else {
      this.state = SWING
      this.base = x
      this.swingStart = i
      this.off_s = -Infinity
    }
  }

  step(i: number): void {
    const { history, levels, settings } = this
    const k = i & history.mask
    const x = history.force[k]!
    const t = history.time_s[k]!
    const before_s = this.now_s
    this.now_s = t
    if (history.broken[k] === 1) this.crossGap(i, x, t)
    if (this.state === STANCE) {
      if (x > this.peak) this.peak = x
      if (x < levels.floor + settings.off_ratio * levels.range && this.fell(i, x)) this.startUnloading(i, x)
      else if (x > this.top) this.top = this.dip = x
      else if (x < this.dip) {
        this.dip = x
        this.dipIndex = i
      } else if (x > this.dip + settings.on_ratio * levels.range) this.partialSwing(i, x)
    } else if (this.state === SWING) {
      if (x < this.base) this.base = x
      else {
        if (x > this.base + settings.on_ratio * levels.range && t - this.off_s >= settings.shortestSwing_s) this.load(i, x)
        this.base += FOLLOW_PER_S * levels.range * (t - before_s)
      }
    } else if (this.state === UNLOADING) this.unload(i)
    else this.lasting(i, x)
  }

  private enterStance(x: number, i: number): void {
    this.state = STANCE
    this.peak = this.top = this.dip = x
    this.dipIndex = i
  }

  private emit(kind: GaitEventKind, time_s: number, confidence: number): void {
    const time = Math.max(time_s, this.lastEvent_s + 1e-6)
    const rounded = Math.round(Math.min(confidence, this.trust) * 100) / 100
    this.lastEvent_s = time
    this.out.push({ kind, side: this.side, time_s: time, detected_s: this.now_s, confidence: rounded })
  }

  // ---- contact

  /** The force rose by the on level above the swing's minimum. */
  private load(i: number, x: number): void {
    const { knee, settings } = this
    const window_s = settings.contactWindow_s
    const earliest = Math.max(this.off_s, this.now_s - settings.walkBack_s)
    contactKnee(this.history, i, settings.contactSlope_per_s * this.levels.range, window_s, earliest, knee)
    const slowness = (this.now_s - knee.time_s) / settings.walkBack_s
    const confidence = !knee.sure ? GAP_CONFIDENCE : knee.steep ? 1 - 0.4 * slowness : 0.55
    this.candidate_s = knee.time_s
    this.candidateIndex = knee.index
    this.candidateConfidence = confidence
    this.peak = x
    this.state = LOADING
    if (!this.lookAhead) this.contact(i)
  }

  private lasting(i: number, x: number): void {
    if (x > this.peak) this.peak = x
    if (x < this.base + 0.5 * this.settings.on_ratio * this.levels.range) this.state = SWING
    else if (this.now_s - this.candidate_s >= this.settings.shortestStance_s) this.contact(i)
  }

  private contact(i: number): void {
    this.levels.afterSwing(this.history, this.swingStart, this.candidateIndex - 1)
    this.emit('initial-contact', this.candidate_s, this.candidateConfidence)
    this.enterStance(this.peak, i)
  }

  // ---- toe-off

  /** Whether the force came down to x fast enough for a foot that leaves the ground. */
  private fell(i: number, x: number): boolean {
    const { history } = this
    const enough = x + FALL_RATIO * this.levels.range
    const from = this.now_s - FALL_S
    const oldest = history.oldest
    for (let j = i - 1; j >= oldest && history.t(j) > from; j--) if (history.x(j) > enough) return true
    return false
  }

  private startUnloading(i: number, x: number): void {
    const { history, levels } = this
    const level = levels.floor + this.settings.off_ratio * levels.range
    const t0 = history.t(i - 1)
    const x0 = history.x(i - 1)
    this.crossed_s = x0 > level ? t0 + ((this.now_s - t0) * (x0 - level)) / (x0 - x) : this.now_s
    this.state = UNLOADING
  }

  private unload(i: number): void {
    const { history, settings, levels } = this
    const window_s = settings.offWindow_s
    if (this.now_s - window_s < this.crossed_s) return
    const slope = settings.offSlope_per_s * levels.range
    const now = -history.slope(i, window_s)
    if (now >= slope) return
    const before = -history.slope(i - 1, window_s)
    const t0 = history.t(i - 1)
    let at = this.now_s
    if (before > slope) at = t0 + ((this.now_s - t0) * (before - slope)) / (before - now)
    const time = Math.max(this.crossed_s, at - window_s)
    this.toeOff(i, time, 1 - Math.min(0.4, 2 * (time - this.crossed_s)))
  }

  private toeOff(i: number, time_s: number, confidence: number): void {
    this.levels.afterStance(this.peak, i)
    this.emit('toe-off', time_s, confidence)
    this.state = SWING
    this.off_s = time_s
    this.base = this.history.x(i)
    this.swingStart = i
  }

  // ---- a swing that never unloads to the off level

  private partialSwing(i: number, x: number): void {
    const { history, levels, settings } = this
    const { top, dip, dipIndex } = this
    this.top = this.dip = x
    if (top - dip < 0.6 * levels.range || dip > levels.floor + 0.45 * levels.range) return
    const flat = dip + 0.1 * levels.range
    let from = dipIndex
    while (from > history.oldest && history.x(from - 1) < flat) from--
    let to = dipIndex
    while (to < i && history.x(to + 1) < flat) to++
    if (history.t(to) - history.t(from) < 0.08) return
    const slope = settings.offSlope_per_s * levels.range
    let j = from
    while (j < to && (history.t(j) - settings.offWindow_s < history.t(from) || -history.slope(j, settings.offWindow_s) >= slope)) j++
    const time = history.t(j) - settings.offWindow_s
    this.toeOff(from, time, 0.6)
    this.base = dip
    this.load(i, x)
  }

  // ---- missing samples

  private crossGap(i: number, x: number, t: number): void {
    const { history, levels, settings } = this
    const last_s = history.t(i - 1)
    if (t - last_s > settings.longestGap_s) {
      this.begin(i)
      return
    }
    const middle = (last_s + t) / 2
    const off = levels.floor + settings.off_ratio * levels.range
    if (this.state === STANCE) {
      if (x < off) this.toeOff(i, middle, GAP_CONFIDENCE)
    } else if (this.state === UNLOADING) {
      if (x < off) this.toeOff(i, middle, GAP_CONFIDENCE)
      else if (t - last_s >= settings.shortestSwing_s) {
        this.toeOff(i, last_s, GAP_CONFIDENCE)
        this.emit('initial-contact', t, GAP_CONFIDENCE)
        this.enterStance(x, i)
      } else this.enterStance(x, i)
    } else if (this.state === SWING && x > this.base + settings.on_ratio * levels.range) {
      this.candidate_s = middle
      this.candidateIndex = i
      this.candidateConfidence = GAP_CONFIDENCE
      this.peak = x
      this.contact(i)
    }
  }
}
