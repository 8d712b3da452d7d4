import type { GaitEvent, GaitEventKind, Side } from '@solestream/processing/model'
import type { History } from './history.ts'
import { fitCorner, newCorner } from './corner.ts'
import { contactKnee, lateness, newKnee, offKnee, steepest, windowFor } from './knees.ts'
import type { Levels } from './levels.ts'
import { partialSwing } from './partialSwing.ts'
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
/** The steepest slope of a loading or unloading is looked for this far back. */
const STEEP_S = 0.15
/** A force beyond floor + 2 R or below floor - 0.5 R shows at once that R was learned from less than steps, or that the gait changed. */
const MOST_RANGES = 2
const LEAST_RANGES = 0.5
/** A single sample that jumps by more than this much of R and comes back by more than half at once is a spike, if samples are this dense. */
const SPIKE_RATIO = 0.25
const SPIKE_S = 0.045
const BASE_S = 0.2
const LEVEL_S = 0.05
const SURE = 0.5
const BASE_WAIT_S = 0.05
const GAP_CONFIDENCE = 0.3
const PARTIAL_CONFIDENCE = 0.6
const UNFOUND_CONFIDENCE = 0.55

/** The state machine of one foot: reads the samples of its history one by one, writes events to `out`. */
export class ContactCore {
  readonly out: GaitEvent[] = []
  /** Caps the confidence of what is reported; below 1 while the levels are fresh. */
  trust = 1
  /** When older samples are gone through again: the time of the newest one. */
  replayedAt_s = -Infinity
  lastEvent_s = -Infinity
  private readonly side: Side
  private readonly history: History
  private readonly levels: Levels
  private readonly settings: ContactSettings
  private readonly lookAhead: boolean
  private readonly knee = newKnee()
  private readonly corner = newCorner()
  private state = SWING
  /** Sample that waits for the next one; -1: none. */
  private held = -1
  private seen_s = 0
  private now_s = 0
  // swing
  private swingStart = 0
  private off_s = -Infinity
  private base = 0
  // loading: a contact that has not lasted long enough
  private candidate_s = 0
  private candidateIndex = 0
  private candidateConfidence = 0
  // stance
  private contact_s = -Infinity
  private contactIndex = 0
  private peak = 0
  private top = 0
  private dip = 0
  private dipIndex = 0
  // unloading
  private crossed_s = 0
  private wantedFall = 0
  private steepFall = 0
  private wait_s = 0
  private off_at_s = 0
  private fallWindow_s = 0
  private fallShift_s = 0

