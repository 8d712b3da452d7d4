import type { GaitEvent, GaitEventKind, Side } from '@solestream/processing/model'
import type { History } from './history.ts'
import { newKnee } from './knees.ts'
import type { Levels } from './levels.ts'
import { partialSwing } from './partialSwing.ts'
import type { ContactSettings } from './settings.ts'
import { GAP_CONFIDENCE, LEAST_CONFIDENCE, Timing } from './timing.ts'

const SWING = 0
const LOADING = 1
const STANCE = 2
const UNLOADING = 3

/** The swing's minimum follows a rising floor at this many R per second. */
const FOLLOW_PER_S = 0.02
/** A toe-off falls by this much of R within `FALL_S`; a slower fall is drift or a shift of weight. */
const FALL_RATIO = 0.2
const FALL_S = 0.5
/** A force beyond floor + 2 R or below floor - 0.5 R shows at once that R was learned from less than steps, or that the gait changed. */
const MOST_RANGES = 2
const LEAST_RANGES = 0.5
/** A single sample that jumps by more than this much of R and comes back by more than half at once is a spike, if samples are this dense. */
const SPIKE_RATIO = 0.25
const SPIKE_S = 0.045
const PARTIAL_CONFIDENCE = 0.6
/** A foot that steps into standing may bear less than the on level: a load of this much of R above the swing's minimum ... */
const LIGHT_RATIO = 0.2
/** ... that does not come down to so much ... */
const LIGHT_ENDS_RATIO = 0.15
/** ... for this long is a contact, too, if it began as steeply as one. */
const LIGHT_S = 0.25
/** One that has stood still for so long below the on level began further back than a loading is looked for. */
const STOOD_S = 0.15

/** The state machine of one foot: reads the samples of its history one by one, writes events to `out`. */
export class ContactCore {
  readonly out: GaitEvent[] = []
  /** Caps the confidence of what is reported; below 1 while the levels are fresh: that many events. */
  trust = 1
  fresh = 0
  /** When older samples are gone through again: the time of the newest one. */
  replayedAt_s = -Infinity
  lastEvent_s = -Infinity
  private readonly side: Side
  private readonly history: History
  private readonly levels: Levels
  private readonly settings: ContactSettings
  private readonly lookAhead: boolean
  private readonly knee = newKnee()
  private readonly timing: Timing
  private state = SWING
  /** Sample that waits for the next one; -1: none. */
  private held = -1
  private seen_s = 0
  private now_s = 0
  // swing
  private swingStart = 0
  private off_s = -Infinity
  private base = 0
  /** First sample of a load above LIGHT_RATIO; -1: none. */
  private light = -1
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

  /** `lookAhead`: a contact is reported only after it has lasted, instead of at once. */
  constructor(side: Side, history: History, levels: Levels, settings: ContactSettings, lookAhead: boolean) {
    this.side = side
    this.history = history
    this.levels = levels
    this.settings = settings
    this.timing = new Timing(history, levels, settings)
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
        if (t - this.off_s >= settings.shortestSwing_s) this.risesTo(i, x, t)
        this.base += FOLLOW_PER_S * levels.range * (t - before_s)
      }
    } else if (this.state === UNLOADING) this.unload(i)
    else this.lasting(i, x)
  }

  /** In swing the force is x above the swing's minimum, or is at it. */
  private risesTo(i: number, x: number, t: number): void {
    const { history, levels, settings, light } = this
    const above = x - this.base
    if (light >= 0 && above < LIGHT_ENDS_RATIO * levels.range) this.light = -1
    else if (light < 0 && above > LIGHT_RATIO * levels.range) this.light = i
    const stood_s = light >= 0 && light > history.oldest ? t - history.t(light) : 0
    if (above > settings.on_ratio * levels.range) this.load(stood_s > STOOD_S ? light : i, x)
    else if (stood_s >= LIGHT_S && history.t(i - 1) - history.t(light) < LIGHT_S) this.loadLightly(light, x)
  }

  /** The same of a load that lasts below the on level: a contact, if it began like one. */
  private loadLightly(i: number, x: number): void {
    this.load(i, x)
    if (this.candidateConfidence < LEAST_CONFIDENCE || !this.timing.found) this.state = SWING
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
    this.light = -1
    this.swingStart = i
    this.off_s = off_s
  }

  private emit(kind: GaitEventKind, time_s: number, confidence: number): void {
    const time = Math.max(time_s, this.lastEvent_s + 1e-6)
    const rounded = Math.round(Math.min(confidence, this.trust) * 100) / 100
    this.lastEvent_s = time
    if (this.fresh > 0 && --this.fresh === 0) this.trust = 1
    this.out.push({ kind, side: this.side, time_s: time, detected_s: Math.max(this.seen_s, this.replayedAt_s), confidence: rounded })
  }

  /** The force rose by the on level above the swing's minimum. */
  private load(i: number, x: number): void {
    const { timing } = this
    timing.loading(i, this.base, this.off_s)
    this.candidate_s = timing.time_s
    this.candidateIndex = timing.index
    this.candidateConfidence = timing.confidence
    this.peak = x
    this.state = LOADING
    if (this.isSure(x)) this.contact(i)
  }

  /** Whether the force tells a contact at once, without lasting. */
  private isSure(x: number): boolean {
    return !this.lookAhead && x > this.base + this.settings.sure_ratio * this.levels.range
  }

  private lasting(i: number, x: number): void {
    const { levels, settings } = this
    if (x > this.peak) this.peak = x
    if (this.isSure(x) || this.now_s - this.candidate_s >= settings.shortestStance_s) this.contact(i)
    else if (x < this.base + 0.5 * settings.on_ratio * levels.range) this.state = SWING
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
    const crossed_s = x0 > level ? t0 + ((history.t(j) - t0) * (x0 - level)) / (x0 - history.x(j)) : history.t(j)
    this.timing.beginUnloading(j, crossed_s, this.contactIndex)
    this.state = UNLOADING
    for (; j <= i && this.state === UNLOADING; j++) this.unload(j)
    for (; j <= i; j++) this.base = Math.min(this.base, history.x(j))
  }

  private unload(i: number): void {
    const { timing } = this
    if (timing.unloaded(i)) this.toeOff(i, timing.time_s, timing.confidence)
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
    } else if (this.state === SWING && x > this.base + settings.on_ratio * levels.range) this.load(i, x)
  }
}
