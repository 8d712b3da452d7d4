import type { History } from './history.ts'
import { noiseOf } from './levels.ts'
import { medianInPlace, selectInPlace } from './median.ts'

export interface Acquired {
  readonly floor: number
  readonly peak: number
  readonly noise: number
  /** First sample of the window. */
  readonly from: number
}

export const ACQUIRE_WINDOW_S = 8
/** Below this many noise deviations a range is noise, not steps. */
const LEAST_RANGE_PER_NOISE = 16
/** A step rises from LOW to HIGH within this time ... */
const SLOWEST_RISE_S = 0.3
/** ... out of a stretch that was flat for so many times longer; swaying is not. */
const LEAST_FLAT_PER_RISE = 3
const FLAT_RATIO = 0.08
/** A shorter stretch that is quite level may be a short swing, or the rest between two shifts of weight: two of them count as a step. */
const LEAST_LEVEL_PER_RISE = 1.4
const LEVEL_RATIO = 0.03
const LEVEL_COUNTS = 1 / 2
const SHORTEST_FLAT_S = 0.05
const SHORTEST_HIGH_S = 0.06
/** What is loaded longer is a person who stands and shifts weight. */
const LONGEST_HIGH_S = 3.5
const LOW = 0.15
/** A stance has not ended while the force still falls by this much of the range in this time. */
const SETTLED_RATIO = 0.1
const SETTLED_S = 0.03
const HIGH = 0.45
const scratch = new Float64Array(16384)
/** Medians of three: without single spikes. */
const calm = new Float64Array(scratch.length)

const middle = (a: number, b: number, c: number): number => (a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b)

/**
 * Finds floor and range from the last seconds alone, once they hold a stance that begins and ends: a quick rise out of a flat stretch, then a
 * fall back to it; or `stances` of them. Null until then. An envelope is only good enough to start with.
 */
export function acquire(history: History, last: number, stances = 1): Acquired | null {
  let from = Math.max(history.oldest, last - scratch.length + 1)
  const start_s = history.t(last) - ACQUIRE_WINDOW_S
  while (history.t(from) < start_s) from++
  const n = last - from + 1
  if (n < 10) return null
  let least = Infinity
  let most = -Infinity
  for (let i = 0; i < n; i++) {
    const x = (calm[i] = middle(history.x(Math.max(from, from + i - 1)), history.x(from + i), history.x(Math.min(last, from + i + 1))))
    if (x < least) least = x
    if (x > most) most = x
  }
  // Only a foot that is off the ground now can have ended a stance.
  if (!(most > least) || calm[n - 1]! > least + 0.2 * (most - least)) return null
  if (falling(history, from, last, calm, SETTLED_RATIO * (most - least))) return null
  const measured = noiseOf(history, from, last)
  const noise = measured > 0 ? measured : 0
  if (most - least < LEAST_RANGE_PER_NOISE * noise) return null
  scratch.set(n === calm.length ? calm : calm.subarray(0, n))
  const low = selectInPlace(scratch, n, Math.floor(0.02 * (n - 1)))
  const peak = selectInPlace(scratch, n, Math.ceil(0.98 * (n - 1)))
  const range = peak - low
  if (!(range > LEAST_RANGE_PER_NOISE * noise)) return null
  // What is flat was standing, and the first swing has just begun.
  if (low - least > LOW * range) return null
  if (stancesIn(history, from, last, low, range, noise) < stances - 1e-6) return null
  let below = 0
  for (let i = 0; i < n; i++) if (scratch[i]! < low + LOW * range) scratch[below++] = scratch[i]!
  return { floor: medianInPlace(scratch, below), peak, noise, from }
}

function falling(history: History, from: number, last: number, force: Float64Array, by: number): boolean {
  const since_s = history.t(last) - SETTLED_S
  let i = last
  while (i > from && history.t(i) > since_s) i--
  return force[i - from]! - force[last - from]! > by
}

function stancesIn(history: History, from: number, last: number, low: number, range: number, noise: number): number {
  // noise makes the last low sample later and the first high one earlier
  const below = low + LOW * range - noise
  const above = low + HIGH * range + noise
  const flat = low + FLAT_RATIO * range + noise
  const level = Math.min(flat, low + LEVEL_RATIO * range + 3 * noise)
  let flat_s = 0
  let level_s = 0
  let stances = 0
  let counts = 0
  let wasLow = false
  let leftLow = NaN
  let rose = NaN
  for (let i = from; i <= last; i++) {
    const x = calm[i - from]!
    const t = history.t(i)
    if (x < below) {
      if (t - rose >= SHORTEST_HIGH_S && t - rose <= LONGEST_HIGH_S) stances += counts
      rose = NaN
      if (!wasLow) flat_s = level_s = 0
      else if (x < flat) {
        flat_s += t - leftLow
        if (x < level) level_s += t - leftLow
      }
      wasLow = true
      leftLow = t
    } else if (x > above && wasLow) {
      const rise_s = t - leftLow
      counts = flat_s >= LEAST_FLAT_PER_RISE * rise_s ? 1 : level_s >= LEAST_LEVEL_PER_RISE * rise_s ? LEVEL_COUNTS : 0
      if (rise_s <= SLOWEST_RISE_S && flat_s >= SHORTEST_FLAT_S && counts > 0) rose = t
      wasLow = false
    }
  }
  return stances
}