  /** `lookAhead`: a contact is reported only after it has lasted, instead of at once. */
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
    this.now_s = this.history.t(i)
    if (x > this.levels.floor + this.settings.on_ratio * this.levels.range) this.enterStance(x, i, -Infinity)
    else this.enterSwing(x, i, -Infinity)
  }

  /** Takes sample i, the next one. One that jumps away from the one before it waits for the one after it: a single spike is taken out. */
  step(i: number): void {
    const { force, time_s, broken, mask } = this.history
    const k = i & mask
    const x = force[k]!
    const t = time_s[k]!
    const whole = broken[k] === 0
    if (this.held >= 0) {
      const h = this.held
      const before = force[(h - 1) & mask]!
      this.held = -1
      const back = Math.abs(x - before) < 0.5 * Math.abs(force[h & mask]! - before)
      if (whole && back && t - time_s[(h - 1) & mask]! < SPIKE_S) force[h & mask] = before
      this.seen_s = t
      this.advance(h)
    }
    this.seen_s = t
    const k1 = (i - 1) & mask
    if (whole && Math.abs(x - force[k1]!) > SPIKE_RATIO * this.levels.range && t - time_s[k1]! < SPIKE_S / 2) this.held = i
    else this.advance(i)
  }

  /** Nothing comes any more. */
  end(): void {
    if (this.held >= 0) this.advance(this.held)
    this.held = -1
  }

  private advance(i: number): void {
    const { history, levels, settings } = this
    const k = i & history.mask
    const x = history.force[k]!
    const t = history.time_s[k]!
    const before_s = this.now_s
    this.now_s = t
    if (history.broken[k] === 1) this.crossGap(i, x, t)
    if (this.state === STANCE) this.stand(i, x, t)
    else if (this.state === SWING) {
      if (x < this.base) {
        this.base = x
        if (x < levels.floor - LEAST_RANGES * levels.range) levels.sink(x)
      } else {
        if (x > this.base + settings.on_ratio * levels.range && t - this.off_s >= settings.shortestSwing_s) this.load(i, x)
        this.base += FOLLOW_PER_S * levels.range * (t - before_s)
      }
    } else if (this.state === UNLOADING) this.unload(i)
    else this.lasting(i, x)
  }

  private stand(i: number, x: number, t: number): void {
    const { levels, settings } = this
    if (x > this.peak) {
      this.peak = x
      if (x > levels.floor + MOST_RANGES * levels.range) levels.rise(x)
    }
    if (x < levels.floor + settings.off_ratio * levels.range && t - this.contact_s >= settings.shortestStance_s && this.fell(i, x))
      this.startUnloading(i)
    else if (x > this.top) this.top = this.dip = x
    else if (x < this.dip) {
      this.dip = x
      this.dipIndex = i
    } else if (x > this.dip + settings.on_ratio * levels.range) this.risen(i, x)
  }

  private enterStance(x: number, i: number, contact_s: number): void {
    this.state = STANCE
    this.peak = this.top = this.dip = x
    this.dipIndex = this.contactIndex = i
    this.contact_s = contact_s
  }

  private enterSwing(x: number, i: number, off_s: number): void {
    this.state = SWING
    this.base = x
    this.swingStart = i
    this.off_s = off_s
  }

  private emit(kind: GaitEventKind, time_s: number, confidence: number): void {
    const time = Math.max(time_s, this.lastEvent_s + 1e-6)
    const rounded = Math.round(Math.min(confidence, this.trust) * 100) / 100
    this.lastEvent_s = time
    this.out.push({ kind, side: this.side, time_s: time, detected_s: Math.max(this.seen_s, this.replayedAt_s), confidence: rounded })
  }

  /** The force rose by the on level above the swing's minimum. */
  private load(i: number, x: number): void {
    const { history, knee, levels, settings } = this
    const { walkBack_s, contactWindow_s } = settings
    const steep = steepest(history, i, STEEP_S, 1, levels.noise)
    const slow = Math.min(1, steep / (settings.slowLoading_per_s * levels.range))
    const wanted = settings.contactSlope_per_s * levels.range * slow * slow
    // on the way back through the ramp each of many windows has to stay above what is wanted
    const clear = Math.min(wanted, (steep - wanted) / 2)
    const window_s = windowFor(contactWindow_s, clear, levels.noise, settings)
    contactKnee(history, i, wanted, window_s, Math.max(this.off_s, this.now_s - walkBack_s), knee)
    const late_s = knee.sure ? lateness(history, knee, wanted, steep, window_s, contactWindow_s) : 0
    let at_s = knee.time_s - late_s
    const share = knee.sure ? this.cornerShare(i, steep, wanted, contactWindow_s) : 0
    if (share > 0 && this.loadingCorner(i, steep)) {
      const fit = Math.max(0, Math.min(1, 2 - this.corner.residual / (1.5 * levels.noise + 0.0025 * levels.range)))
      at_s += share * fit * (this.corner.time_s - at_s)
    }
    this.candidate_s = Math.max(this.off_s, at_s)
    this.candidateIndex = knee.index
    const slowness = (this.now_s - knee.time_s) / walkBack_s
    this.candidateConfidence = !knee.sure ? GAP_CONFIDENCE : knee.found ? 1 - 0.4 * slowness : UNFOUND_CONFIDENCE
    this.peak = x
    this.state = LOADING
    if (!this.lookAhead && x > this.base + SURE * this.levels.range) this.contact(i)
  }

  private cornerShare(i: number, steep: number, wanted: number, window_s: number): number {
    const { levels, history } = this
    const slow = (7 - steep / levels.range) / 3
    const clear = Math.max(steep - this.settings.contactSlope_per_s * levels.range, 0.1 * steep)
    const noisy = (levels.noise / clear - 0.002) / 0.0015
    const coarse = Math.min(0.5, ((history.t(i) - history.t(i - 1)) - 0.012) / 0.006)
    return Math.min(1, Math.max(0, slow, noisy, coarse))
  }

  private loadingCorner(i: number, steep: number): boolean {
    const { history, levels, corner } = this
    const low = this.base + 0.15 * levels.range
    let j = i
    const oldest = history.oldest + 1
    while (j > oldest && history.x(j) > low && history.broken[j & history.mask] === 0) j--
    const guess_s = history.t(j) - (0.15 * levels.range) / steep
    const from_s = Math.max(this.off_s + 0.03, guess_s - BASE_S)
    let first = j
    while (first > oldest && history.t(first - 1) > from_s && history.broken[first & history.mask] === 0) first--
    fitCorner(history, first, i, 1, guess_s, 0, 0, corner)
    return corner.found && corner.time_s - history.t(first) > LEVEL_S
  }

  private lasting(i: number, x: number): void {
    if (x > this.peak) this.peak = x
    if (this.now_s - this.candidate_s >= this.settings.shortestStance_s || (!this.lookAhead && x > this.base + SURE * this.levels.range)) this.contact(i)
    else if (x < this.base + 0.5 * this.settings.on_ratio * this.levels.range) this.state = SWING
  }

  private contact(i: number): void {
    this.levels.afterSwing(this.history, this.swingStart, this.candidateIndex - 1)
    this.emit('initial-contact', this.candidate_s, this.candidateConfidence)
    this.enterStance(this.peak, i, this.candidate_s)
  }

  /** Whether the force came down to x fast enough for a foot that leaves the ground. */
  private fell(i: number, x: number): boolean {
    const { history } = this
    const enough = x + FALL_RATIO * this.levels.range
    const from = this.now_s - FALL_S
    const oldest = Math.max(history.oldest, this.contactIndex)
    for (let j = i - 1; j >= oldest && history.t(j) > from; j--) if (history.x(j) > enough) return true
    return false
  }

  /** The force is below the off level: goes back to where it came below, in case it did while the stance was too short to be believed. */
  private startUnloading(i: number): void {
    const { history, levels, settings } = this
    const level = levels.floor + settings.off_ratio * levels.range
    let j = i
    while (j > this.contactIndex && j > history.oldest + 1 && history.x(j - 1) < level && history.broken[j & history.mask] === 0) j--
    const t0 = history.t(j - 1)
    const x0 = history.x(j - 1)
    this.crossed_s = x0 > level ? t0 + ((history.t(j) - t0) * (x0 - level)) / (x0 - history.x(j)) : history.t(j)
    this.settleFall(j)
    this.state = UNLOADING
    for (; j <= i && this.state === UNLOADING; j++) this.unload(j)
    for (; j <= i; j++) this.base = Math.min(this.base, history.x(j))
  }

  /** What slope, over what window, ends the unloading that crossed the off level at sample i. */
  private settleFall(i: number): void {
    const { levels, settings } = this
    const steep = steepest(this.history, i, STEEP_S, -1, levels.noise)
    const usual = settings.offSlope_per_s * levels.range + settings.offSlopeShare_ratio * steep
    this.steepFall = steep
    this.wantedFall = Math.min(usual, settings.offSlopeMost_ratio * steep)
    this.fallWindow_s = windowFor(settings.offWindow_s, this.wantedFall, levels.noise, settings)
    this.fallShift_s = steep > 0 ? ((this.fallWindow_s - settings.offWindow_s) * this.wantedFall) / steep : 0
  }

  private unload(i: number): void {
    const { knee } = this
    if (this.wait_s === 0) {
      if (!offKnee(this.history, i, this.wantedFall, this.fallWindow_s, this.crossed_s, knee)) return
      this.off_at_s = knee.time_s
      this.wait_s = this.cornerShare2(i) * BASE_WAIT_S
    }
    if (this.now2(i) - this.off_at_s < this.wait_s) return
    let at_s = this.off_at_s + this.fallShift_s
    const share = this.wait_s / BASE_WAIT_S
    this.wait_s = 0
    if (share > 0 && this.unloadingCorner(i)) {
      const fit = Math.max(0, Math.min(1, 2 - this.corner.residual / (1.5 * this.levels.noise + 0.0025 * this.levels.range)))
      at_s += share * fit * (this.corner.time_s - at_s)
    }
    this.toeOff(i, at_s, 1 - Math.min(0.4, 2 * (this.off_at_s - this.crossed_s)))
  }

  private now2(i: number): number {
    return this.history.t(i)
  }

  private cornerShare2(i: number): number {
    const { levels, history, steepFall: steep } = this
    const slow = (7 - steep / levels.range) / 3
    const clear = Math.max(steep - this.wantedFall, 0.1 * steep)
    const noisy = (levels.noise / clear - 0.0015) / 0.0015
    const coarse = Math.min(0.5, (history.t(i) - history.t(i - 1) - 0.012) / 0.006)
    return Math.min(1, Math.max(0, slow, noisy, coarse))
  }

  private unloadingCorner(i: number): boolean {
    const { history, levels, corner, steepFall: steep } = this
    const high = levels.floor + 0.35 * levels.range
    let first = i
    const oldest = Math.max(history.oldest + 1, this.contactIndex)
    while (first > oldest && history.x(first) < high && history.broken[first & history.mask] === 0) first--
    const guess_s = this.crossed_s + (this.settings.off_ratio * levels.range) / steep
    fitCorner(history, first, i, -1, guess_s, 0, 0, corner)
    return corner.found
  }

  private toeOff(i: number, time_s: number, confidence: number): void {
    this.levels.afterStance(this.peak, i)
    this.emit('toe-off', time_s, confidence)
    this.enterSwing(this.history.x(i), i, time_s)
  }

  /** In stance the force rose by the on level out of a dip: a swing that never unloaded to the off level? */
  private risen(i: number, x: number): void {
    const { history, levels, knee, top, dip, dipIndex } = this
    this.top = this.dip = x
    if (!partialSwing(history, levels, this.settings, top, dip, dipIndex, i, knee)) return
    this.toeOff(dipIndex, knee.time_s, PARTIAL_CONFIDENCE)
    this.load(i, x)
  }

  /** Samples are missing just before sample i: what happened in between has the gap's middle as its time, and little confidence. */
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
      else if (t - last_s < settings.shortestSwing_s) this.enterStance(x, i, this.contact_s)
      else {
        this.toeOff(i, last_s, GAP_CONFIDENCE)
        this.emit('initial-contact', t, GAP_CONFIDENCE)
        this.enterStance(x, i, t)
      }
    } else if (this.state === SWING && x > this.base + settings.on_ratio * levels.range) {
      this.candidate_s = middle
      this.candidateIndex = i
      this.candidateConfidence = GAP_CONFIDENCE
      this.peak = x
      this.contact(i)
    }
  }
}
