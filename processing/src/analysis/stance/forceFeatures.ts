import type { Gathered } from '../strides/draft.ts'
import { averageLoadingRate } from './loadingRate.ts'
import { slotOf } from './record.ts'
import { STANCE } from './settings.ts'
import type { StanceSetup } from './setup.ts'
import { earlyImpulse, impulse, largestForce, type Stance } from './stance.ts'
import { twoPeaks, type TwoPeaks } from './twoPeaks.ts'

const SINGLE_PEAK = slotOf('singlePeak_percent')

/**
 * `floor`: mean force in mid-swing. Properties are named, not computed, so that strides stay fast objects.
 *
 * @algorithm Force curve
 *
 * Of the unfiltered force (definitions: J Sports Sci Med 6:126, figure 1). First peak F1: the largest force in 0-45 % of the stance; second peak F2:
 * the largest in 55-100 %; valley V: the smallest between them. Values are those of samples, times the vertex of the parabola through the
 * sample and its neighbours. When F1 or F2 stands out of V by less than 2 % of body weight (without it, of the stance's own largest force) the
 * stance is single-peaked, and all that needs two peaks is absent from it.
 *
 * Times (percent of the stance) and the ratios V/F1 and F2/F1 need no calibration; without one, forces in them are taken above the mean of mid-swing,
 * since counts have no zero of their own. In newtons: peaks, valley, impulse, impulse of the first 100 ms, and from 95
 * samples a second on the rates F1LR = F1 / time to F1, F2LR = (F2 - V) / (time from V to F2), VALR = slope between 20 and 80 % of the time to
 * the impact peak, or without one between 3 and 12 % of the stance (both methods: USMA, ISB 2019). The impact peak is the first local
 * maximum within 50 ms of contact after which force falls by the same 2 %. Rates depend on method and filter: compare equal ones. In body
 * weights where that is known.
 *
 * Accuracy on the simulated walker (100 Hz, 16 sensors, 0.3 kPa of noise): peaks, valley and impulse within 1 %. Peaks of a known curve: within 0.7 % at
 * 50 Hz, 0.2 % and 2 ms at 100 Hz.
 */
export function forceFeatures(setup: StanceSetup, stance: Stance, floor: number, metrics: Gathered, values: number[] | null): void {
  const { newtons, fast, bodyWeight_N } = setup
  const zero = setup.coefficients.calibrated ? 0 : floor
  const prominence = STANCE.prominence * (bodyWeight_N ?? largestForce(stance) - zero)
  const peaks = twoPeaks(stance, prominence)
  if (values !== null) values[SINGLE_PEAK] = peaks === null ? 100 : 0
  if (peaks !== null) shape(stance, peaks, zero, metrics)
  if (!newtons) return
  metrics.impulse_Ns = impulse(stance)
  metrics.impulse100ms_Ns = earlyImpulse(stance, STANCE.early_s)
  if (peaks !== null) heights(peaks, metrics)
  if (fast) rates(stance, peaks, prominence, metrics)
  if (bodyWeight_N !== null) inBodyWeights(bodyWeight_N, metrics)
}

function shape({ duration_s }: Stance, { first, valley, second }: TwoPeaks, zero: number, metrics: Gathered): void {
  metrics.firstPeakTime_percent = (100 * first.after_s) / duration_s
  metrics.valleyTime_percent = (100 * valley.after_s) / duration_s
  metrics.secondPeakTime_percent = (100 * second.after_s) / duration_s
  if (!(first.value > zero)) return
  metrics.valley_ratio = (valley.value - zero) / (first.value - zero)
  metrics.pushOff_ratio = (second.value - zero) / (first.value - zero)
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
