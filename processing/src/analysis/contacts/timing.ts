import { fitCorner, newCorner } from './corner.ts'
import type { History } from './history.ts'
import { contactKnee, lateness, newKnee, offKnee, steepest, windowFor } from './knees.ts'
import type { Levels } from './levels.ts'
import type { ContactSettings } from './settings.ts'

/** Confidence of an event whose samples are missing. */
export const GAP_CONFIDENCE = 0.3
/** Samples are missing in the loading itself, after the event. */
const BRIDGED_CONFIDENCE = 0.4
/** What every other event has at least. */
export const LEAST_CONFIDENCE = 0.5
/** Before a gap a foot that carries this much of R, and so many noise deviations, has touched the ground. */
const BEGUN_RATIO = 0.04
const BEGUN_NOISE = 5
/** A loading that does not stand out of what came before it in the time that is searched. */
const UNFOUND_CONFIDENCE = 0.55
/** The steepest slope of a loading or unloading is looked for this far back. */
const STEEP_S = 0.15
/** The level before a contact is taken from so long, its own unloading left out. */
const BASE_S = 0.2
const AFTER_OFF_S = 0.03
/** Ramps of a corner: loading up to the on level, unloading from this much of R down. */
const RAMP_RATIO = 0.35
/** Half of the ramp: from there the first guess is drawn. */
const GUESS_RATIO = 0.15

/** Where a knee is vague a corner may leave so many times more unexplained. */
const VAGUE_GAIN = 2
const clamp = (x: number): number => (x > 0 ? (x < 1 ? x : 1) : 0)

/**
 * When loading began and unloading ended. Usually a slope knee says so. Where slopes are small, noise is large or samples are far apart, the
 * place where a fitted level and a fitted ramp meet does, as far as these two lines explain the force; in between both count in part.
 */
export class Timing {
  time_s = 0
  /** First sample after the event. */
  index = 0
  confidence = 0
  /** Of a loading: it stands out of what came before it in the time that was searched. */
  found = false
  private readonly history: History
  private readonly levels: Levels
  private readonly settings: ContactSettings
  private readonly knee = newKnee()
  private readonly corner = newCorner()
  // unloading
  private crossed_s = 0
  private first = 0
  private steep = 0
  private wanted = 0
  private window_s = 0
  private shift_s = 0
  private share = -1

  constructor(history: History, levels: Levels, settings: ContactSettings) {
    this.history = history
    this.levels = levels
    this.settings = settings
  }

  /** When the loading began that has brought sample i above the on level; `base` is the swing's minimum, `off_s` the toe-off before it. */
  loading(i: number, base: number, off_s: number): void {
    const { history, levels, settings, knee } = this
    const { walkBack_s, contactWindow_s } = settings
    const { range, noise } = levels
    const now_s = history.t(i)
    const steep = steepest(history, i, STEEP_S, 1, noise)
    const slow = Math.min(1, steep / (settings.slowLoading_per_s * range))
    const wanted = settings.contactSlope_per_s * range * slow * slow
    // on the way back through the ramp each of many windows has to stay above what is wanted
    const window_s = windowFor(contactWindow_s, Math.min(wanted, (steep - wanted) / 2), noise, settings)
    const begun = base + Math.max(BEGUN_RATIO * range, BEGUN_NOISE * noise)
    contactKnee(history, i, wanted, (wanted + steep) / 2, window_s, Math.max(off_s, now_s - walkBack_s), begun, knee)
    this.index = knee.index
    this.time_s = Math.max(off_s, knee.time_s)
    this.found = knee.found
    if (!knee.sure) {
      this.confidence = GAP_CONFIDENCE
      return
    }
    let at_s = knee.time_s - lateness(history, knee, wanted, steep, window_s, contactWindow_s)
    const share = this.cornerShare(i, steep, settings.contactSlope_per_s * range)
    if (share > 0 && this.cornerOfLoading(i, base, off_s, steep))
      at_s += share * this.explained(steep, wanted) * (this.corner.time_s - at_s)
    this.time_s = Math.max(off_s, at_s)
    // a knee high above the swing is one of two steps, and a slow loading has a vague one
    const high = clamp(((history.x(Math.max(knee.index - 1, history.oldest)) - base) / range - 0.05) / 0.1)
    const vague = clamp((now_s - knee.time_s) / walkBack_s)
    if (knee.bridged) this.confidence = BRIDGED_CONFIDENCE
    else this.confidence = knee.found ? Math.max(LEAST_CONFIDENCE, 1 - 0.3 * high - 0.4 * vague) : UNFOUND_CONFIDENCE
  }

