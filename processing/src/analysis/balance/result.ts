import type { Algorithm, FigureSummary, Summary, Unavailable } from '../../model/index.ts'
import { BALANCE_METRIC_NAMES, BALANCE_METRICS, type BalanceMetricName } from '../../model/index.ts'
import type { BalanceFigures } from './sway.ts'

/** Shorter standing says nothing: slow sway has periods of 10 s and more. */
const SHORTEST_S = 10
const MINIMUM_SAMPLES = BALANCE_METRICS.ellipseArea_mm2.minimumN
/** What a trial should last; shorter ones carry a note. */
const USUAL_S = 30

export const BALANCE_ALGORITHM: Algorithm = {
  name: 'balance',
  version: '1.0.0',
  settings: { shortest_s: SHORTEST_S, minimumSamples: MINIMUM_SAMPLES },
}

export interface BalanceResult {
  /** Of the standing that was used. */
  readonly duration_s: number
  readonly summary: Summary
  readonly unavailable: Unavailable
  /** What has to be known to read the figures. */
  readonly notes: readonly string[]
}

/** Figures as a summary, or why there are none: `cannot` rules some out, the rest needs enough standing. */
export function resultOf(
  n: number,
  rate_Hz: number,
  figures: () => BalanceFigures,
  cannot: Unavailable,
  notes: readonly string[],
): BalanceResult {
  const duration_s = n > 1 ? n / rate_Hz : 0
  const summary: { [M in BalanceMetricName]?: FigureSummary } = {}
  const unavailable: Record<string, string> = { ...cannot }
  // Times are rounded, and whether a trial's last sample lies at its end or a period before is a convention
  const lasts = (least_s: number): boolean => n > 1 && duration_s + 1 / rate_Hz > least_s - 1e-6
  const enough = lasts(SHORTEST_S) && n >= MINIMUM_SAMPLES
  const values = enough ? figures() : {}
  const short = enough
    ? 'nothing moved'
    : `${seconds(floored(duration_s))} of standing without a gap, ${SHORTEST_S} s and ${MINIMUM_SAMPLES} samples are needed`
  for (const metric of BALANCE_METRIC_NAMES) {
    if (cannot[metric] !== undefined) continue
    const value = values[metric]
    if (value === undefined) unavailable[metric] = short
    else summary[metric] = { both: { value, n, ci95: null } }
  }
  const brief =
    enough && !lasts(USUAL_S)
      ? [`Only ${seconds(floored(duration_s))} of standing: ${USUAL_S} s and more are usual, and figures of shorter trials differ.`]
      : []
  return { duration_s, summary, unavailable, notes: [...notes, ...brief] }
}

export const seconds = (value: number): string => `${value.toFixed(1)} s`

/** To tenths, downward: what falls short of a limit does not read like it. */
const floored = (value: number): number => Math.floor(10 * value + 1e-6) / 10
