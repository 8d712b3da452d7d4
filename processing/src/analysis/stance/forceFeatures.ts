import type { Gathered } from '../strides/draft.ts'
import { averageLoadingRate } from './loadingRate.ts'
import { slotOf } from './record.ts'
import { STANCE } from './settings.ts'
import type { StanceSetup } from './setup.ts'
import { earlyImpulse, impulse, largestForce, type Stance } from './stance.ts'
import { twoPeaks, type TwoPeaks } from './twoPeaks.ts'

const SINGLE_PEAK = slotOf('singlePeak_percent')

/**
 * Features of the force curve (metrics.md 2.5), unfiltered: times and ratios always, newtons with a calibration, body weights where that is
 * known too. What needs two peaks is absent from stances with one. (Properties are named, not computed: strides stay fast objects.)
 */
export function forceFeatures(setup: StanceSetup, stance: Stance, metrics: Gathered, values: number[] | null): void {
  const { newtons, fast, bodyWeight_N } = setup
  const prominence = STANCE.prominence * (bodyWeight_N ?? largestForce(stance))
  const peaks = twoPeaks(stance, prominence)
  if (values !== null) values[SINGLE_PEAK] = peaks === null ? 100 : 0
  if (peaks !== null) shape(stance, peaks, metrics)
  if (!newtons) return
  metrics.impulse_Ns = impulse(stance)
  metrics.impulse100ms_Ns = earlyImpulse(stance, STANCE.early_s)
  if (peaks !== null) heights(peaks, metrics)
  if (fast) rates(stance, peaks, prominence, metrics)
  if (bodyWeight_N !== null) inBodyWeights(bodyWeight_N, metrics)
}

function shape({ duration_s }: Stance, { first, valley, second }: TwoPeaks, metrics: Gathered): void {
  metrics.firstPeakTime_percent = (100 * first.after_s) / duration_s
  metrics.valleyTime_percent = (100 * valley.after_s) / duration_s
  metrics.secondPeakTime_percent = (100 * second.after_s) / duration_s
  metrics.valley_ratio = valley.value / first.value
  metrics.pushOff_ratio = second.value / first.value
}

function heights({ first, valley, second }: TwoPeaks, metrics: Gathered): void {
  metrics.firstPeak_N = first.value
  metrics.valley_N = valley.value
  metrics.secondPeak_N = second.value
}

function rates(stance: Stance, peaks: TwoPeaks | null, prominence: number, metrics: Gathered): void {
  const average = averageLoadingRate(stance, prominence)
  if (Number.isFinite(average)) metrics.averageLoadingRate_N_per_s = average
  if (peaks === null) return
  const { first, valley, second } = peaks
  if (first.after_s > 0) metrics.loadingRate_N_per_s = first.value / first.after_s
  metrics.pushOffRate_N_per_s = (second.value - valley.value) / (second.after_s - valley.after_s)
}

function inBodyWeights(weight_N: number, metrics: Gathered): void {
  const { firstPeak_N, valley_N, secondPeak_N, impulse_Ns } = metrics
  if (impulse_Ns !== undefined) metrics.impulse_BWs = impulse_Ns / weight_N
  if (firstPeak_N !== undefined) metrics.firstPeak_percentBW = (100 * firstPeak_N) / weight_N
  if (valley_N !== undefined) metrics.valley_percentBW = (100 * valley_N) / weight_N
  if (secondPeak_N !== undefined) metrics.secondPeak_percentBW = (100 * secondPeak_N) / weight_N
  const { averageLoadingRate_N_per_s: average, loadingRate_N_per_s: loading, pushOffRate_N_per_s: pushOff } = metrics
  if (average !== undefined) metrics.averageLoadingRate_BW_per_s = average / weight_N
  if (loading !== undefined) metrics.loadingRate_BW_per_s = loading / weight_N
  if (pushOff !== undefined) metrics.pushOffRate_BW_per_s = pushOff / weight_N
}
