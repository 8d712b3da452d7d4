import type { SignalHistory } from '../signalHistory.ts'
import type { BareStride } from '../strides/draft.ts'
import { copFeatures, overStance } from './copFeatures.ts'
import { copPath } from './copPath.ts'
import { forceFeatures } from './forceFeatures.ts'
import { MEAN_FORCE, VALUES, type StanceRecord } from './record.ts'
import { regionFigures } from './regionFigures.ts'
import { STANCE } from './settings.ts'
import type { StanceSetup } from './setup.ts'
import { impulse, resample, stanceOf } from './stance.ts'

/**
 * What the samples of a stride's stance say: adds to the stride's metrics, and gives what is summed up over the recording. Null, and nothing
 * added, for strides with missing samples, without toe-off or longer than 3 s.
 */
export function measureStance(setup: StanceSetup, history: SignalHistory, stride: BareStride): StanceRecord | null {
  const { side, start_s, toeOff_s, end_s, gap, metrics } = stride
  if (gap || toeOff_s === null || end_s - start_s > STANCE.longest_s) return null
  metrics.dutyFactor_ratio = (toeOff_s - start_s) / (end_s - start_s)
  const stance = stanceOf(history, start_s, toeOff_s)
  if (stance === null) return null
  const { wholeRecording } = setup
  const values = wholeRecording ? new Array<number>(VALUES).fill(NaN) : null
  forceFeatures(setup, stance, metrics, values)
  const path = copPath(stance)
  if (path !== null) copFeatures(setup, path, metrics, values)
  if (values === null) return null
  if (history.counts !== null) regionFigures(setup, stance, stride, values)
  values[MEAN_FORCE] = impulse(stance) / (end_s - start_s)
  const hasCop = path !== null
  const curves = new Float32Array((hasCop ? 3 : 1) * STANCE.points)
  resample(history, history.force, start_s, toeOff_s, curves, STANCE.points)
  if (hasCop) {
    overStance(path, path.x, curves, STANCE.points)
    overStance(path, path.y, curves, 2 * STANCE.points)
  }
  return { side, setup, values, curves, hasCop, both: null }
}
