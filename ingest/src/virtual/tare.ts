import { MISSING, SATURATED } from '@solestream/firmware-protocol'
import type { Calibration, InsoleLayout, Result } from '@solestream/firmware-protocol'

/** Counts of the last second, planar: sensor k's sample i at k * n + i. */
export interface Second {
  readonly n: number
  readonly counts: Uint16Array
}

/** PROTOCOL.md R-TARE-4, as shares of full scale. */
const MOST_MEAN_LOAD = 0.02
const MOST_LOAD = 0.1
const MOST_SPREAD = 0.02

/** R-TARE-3: tared, and never calibrated. */
const NOTHING_KNOWN = { id: '', method: 'none', unit: 'kPa', calibrated_utc: '1970-01-01T00:00:00Z', temperature_C: null } as const

interface SensorSecond {
  readonly mean: number
  readonly spread: number
  readonly saturated: boolean
  readonly missing: boolean
}

function sensorSecond({ n, counts }: Second, k: number): SensorSecond {
  let sum = 0
  let low = Infinity
  let high = -Infinity
  let saturated = false
  let missing = false
  for (let i = 0; i < n; i++) {
    const count = counts[k * n + i] as number
    if (count === SATURATED) saturated = true
    else if (count === MISSING) missing = true
    sum += count
    low = Math.min(low, count)
    high = Math.max(high, count)
  }
  return { mean: sum / n, spread: high - low, saturated, missing }
}

/** The calibration with the zeros of the last second, or why there is none: a foot may be on the insole (R-TARE-1 to 5). */
export function tareOf(
  layout: InsoleLayout,
  present: Calibration | null,
  sensors: number,
  second: Second | null,
): { readonly calibration: Calibration } | { readonly refused: Exclude<Result, 'ok'> } {
  if (second === null) return { refused: 'busy' }
  const share = layout.scale / layout.fullScale
  const zero = [...(present?.zero ?? Array.from({ length: sensors }, () => -layout.offset / layout.scale))]
  const seconds = Array.from({ length: sensors }, (_, k) => sensorSecond(second, k))
  let sum = 0
  let judged = 0
  for (const [k, { mean, spread, saturated, missing }] of seconds.entries()) {
    if (missing) continue
    const load = share * (mean - (zero[k] as number))
    if (saturated || Math.abs(share) * spread > MOST_SPREAD || load > MOST_LOAD) return { refused: 'loaded' }
    sum += load
    judged++
  }
  if (judged === 0) return { refused: 'wrong-state' }
  if (sum / judged > MOST_MEAN_LOAD) return { refused: 'loaded' }
  for (const [k, { mean, missing }] of seconds.entries()) if (!missing) zero[k] = mean
  return { calibration: { ...(present ?? { ...NOTHING_KNOWN, gain: zero.map(() => 1) }), zero } }
}