  /** An unloading came below the off level at `crossed_s`, just before sample i; it can't be older than sample `oldest`. */
  beginUnloading(i: number, crossed_s: number, oldest: number): void {
    const { history, levels, settings } = this
    const steep = steepest(history, i, STEEP_S, -1, levels.noise)
    const usual = settings.offSlope_per_s * levels.range + settings.offSlopeShare_ratio * steep
    this.crossed_s = crossed_s
    this.steep = steep
    this.wanted = Math.min(usual, settings.offSlopeMost_ratio * steep)
    this.window_s = windowFor(settings.offWindow_s, this.wanted, levels.noise, settings)
    this.shift_s = steep > 0 ? ((this.window_s - settings.offWindow_s) * this.wanted) / steep : 0
    this.share = -1
    const high = levels.floor + RAMP_RATIO * levels.range
    this.first = i
    const end = Math.max(history.oldest + 1, oldest)
    while (this.first > end && history.x(this.first) < high && history.broken[this.first & history.mask] === 0) this.first--
  }

  /** Whether sample i shows that the unloading has ended. Where a corner has to tell, some more samples of the level are waited for. */
  unloaded(i: number): boolean {
    const { history, knee, settings, levels } = this
    if (this.share < 0) {
      if (!offKnee(history, i, this.wanted, this.window_s, this.crossed_s, knee)) return false
      this.share = this.cornerShare(i, this.steep, this.wanted)
    }
    if (history.t(i) - knee.time_s < this.share * settings.cornerLevel_s) return false
    let at_s = knee.time_s + this.shift_s
    if (this.share > 0) {
      const guess_s = this.crossed_s + (GUESS_RATIO * levels.range) / this.steep
      fitCorner(history, this.first, i, -1, guess_s, this.corner)
      if (this.corner.found) at_s += this.share * this.explained(this.steep, 0) * (this.corner.time_s - at_s)
    }
    this.index = i
    this.time_s = at_s
    // an end well above the floor is one of two steps, and a slow unloading has a vague one
    const high = clamp(((history.x(i) - levels.floor) / levels.range - 0.06) / 0.06)
    this.confidence = Math.max(LEAST_CONFIDENCE, 1 - 0.2 * high - Math.min(0.4, 2 * Math.max(0, knee.time_s - this.crossed_s)))
    return true
  }

  /** How much a corner counts, 0 to 1, against a knee where the slope passes `wanted`. */
  private cornerShare(i: number, steep: number, wanted: number): number {
    const { history, levels, settings } = this
    const slow = (settings.cornerSlope_per_s - steep / levels.range) / (0.4 * settings.cornerSlope_per_s)
    const noise_s = levels.noise / Math.max(steep - wanted, 0.1 * steep)
    const noisy = noise_s / settings.cornerNoise_s - 1
    // far apart, a rounded knee hides between two samples: half of the answer stays the knee's
    const coarse = Math.min(0.5, (history.t(i) - history.t(i - 1)) / settings.cornerSpacing_s - 1)
    return clamp(Math.max(slow, noisy, coarse))
  }

  /**
   * How well level and ramp explain the force, 0 to 1. More may stay unexplained where the slope that a knee wants is most of the steepest one:
   * such a knee may lie anywhere on the ramp, provided that this is not of two slopes.
   */
  private explained(steep: number, wanted: number): number {
    const { levels, settings, corner } = this
    const vague = clamp((wanted / steep - 0.5) / 0.2) * clamp((Math.abs(corner.slope) / steep - 0.6) / 0.2)
    const ratio = settings.cornerResidual_ratio * (1 + VAGUE_GAIN * vague)
    return clamp(3 - (2 * corner.residual) / (1.5 * levels.noise + ratio * levels.range))
  }

  private cornerOfLoading(i: number, base: number, off_s: number, steep: number): boolean {
    const { history, levels, settings, corner } = this
    const { broken, mask } = history
    const oldest = history.oldest + 1
    const low = base + GUESS_RATIO * levels.range
    let j = i
    while (j > oldest && history.x(j) > low && broken[j & mask] === 0) j--
    const guess_s = history.t(j) - (GUESS_RATIO * levels.range) / steep
    const from_s = Math.max(off_s + AFTER_OFF_S, guess_s - BASE_S)
    while (j > oldest && history.t(j - 1) > from_s && broken[j & mask] === 0) j--
    fitCorner(history, j, i, 1, guess_s, corner)
    return corner.found && corner.time_s - history.t(j) > settings.cornerLevel_s
  }
}
