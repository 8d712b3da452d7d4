import { fitCorner, newCorner } from '../contacts/corner.ts'
import type { History } from '../contacts/history.ts'
import { medianForce, noiseOf } from '../contacts/levels.ts'
import { RecentMedian } from '../contacts/median.ts'
import type { RollOverSettings } from './settings.ts'

const GAP_CONFIDENCE = 0.3
const VAGUE_CONFIDENCE = 0.6
const CONFIDENCE = 0.9

/** One part of a foot: what it reads unloaded, its range, and when its load begins and ends. Its own swings and stances set the levels. */
export class Part {
  /** Of the load's last beginning or end. */
  time_s = NaN
  confidence = 0
  loaded = false
  /** The part stays below the level at which it is free since this sample; -1: it does not. */
  lowFrom = -1
  floor = NaN
  range = NaN
  /** Of the last stance alone. */
  lastRange = NaN
  noise = 0
  low = NaN
  free = NaN
  high = NaN
  private readonly history: History
  private readonly settings: RollOverSettings
  private readonly peaks: RecentMedian
  private readonly corner = newCorner()
  /** How long stances last: what counts as short or long is a share of it. */
  private usual_s = 0
  private hold_s = 0

  constructor(history: History, settings: RollOverSettings) {
    this.history = history
    this.settings = settings
    this.peaks = new RecentMedian(settings.memory)
  }

  /** Learns what the part reads in the swing of samples from..to. */
  afterSwing(from: number, to: number): void {
    const floor = medianForce(this.history, from, to)
    if (Number.isNaN(floor)) return
    this.floor = floor
    const noise = noiseOf(this.history, from, to)
    if (noise === noise) this.noise = noise
  }

  /** Learns from the largest load in the stance of samples from..to. */
  afterStance(from: number, to: number): void {
    const { history } = this
    let peak = -Infinity
    for (let i = Math.max(from, history.oldest); i <= to; i++) if (history.x(i) > peak) peak = history.x(i)
    if (!(peak > -Infinity && this.floor === this.floor)) return
    this.lastRange = peak - this.floor
    this.range = this.peaks.add(this.lastRange)
  }

  /** A stance begins: levels from what was learned; `footRange` is that of the foot's stronger part, `usual_s` how long stances last. */
  begin(footRange: number, usual_s: number): void {
    const { settings, floor, range, noise } = this
    this.low = floor + Math.max(settings.low_ratio * range, settings.leastLow_ratio * footRange, settings.lowNoise_ratio * noise)
    this.high = floor + Math.max(settings.high_ratio * range, settings.leastHigh_ratio * footRange, settings.highNoise_ratio * noise)
    this.free = floor + Math.max(settings.free_ratio * range, settings.leastLow_ratio * footRange, settings.lowNoise_ratio * noise)
    this.usual_s = usual_s
    this.hold_s = Math.max(settings.shortestHold_s, settings.hold_ratio * usual_s)
    this.loaded = false
    this.lowFrom = -1
  }

  /** Takes sample i of a stance that began at `contact_s`. 1: the load has begun, -1: it has ended, at time_s; 0: neither. */
  step(i: number, contact_s: number): -1 | 0 | 1 {
    const { history } = this
    const x = history.x(i)
    if (!this.loaded) {
      // two samples, so that a single spike is no load
      if (!(x > this.high) || !(history.x(i - 1) > this.low)) return 0
      this.loaded = true
      this.lowFrom = -1
      this.beginning(i, contact_s)
      return 1
    }
    if (x > this.free) this.lowFrom = -1
    else if (this.lowFrom < 0) this.lowFrom = i
    if (this.lowFrom < 0 || history.t(i) - history.t(this.lowFrom) < this.hold_s) return 0
    this.ending(i)
    return -1
  }

  /** The load ends with what sample i has shown, although it has not stayed low for long. Whether it had come low at all. */
  endNow(i: number): boolean {
    if (!this.loaded || this.lowFrom < 0) return false
    this.ending(i)
    return true
  }

