import type { MetricName, Quality, Side, SideQuality, Summary } from '../../model/index.ts'
import { METRICS, SIDES } from '../../model/index.ts'
import { comparesSensors } from '../compare/index.ts'
import type { Evidence } from './evidence.ts'
import type { FindingsInput } from './input.ts'
import type { Reasons } from './reasons.ts'
import type { Rule } from './rule.ts'

/** Below these the data do not carry a finding; at the second ones they are good. */
const COVERAGE = { least_percent: 95, good_percent: 99 }
const DRIFT = { most_percent: 10, good_percent: 5 }
/** An interval clears the threshold well when it stays this share of the threshold away. */
const CLEAR_RATIO = 0.25

/** Needs for which a sensor without a signal makes the figure wrong. */
const WHOLE_INSOLE = new Set(['newtons', 'kPa', 'positions', 'geometry', 'regions', 'heel-and-forefoot'])

export type Certainty = 'low' | 'moderate' | 'high'

/** Why the data are too poor for a finding, or null. Steps are told of both feet, so both are looked at. */
export function tooPoor(metric: MetricName, quality: Quality, reasons: Reasons): string | null {
  if (quality.coverage_percent < COVERAGE.least_percent) return reasons.fewSamples(quality.coverage_percent)
  const needsAll = METRICS[metric].needs.some((need) => WHOLE_INSOLE.has(need))
  for (const { side, of } of sidesOf(quality)) {
    if (of.coverage_percent < COVERAGE.least_percent) return reasons.fewSamplesOf(of.coverage_percent, side)
    if (Math.abs(of.baselineDrift_percent ?? 0) > DRIFT.most_percent) return reasons.drifted(of.baselineDrift_percent!, side)
    if (needsAll && of.deadSensors.length > 0) return reasons.deadSensors(side)
  }
  return null
}

function sidesOf({ sides }: Quality): readonly { readonly side: Side; readonly of: SideQuality }[] {
  return SIDES.flatMap((side) => (sides[side] === undefined ? [] : [{ side, of: sides[side] }]))
}

/** What needs both peaks of a stance's force: the stances that have one alone have none of it, and are the ones with the weakest push-off. */
const OF_TWO_PEAKS: ReadonlySet<MetricName> = new Set([
  ...(['valley_ratio', 'pushOff_ratio', 'firstPeakTime_percent', 'valleyTime_percent', 'secondPeakTime_percent'] as const),
  ...(['firstPeak_N', 'valley_N', 'secondPeak_N', 'firstPeak_percentBW', 'valley_percentBW', 'secondPeak_percentBW'] as const),
  ...(['loadingRate_N_per_s', 'pushOffRate_N_per_s', 'loadingRate_BW_per_s', 'pushOffRate_BW_per_s'] as const),
])
/** More single-peaked stances than this and the rest is no picture of the walk (chosen here: a third). */
const MOST_SINGLE_PEAKED_PERCENT = 33

/** Why a figure of two peaks says nothing in a walk whose stances often have one, or null. */
export function singlePeaked(metric: MetricName, { singlePeak_percent: share }: Summary, reasons: Reasons): string | null {
  if (!OF_TWO_PEAKS.has(metric)) return null
  const side = SIDES.find((foot) => (share?.[foot]?.value ?? 0) > MOST_SINGLE_PEAKED_PERCENT)
  if (side === undefined) return null
  return reasons.singlePeaked(share![side]!.value, side)
}

/** How sure: from how many, how far beyond the threshold, and how good the data are. What speaks against more is named. */
export function certaintyOf(
  { deviation, threshold, doubts = [] }: Evidence,
  { metric, minimumN, compare }: Pick<Rule, 'metric' | 'minimumN' | 'compare'>,
  { quality, calibrated = false }: Pick<FindingsInput, 'quality' | 'calibrated'>,
  reasons: Reasons,
): { readonly certainty: Certainty; readonly because: readonly string[] } {
  const against: string[] = []
  if (deviation.n < 2 * minimumN) against.push(reasons.few(deviation.n, 2 * minimumN))
  if (deviation.ci95 === null) against.push(reasons.noInterval)
  else if (nearest(deviation.ci95) - threshold < CLEAR_RATIO * threshold) against.push(reasons.closeToThreshold)
  const good =
    quality.coverage_percent >= COVERAGE.good_percent &&
    sidesOf(quality).every(({ of }) => Math.abs(of.baselineDrift_percent ?? 0) <= DRIFT.good_percent)
  if (!good) against.push(reasons.missingOrDrifted)
  if (!calibrated && comparesSensors(metric)) against.push(reasons.uncalibrated)
  against.push(...doubts)
  // Nothing of a session tells a difference between two feet from one between two insoles, so no comparison of feet is sure.
  const cap = compare.with === 'other-side' ? [reasons.insoleBias] : []
  const certainty = against.length > 1 ? 'low' : against.length + cap.length > 0 ? 'moderate' : 'high'
  return { certainty, because: [...against, ...cap] }
}

/** How close the interval comes to zero; 0 when it holds zero. */
export const nearest = ([low, high]: readonly [number, number]): number => (low > 0 ? low : high < 0 ? -high : 0)
