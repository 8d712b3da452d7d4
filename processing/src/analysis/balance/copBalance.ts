import { BALANCE_METRIC_NAMES, BALANCE_METRICS } from '../../model/index.ts'
import { longestStretch } from './longestStretch.ts'
import { resultOf, seconds, type BalanceResult } from './result.ts'
import { swayFigures, type CentreOfPressure } from './sway.ts'

/** Evenly sampled centre of pressure with a time for each sample; arrays of shape [n]. */
export interface RecordedCop {
  readonly time_s: Float64Array
  readonly ap_mm: Float64Array
  readonly ml_mm: Float64Array
  readonly rate_Hz: number
}

/** Balance of a recorded centre of pressure: of its longest stretch without a gap. */
export function balanceOfCop(cop: RecordedCop): BalanceResult {
  const { from, to } = longestStretch(cop.time_s, 1 / cop.rate_Hz)
  const time_s = cop.time_s.subarray(from, to)
  const n = time_s.length
  const rate_Hz = n > 1 ? (n - 1) / (time_s[n - 1]! - time_s[0]!) : cop.rate_Hz
  const notes =
    n < cop.time_s.length ? [`Samples are missing: the figures are of the longest stretch without a gap, ${seconds(n / rate_Hz)}.`] : []
  const why = 'the recording has the centre of pressure only, not the force of each foot'
  const unavailable = Object.fromEntries(
    BALANCE_METRIC_NAMES.filter((m) => !BALANCE_METRICS[m].needs.includes('geometry')).map((m) => [m, why]),
  )
  const whole: CentreOfPressure = { ap_mm: cop.ap_mm.subarray(from, to), ml_mm: cop.ml_mm.subarray(from, to), rate_Hz }
  return resultOf(n, rate_Hz, () => swayFigures(whole), unavailable, notes)
}
