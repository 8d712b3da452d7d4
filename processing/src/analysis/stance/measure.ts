import type { SignalHistory } from '../signalHistory.ts'
import type { BareStride } from '../strides/draft.ts'
import { copAboveSwing } from './copAboveSwing.ts'
import { copFeatures, overStance } from './copFeatures.ts'
import { copPath } from './copPath.ts'
import { forceFeatures } from './forceFeatures.ts'
import { midSwing_s } from './midSwing.ts'
import { FORCE_VALUES, MEAN_FORCE, VALUES, type StanceRecord } from './record.ts'
import { regionFigures } from './regionFigures.ts'
import { sensorPressures } from './sensorPressures.ts'
import { STANCE } from './settings.ts'
import type { StanceSetup } from './setup.ts'
import { impulse, resample, stanceOf } from './stance.ts'

/**
 * Adds to the stride's metrics, and gives what is summed up over the recording; null, and nothing added, where a sample is missing.
 *
 * @algorithm Stances
 *
 * The samples of a stance [initial contact, toe-off) are looked at when its stride ends. A sample stands for the time half-way to its neighbours,
 * cut at contact and toe-off: integrals are sums of value x time, and these times add up to the stance. A stance with a missing sample, without
 * toe-off, of a stride longer than 3 s or with fewer than 8 samples has no figures: nothing is bridged.
 *
 * Metrics of each stride are columns of the strides, summed up like all others. What is said of parts of the foot, of phases and of both feet
 * together is given for the recording alone: the mean over the valid stances that have it, its n, and the interval of the moving-block bootstrap's
 * closed form; live results do without. The averaged force curve and gait line (0 to 100 % of the stance, mean and SD at 101 points; a
 * point that fewer than half of the stances have is left out) come with them, and so does the pressure of each sensor.
 */
export function measureStance(setup: StanceSetup, history: SignalHistory, stride: BareStride): StanceRecord | null {
  const { side, start_s, toeOff_s, end_s, gap, swingFloor, metrics } = stride
  if (gap || toeOff_s === null || end_s - start_s > STANCE.longest_s) return null
  metrics.dutyFactor_ratio = (toeOff_s - start_s) / (end_s - start_s)
  const stance = stanceOf(history, start_s, toeOff_s)
  if (stance === null) return null
  const { wholeRecording } = setup
  const values = wholeRecording
    ? new Array<number>(setup.coefficients.positions || history.counts !== null ? VALUES : FORCE_VALUES).fill(NaN)
    : null
  forceFeatures(setup, stance, swingFloor, metrics, values)
  if (setup.coefficients.positions && !setup.coefficients.zeroKnown) copAboveSwing(setup, stance, midSwing_s(stride, toeOff_s))
  const path = copPath(stance)
  if (path !== null) copFeatures(setup, path, metrics, values)
  if (values === null) return null
  if (history.counts !== null) regionFigures(setup, stance, stride, values)
  values[MEAN_FORCE] = (impulse(stance) - swingFloor * stance.duration_s) / (end_s - start_s)
  const hasCop = path !== null
  const curves = new Float32Array((hasCop ? 3 : 1) * STANCE.points)
  resample(history, history.force, start_s, toeOff_s, curves, STANCE.points)
  if (hasCop) {
    overStance(path, path.x, curves, STANCE.points)
    overStance(path, path.y, curves, 2 * STANCE.points)
  }
  const swing_s = end_s - toeOff_s
  const placed = history.counts !== null && setup.coefficients.positions
  const pressures = placed ? sensorPressures(setup, stance, [toeOff_s + swing_s / 4, end_s - swing_s / 4]) : null
  return { side, setup, values, curves, hasCop, pressures, both: null }
}
