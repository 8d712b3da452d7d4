import type { Gathered } from '../strides/draft.ts'
import { give } from './give.ts'
import { averageLoadingRate } from './loadingRate.ts'
import { slotOf } from './record.ts'
import { STANCE } from './settings.ts'
import type { StanceSetup } from './setup.ts'
import { earlyImpulse, impulse, largestForce, type Stance } from './stance.ts'
import { twoPeaks } from './twoPeaks.ts'

const SINGLE_PEAK = slotOf('singlePeak_percent')

/**
 * Features of the force curve (metrics.md 2.5), unfiltered: times and ratios always, newtons with a calibration, body weights where that is
 * known too. What needs two peaks is absent from stances with one.
 */
export function forceFeatures(setup: StanceSetup, stance: Stance, metrics: Gathered, values: number[]): void {
  const { newtons, fast, bodyWeight_N: weight } = setup
  const prominence = STANCE.prominence * (weight ?? largestForce(stance))
  const peaks = twoPeaks(stance, prominence)
  values[SINGLE_PEAK] = peaks === null ? 100 : 0
  const rate = newtons && fast ? averageLoadingRate(stance, prominence) : NaN
  give(metrics, 'averageLoadingRate_N_per_s', rate)
  if (weight !== null) give(metrics, 'averageLoadingRate_BW_per_s', rate / weight)
  if (newtons) {
    const whole = impulse(stance)
    give(metrics, 'impulse_Ns', whole)
    give(metrics, 'impulse100ms_Ns', earlyImpulse(stance, STANCE.early_s))
    if (weight !== null) give(metrics, 'impulse_BWs', whole / weight)
  }
  if (peaks === null) return
  const { first, valley, second } = peaks
  const share = (after_s: number) => (100 * after_s) / stance.duration_s
  give(metrics, 'firstPeakTime_percent', share(first.after_s))
  give(metrics, 'valleyTime_percent', share(valley.after_s))
  give(metrics, 'secondPeakTime_percent', share(second.after_s))
  give(metrics, 'valley_ratio', valley.value / first.value)
  give(metrics, 'pushOff_ratio', second.value / first.value)
  if (!newtons) return
  const named = [
    ['firstPeak', first.value],
    ['valley', valley.value],
    ['secondPeak', second.value],
  ] as const
  for (const [name, value] of named) {
    give(metrics, `${name}_N`, value)
    if (weight !== null) give(metrics, `${name}_percentBW`, (100 * value) / weight)
  }
  if (!fast) return
  const loading = first.value / first.after_s
  const pushOff = (second.value - valley.value) / (second.after_s - valley.after_s)
  give(metrics, 'loadingRate_N_per_s', loading)
  give(metrics, 'pushOffRate_N_per_s', pushOff)
  if (weight === null) return
  give(metrics, 'loadingRate_BW_per_s', loading / weight)
  give(metrics, 'pushOffRate_BW_per_s', pushOff / weight)
}
