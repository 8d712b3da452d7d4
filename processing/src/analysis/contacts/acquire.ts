import type { History } from './history.ts'
import { noiseOf } from './levels.ts'

export interface Acquired {
  floor: number
  peak: number
  noise: number
  from: number
}

const WINDOW_S = 5
/** Below this many noise deviations a range is noise, not steps. */
const LEAST_RANGE_PER_NOISE = 16
/** Steps load by 0.3 R within this time; swaying while standing does not. */
const SLOWEST_RISE_S = 0.15
const SHORTEST_LOW_S = 0.06
const SHORTEST_HIGH_S = 0.1
const sorted = new Float64Array(8192)

/**
 * Finds floor and range from the last seconds alone, once they hold a stance that begins and ends: a quick rise out of a low stretch, then a fall
 * back to it. Null until then. An envelope is only good enough to start with.
 */
export function acquire(history: History, since: number, last: number): Acquired | null {
  let from = Math.max(since, history.oldest, last - sorted.length + 1)
  const start_s = history.t(last) - WINDOW_S
  while (history.t(from) < start_s) from++
  const n = last - from + 1
  if (n < 16) return null
  for (let i = 0; i < n; i++) sorted[i] = history.x(from + i)
  const view = sorted.subarray(0, n).sort()
  const low = view[Math.floor(0.02 * (n - 1))]!
  const high = view[Math.ceil(0.98 * (n - 1))]!
  const range = high - low
  if (!(range > 0)) return null
  const noise = noiseOf(history, from, last)
  if (range < LEAST_RANGE_PER_NOISE * noise) return null
  if (!hasStance(history, from, last, low, range)) return null
  let sum = 0
  while (sum < n && view[sum]! < low + 0.15 * range) sum++
  return { floor: view[sum >> 1]!, peak: high, noise: Number.isNaN(noise) ? 0 : noise, from }
}

function hasStance(history: History, from: number, last: number, low: number, range: number): boolean {
  const below = low + 0.15 * range
  const above = low + 0.45 * range
  let lowSince = NaN
  let leftLow = NaN
  let rose = NaN
  for (let i = from; i <= last; i++) {
    const x = history.x(i)
    const t = history.t(i)
    if (x < below) {
      if (t - rose >= SHORTEST_HIGH_S) return true
      rose = NaN
      if (Number.isNaN(lowSince)) lowSince = t
      leftLow = t
    } else if (x > above) {
      if (Number.isNaN(rose) && t - leftLow <= SLOWEST_RISE_S && leftLow - lowSince >= SHORTEST_LOW_S) rose = t
      lowSince = NaN
    }
  }
  return false
}
