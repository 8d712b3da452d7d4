import type { SignalHistory } from '../signalHistory.ts'
import type { BareStride, Gathered } from './draft.ts'
import { LONGEST_MEASURED_S } from './limits.ts'

/**
 * Times, shares and peaks of a stride of one foot. Swing floor: mean force of the middle half of the swing. Peaks: of the stance. `history`
 * holds force in the source's unit; `newtons`: whether that is calibrated newtons.
 */
export function bareStride(
  times: Pick<BareStride, 'side' | 'start_s' | 'toeOff_s' | 'end_s' | 'known_s' | 'gap'>,
  history: SignalHistory,
  newtons: boolean,
): BareStride {
  const { start_s, toeOff_s, end_s } = times
  const stride_s = end_s - start_s
  const measured = stride_s <= LONGEST_MEASURED_S
  const stancePeak = measured ? history.maxForce(start_s, toeOff_s ?? end_s) : NaN
  const peak_kPa = measured ? history.maxPeak(start_s, toeOff_s ?? end_s) : NaN
  const metrics: Gathered = { stride_s, cadence_per_min: 120 / stride_s }
  let swingFloor = NaN
  if (toeOff_s !== null) {
    const swing_s = end_s - toeOff_s
    metrics.stance_s = toeOff_s - start_s
    metrics.swing_s = swing_s
    metrics.stance_percent = (100 * metrics.stance_s) / stride_s
    metrics.swing_percent = (100 * swing_s) / stride_s
    if (measured) swingFloor = history.meanForce(toeOff_s + swing_s / 4, end_s - swing_s / 4)
  }
  if (newtons && Number.isFinite(stancePeak)) metrics.peakForce_N = stancePeak
  if (Number.isFinite(peak_kPa)) metrics.peakPressure_kPa = peak_kPa
  return { ...times, stancePeak, swingFloor, metrics }
}
