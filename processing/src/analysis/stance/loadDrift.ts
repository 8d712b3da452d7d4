import type { Given } from '../figures/figures.ts'
import { medianOf } from '../statistics/index.ts'

/** Beyond this either way people are told (practice: a drift check of 5 %). */
export const LOAD_DRIFT_LIMIT_PERCENT = 5
const FEWEST = 10

/**
 * @algorithm Load drift
 *
 * Percent by which a foot's mean force over a stride, above that of mid-swing, changes from the first tenth of its valid strides (10 at least) to the last, both as
 * medians; from 50 strides on. Who walks bears the same at the end, but sensors creep (pedar: up to 17 % in 3 hours), which the floor of the swing does not show.
 * Beyond 5 % either way it is told with the result; the load may have gone to the other foot, too.
 */
export function loadDrift(meanForces: Float64Array): Given {
  const n = meanForces.length
  const tenth = Math.max(FEWEST, Math.floor(n / 10))
  if (n < 2 * tenth) return { n, because: 'too few strides to compare their first and last' }
  const first = medianOf(meanForces.subarray(0, tenth))
  const last = medianOf(meanForces.subarray(n - tenth))
  return first > 0 ? { value: 100 * (last / first - 1), n, ci95: null } : { n, because: 'no load at the start' }
}

/** What to tell people of a foot's drift, or null when there is nothing to tell. */
export function loadDriftWarning(side: string, drift_percent: number | undefined): string | null {
  if (drift_percent === undefined || Math.abs(drift_percent) <= LOAD_DRIFT_LIMIT_PERCENT) return null
  const change = drift_percent > 0 ? 'more' : 'less'
  return `the ${side} insole reads ${Math.abs(drift_percent).toFixed(1)} % ${change} at the end than at the start: its sensors creep, or the load went to the other foot`
}