  /** When the load began that has brought sample i above the high level. */
  private beginning(i: number, contact_s: number): void {
    const { history, settings, low } = this
    const { broken, mask } = history
    const oldest = history.oldest + 1
    let rise = i
    while (rise > oldest && history.x(rise - 1) > low && broken[rise & mask] === 0) rise--
    if (broken[rise & mask] === 1) return this.inGap(rise)
    // what lies below the low level but clear of the floor is on the ramp too
    const clear = this.floor + Math.max(settings.clearNoise_ratio * this.noise, settings.clear_ratio * this.range)
    const toe_s = history.t(rise) - settings.toe_ratio * this.usual_s
    let toe = rise
    while (toe > oldest && history.t(toe - 1) > toe_s && history.x(toe - 1) > clear && broken[toe & mask] === 0) toe--
    const from_s = history.t(toe) - settings.level_ratio * this.usual_s
    let first = toe
    while (first > oldest && history.t(first - 1) > from_s && broken[first & mask] === 0) first--
    let last = toe + 1
    while (last < i && this.rampGoesOn(history.t(last) - history.t(toe), history.x(last) - low)) last++
    fitCorner(history, first, last, 1, Math.min(this.crossing(rise, low), (history.t(toe - 1) + history.t(toe)) / 2), this.corner)
    this.tell(rise, this.crossing(rise, low), history.t(rise) - this.corner.time_s)
    if (this.time_s < contact_s) this.time_s = contact_s
  }

  /** When the load ended that sample `lowFrom` was the first to lack. */
  private ending(i: number): void {
    const { history, lowFrom } = this
    const { broken, mask } = history
    this.loaded = false
    this.lowFrom = -1
    if (broken[lowFrom & mask] === 1) return this.inGap(lowFrom)
    const oldest = history.oldest + 1
    let first = lowFrom - 1
    while (
      first > oldest &&
      this.rampGoesOn(history.t(lowFrom) - history.t(first), history.x(first) - this.free) &&
      broken[first & mask] === 0
    )
      first--
    const crossed_s = this.crossing(lowFrom, this.free)
    const [a, b] = [history.x(lowFrom - 1), history.x(lowFrom)]
    const reach_s = ((this.free - this.floor) * (history.t(lowFrom) - history.t(lowFrom - 1))) / (a - b)
    fitCorner(history, first, i, -1, crossed_s + Math.min(this.hold_s / 2, reach_s > 0 ? reach_s : 0), this.corner)
    this.tell(lowFrom, crossed_s, this.corner.time_s - history.t(lowFrom))
  }

  /** Whether a ramp that lasts `sofar_s` and has come `above` over its level goes on: until it is long and clear of the noise, or quite long. */
  private rampGoesOn(sofar_s: number, above: number): boolean {
    const { settings, usual_s } = this
    if (sofar_s > settings.longestRamp_ratio * usual_s) return false
    return sofar_s < settings.ramp_ratio * usual_s || above < settings.rampNoise_ratio * this.noise
  }

  /** The corner's time when it lies near the crossing of the level before sample i, `beyond_s` on the unloaded side; else the crossing's own. */
  private tell(i: number, crossed_s: number, beyond_s: number): void {
    const { corner, history, settings } = this
    const usable = corner.found && Math.abs(beyond_s) < settings.level_ratio * this.usual_s
    this.time_s = usable ? corner.time_s : crossed_s
    this.confidence = usable ? CONFIDENCE : VAGUE_CONFIDENCE
    let after = i
    while (after > history.oldest + 1 && history.t(after - 1) > this.time_s) after--
    while (after < history.count - 1 && history.t(after) < this.time_s) after++
    if (history.broken[after & history.mask] === 1) this.confidence = GAP_CONFIDENCE
  }

  /** Where the force passes a level between samples i - 1 and i. */
  private crossing(i: number, level: number): number {
    const { history } = this
    const [a, b] = [history.x(i - 1), history.x(i)]
    const share = (level - a) / (b - a)
    return share >= 0 && share <= 1 ? history.t(i - 1) + share * (history.t(i) - history.t(i - 1)) : history.t(i)
  }

  private inGap(i: number): void {
    this.time_s = (this.history.t(i - 1) + this.history.t(i)) / 2
    this.confidence = GAP_CONFIDENCE
  }
}
