import { PHASE_NAMES } from '../../model/index.ts'
import type { Gathered } from '../strides/draft.ts'
import { copFigures, type CopPath } from './copPath.ts'
import { cpeiProxy_percent } from './cpei.ts'
import { give } from './give.ts'
import { slotOf } from './record.ts'
import { STANCE } from './settings.ts'
import type { StanceSetup } from './setup.ts'

const VELOCITY = PHASE_NAMES.map((phase) => slotOf(`copVelocity${phase}_mm_s`))

/** Of the centre of pressure (metrics.md 2.6): ratios of the insole's size wherever positions are known, mm with real geometry. */
export function copFeatures({ insole, forefootLine }: StanceSetup, path: CopPath, metrics: Gathered, values: number[]): void {
  const { geometry, length_mm: length, width_mm: width } = insole.layout
  const { length: way, rangeX, rangeY, velocity, phaseVelocity } = copFigures(path)
  give(metrics, 'gaitLine_ratio', way / length)
  give(metrics, 'copRangeAp_ratio', rangeY / length)
  give(metrics, 'copRangeMl_ratio', rangeX / width)
  give(metrics, 'strikeIndex_percent', (100 * path.contact[1]) / length)
  give(metrics, 'copToeOffAp_percent', (100 * path.toeOff[1]) / length)
  give(metrics, 'copContactMl_ratio', path.contact[0] / width)
  give(metrics, 'copToeOffMl_ratio', path.toeOff[0] / width)
  if (geometry !== 'mm') return
  give(metrics, 'gaitLine_mm', way)
  give(metrics, 'copRangeAp_mm', rangeY)
  give(metrics, 'copRangeMl_mm', rangeX)
  give(metrics, 'copVelocity_mm_s', velocity)
  VELOCITY.forEach((slot, p) => (values[slot] = phaseVelocity[p]!))
  if (forefootLine !== null) give(metrics, 'cpeiProxy_percent', cpeiProxy_percent(path, forefootLine))
}


/** A coordinate of the path at 0 to 100 % of the stance; NaN where the foot bears too little to know it. */
export function overStance({ n, after_s, stance_s }: CopPath, values: Float64Array): Float32Array {
  const curve = new Float32Array(STANCE.points)
  for (let p = 0, i = 0; p < STANCE.points; p++) {
    const at_s = (stance_s * p) / (STANCE.points - 1)
    while (i < n && after_s[i]! < at_s) i++
    if (i === n || (i === 0 && after_s[0]! > at_s)) curve[p] = NaN
    else if (i === 0) curve[p] = values[0]!
    else curve[p] = values[i - 1]! + ((at_s - after_s[i - 1]!) / (after_s[i]! - after_s[i - 1]!)) * (values[i]! - values[i - 1]!)
  }
  return curve
}
