import { PHASE_NAMES } from '../../model/index.ts'
import type { Gathered } from '../strides/draft.ts'
import { copFigures, type CopPath } from './copPath.ts'
import { cpeiProxy_percent } from './cpei.ts'
import { sizeKnown } from './extent.ts'
import { slotOf } from './record.ts'
import { STANCE } from './settings.ts'
import type { StanceSetup } from './setup.ts'

const VELOCITY = PHASE_NAMES.map((phase) => slotOf(`copVelocity${phase}_mm_s`))

/**
 * @algorithm Centre of pressure in stance
 *
 * Its path while the foot bears enough for it to be known, low-passed at 10 Hz without phase shift (second-order Butterworth, forth and back, ends
 * point-mirrored; -3 dB at 10 Hz after both passes, Winter 2009): the length of an unfiltered path is mostly noise. Gait line: the path's
 * length. Ranges forward (y) and sideways (x): largest minus smallest between 5 and 95 % of the stance. Velocity: length / time; by phase:
 * loading response, mid-stance, terminal stance and pre-swing are taken to end at 1/6, 1/2 and 5/6 of the stance and at toe-off, where
 * they end at 60 % of stance and 20 % of double support. At contact and toe-off: the median of the first and last three unfiltered
 * samples; forward at contact, in percent of the insole's length, that is the strike index (Cavanagh & Lafortune 1980,
 * doi:10.1016/0021-9290(80)90033-0). In mm with real geometry, as ratios of the insole's length and width wherever positions and these are known.
 * Below 40 samples a second, or where the path is interrupted, there are none.
 */
export function copFeatures({ insole, forefootLine }: StanceSetup, path: CopPath, metrics: Gathered, values: number[] | null): void {
  const { geometry, length_mm: length, width_mm: width } = insole.layout
  const { length: way, rangeX, rangeY, velocity, phaseVelocity } = copFigures(path)
  if (sizeKnown(insole.layout)) {
    metrics.gaitLine_ratio = way / length
    metrics.copRangeAp_ratio = rangeY / length
    metrics.copRangeMl_ratio = rangeX / width
    metrics.strikeIndex_percent = (100 * path.contact[1]) / length
    metrics.copToeOffAp_percent = (100 * path.toeOff[1]) / length
    metrics.copContactMl_ratio = path.contact[0] / width
    metrics.copToeOffMl_ratio = path.toeOff[0] / width
  }
  if (geometry !== 'mm') return
  metrics.gaitLine_mm = way
  metrics.copRangeAp_mm = rangeY
  metrics.copRangeMl_mm = rangeX
  metrics.copVelocity_mm_s = velocity
  if (values !== null) VELOCITY.forEach((slot, p) => (values[slot] = phaseVelocity[p]!))
  if (forefootLine === null) return
  const cpei = cpeiProxy_percent(path, forefootLine)
  if (Number.isFinite(cpei)) metrics.cpeiProxy_percent = cpei
}

/** A coordinate of the path at 0 to 100 % of the stance, into `into` from `at` on; NaN where the foot bears too little to know it. */
export function overStance({ n, after_s, stance_s }: CopPath, values: Float64Array, into: Float32Array, at: number): void {
  for (let p = 0, i = 0; p < STANCE.points; p++) {
    const at_s = (stance_s * p) / (STANCE.points - 1)
    while (i < n && after_s[i]! < at_s) i++
    if (i === n || (i === 0 && after_s[0]! > at_s)) into[at + p] = NaN
    else if (i === 0) into[at + p] = values[0]!
    else into[at + p] = values[i - 1]! + ((at_s - after_s[i - 1]!) / (after_s[i]! - after_s[i - 1]!)) * (values[i]! - values[i - 1]!)
  }
}
