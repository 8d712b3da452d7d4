import type { Side } from '../../model/index.ts'
import type { SignalHistory } from '../signalHistory.ts'
import type { StrideDraft } from './draft.ts'
import { LONGEST_MEASURED_S } from './limits.ts'

/** A stride as one foot alone tells it. */
export type BareStride = Omit<StrideDraft, 'alternates'>

/**
 * Times, shares and peaks of a stride of one foot. Swing floor: mean force of the middle half of the swing. Peaks: of the stance. `history`
 * holds force in the source's unit; `newtons`: whether that is calibrated newtons.
 */
export function bareStride(
  side: Side,
  start_s: number,
  toeOff_s: number | null,
  end_s: number,
  gap: boolean,
  history: SignalHistory,
  newtons: boolean,
): BareStride {
  const stride_s = end_s - start_s
  const measured = stride_s <= LONGEST_MEASURED_S
  const stancePeak = measured ? history.maxForce(start_s, toeOff_s ?? end_s) : NaN
  const peak_kPa = measured ? history.maxPeak(start_s, toeOff_s ?? end_s) : NaN
  const metrics: BareStride['metrics'] = {
    stride_s,
    cadence_per_min: 120 / stride_s,
    ...(newtons && Number.isFinite(stancePeak) && { peakForce_N: stancePeak }),
    ...(Number.isFinite(peak_kPa) && { peakPressure_kPa: peak_kPa }),
  }
  if (toeOff_s === null) return { side, start_s, toeOff_s, end_s, gap, stancePeak, swingFloor: NaN, metrics }
  const stance_s = toeOff_s - start_s
  const swing_s = end_s - toeOff_s
  const swingFloor = measured ? history.meanForce(toeOff_s + swing_s / 4, end_s - swing_s / 4) : NaN
  const shares = { stance_percent: (100 * stance_s) / stride_s, swing_percent: (100 * swing_s) / stride_s }
  return { side, start_s, toeOff_s, end_s, gap, stancePeak, swingFloor, metrics: { ...metrics, stance_s, swing_s, ...shares } }
}
