import type { History } from './history.ts'
import type { ContactSettings } from './settings.ts'

/** Where a knee was found. One object, reused. */
export interface Knee {
  time_s: number
  /** Index of the first sample after the knee. */
  index: number
  /** False when samples are missing there: then the time is the middle of the gap. */
  sure: boolean
  /** Samples are missing between it and the loaded foot, but it lies before them: the load had begun by then. */
  bridged: boolean
  /** False when the search ended at its limit, not at a knee. */
  found: boolean
}

export const newKnee = (): Knee => ({ time_s: 0, index: 0, sure: true, bridged: false, found: true })

/** Slopes of this window are compared when the steepest one is looked for. */
const STEEP_WINDOW_S = 0.02

/** Steepest rise (direction 1) or fall (-1) in the `back_s` before sample i, less what white noise of this deviation adds to it; 0: none. */
export function steepest(history: History, i: number, back_s: number, direction: 1 | -1, noise: number): number {
  const from = history.t(i) - back_s
  const oldest = history.oldest
  let most = 0
  for (let j = i; j > oldest && history.t(j) > from; j--) {
    const slope = direction * history.slope(j, STEEP_WINDOW_S)
    if (slope > most) most = slope
  }
  return Math.max(most / 2, most - (1.5 * Math.SQRT2 * noise) / STEEP_WINDOW_S)
}

/** The window over which a slope of `wanted` stands clear of white noise with this standard deviation, at least `usual_s`. */
export function windowFor(usual_s: number, wanted: number, noise: number, settings: ContactSettings): number {
  const needed_s = wanted > 0 ? (settings.noiseMargin_ratio * Math.SQRT2 * noise) / wanted : Infinity
  return Math.min(settings.longestWindow_s, Math.max(usual_s, needed_s))
}

/**
 * Walks back from sample `from`, which is loaded, to where the mean slope of the last `window_s` first is below `wanted`; not before
 * `earliest_s`. `clear`: a slope that is surely above it. Where loading stands still on the way (a step), the part above the step counts. Where samples are missing the knee lies in the
 * gap, unless the force before it was above `begun`.
 */
export function contactKnee(
  history: History,
  from: number,
  wanted: number,
  clear: number,
  window_s: number,
  earliest_s: number,
  begun: number,
  knee: Knee,
): void {
  const { time_s, broken, mask } = history
  const oldest = history.oldest + 1
  knee.sure = true
  knee.bridged = false
  knee.found = true
  let j = from
  let later = history.slope(j, window_s)
  // The on level may be crossed on a step: go back to where it rises, clearly if it does so anywhere, since noise breaks a slope that is just enough.
  if (later < wanted) {
    j = firstSteep(history, from, clear, window_s, earliest_s) ?? firstSteep(history, from, wanted, window_s, earliest_s) ?? j
    later = history.slope(j, window_s)
    while (later < wanted && j > oldest && time_s[(j - 1) & mask]! > earliest_s) later = history.slope(--j, window_s)
  }
  for (;;) {
    if (later !== later || broken[j & mask] === 1) {
      while (broken[j & mask] !== 1 && j > oldest) j--
      if (history.x(j - 1) > begun && j - 1 > oldest && time_s[(j - 1) & mask]! > earliest_s) {
        j--
        later = history.slope(j, window_s)
        knee.bridged = true
        if (later === later) continue
      }
      knee.sure = false
      knee.index = j
      knee.time_s = Math.max(earliest_s, (time_s[j & mask]! + time_s[(j - 1) & mask]!) / 2)
      return
    }
    const t1 = time_s[j & mask]!
    const t0 = time_s[(j - 1) & mask]!
    if (t0 <= earliest_s || j <= oldest) {
      knee.found = false
      knee.index = j
      knee.time_s = Math.max(earliest_s, t0)
      return
    }
    const earlier = history.slope(j - 1, window_s)
    if (earlier < wanted) {
      knee.index = j
      knee.time_s = t0 + ((t1 - t0) * (wanted - earlier)) / (later - earlier)
      return
    }
    j--
    later = earlier
  }
}

/** The last sample before `from` whose slope is `wanted` or more, on this side of any missing ones; null: there is none. */
function firstSteep(history: History, from: number, wanted: number, window_s: number, earliest_s: number): number | null {
  for (let j = from; j > history.oldest + 1 && history.t(j - 1) > earliest_s && history.broken[j & history.mask] === 0; j--)
    if (history.slope(j, window_s) >= wanted) return j
  return null
}

/** A loading whose wanted slope is above this share of its steepest one is slow. */
const SLOW_SHARE = 0.3
const SLOW_GAIN = 1.8

/**
 * By how much a contact knee is late. At a sharp corner the mean slope of a window reaches `wanted` late by window * wanted / steep: that
 * counts for what the window is wider than usual, and in slow loading. A rounded knee, where the slope grows before it, is not late.
 */
export function lateness(history: History, knee: Knee, wanted: number, steep: number, window_s: number, usual_s: number): number {
  if (!(steep > 0)) return 0
  const share = wanted / steep
  const slowness = SLOW_GAIN * (share - SLOW_SHARE)
  let late_s = (window_s - usual_s) * share
  if (slowness > 0) {
    const before = Math.abs(history.slope(Math.max(knee.index - 2, history.oldest), window_s)) / wanted
    if (before < 0.5) late_s += usual_s * slowness * (1 - 2 * before)
  }
  return late_s
}

/**
 * Whether a window of `window_s` that ends after sample i - 1 and at sample i at the latest has a mean fall below `wanted`; then the knee is at the
 * start of the first one. Windows begin and end anywhere between samples, not before `earliest_s`.
 */
export function offKnee(history: History, i: number, wanted: number, window_s: number, earliest_s: number, knee: Knee): boolean {
  const { time_s, mask } = history
  const last_s = time_s[i & mask]!
  let t0 = Math.max(time_s[(i - 1) & mask]!, earliest_s + window_s)
  if (t0 > last_s) return false
  let before = history.fallUntil(t0, i, window_s)
  if (before < wanted) return told(knee, t0 - window_s, i)
  // The mean fall is a straight line between the times at which the window's start or end passes a sample
  let k = i - 1
  while (k > history.oldest && time_s[k & mask]! + window_s > t0) k--
  for (k++; k <= i; k++) {
    const t1 = Math.min(last_s, time_s[k & mask]! + window_s)
    const now = history.fallUntil(t1, i, window_s)
    if (now < wanted)
      return told(knee, before > wanted ? t0 + ((t1 - t0) * (before - wanted)) / (before - now) - window_s : t1 - window_s, i)
    if (t1 === last_s) return false
    t0 = t1
    before = now
  }
  return false
}

function told(knee: Knee, time_s: number, index: number): boolean {
  knee.time_s = time_s
  knee.index = index
  return true
}
