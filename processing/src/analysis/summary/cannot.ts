import type { InsoleDescription, Side, Unavailable } from '../../model/index.ts'
import { SIDES, STRIDE_METRIC_NAMES, STRIDE_METRICS } from '../../model/index.ts'
import { coefficients } from '../force/coefficients.ts'

/**
 * What the insoles themselves rule out, each with its reason for people: by metric (or event) name, or `metric.side` where only one insole
 * does. `silent`: sides of which no sample came.
 */
export function cannot(insoles: readonly InsoleDescription[], silent: readonly Side[]): Unavailable {
  const reasons: Record<string, string> = {}
  const events = insoles.every((i) => i.sensors === 1) ? 'one sensor cannot tell heel from forefoot' : 'not computed yet'
  reasons['foot-flat'] = events
  reasons['heel-off'] = events
  const present = insoles.filter((i) => !silent.includes(i.side))
  for (const metric of STRIDE_METRIC_NAMES) {
    for (const need of STRIDE_METRICS[metric].needs) {
      if (need === 'both-feet') {
        if (present.length < 2) reasons[metric] = oneFoot(present)
        continue
      }
      if (need === 'belt-speed') reasons[metric] = 'the belt speed is not known'
      if (need !== 'newtons' && need !== 'kPa') continue
      const faults = present.map((insole) => ({ side: insole.side, why: uncalibrated(insole, need) })).filter((f) => f.why !== null)
      if (faults.length === 0) continue
      if (faults.length === present.length) reasons[metric] = faults[0]!.why!
      else for (const { side, why } of faults) reasons[`${metric}.${side}`] = why!
    }
  }
  if (insoles.some((i) => i.layout.geometry !== 'mm')) reasons['cop_mm'] = 'the layout has no real geometry'
  if (insoles.some((i) => i.layout.geometry === 'none')) reasons['cop_ratio'] = 'the layout does not say where the sensors are'
  return reasons
}

function oneFoot(present: readonly InsoleDescription[]): string {
  const absent = SIDES.filter((side) => !present.some((i) => i.side === side))
  return `needs both feet: there are no samples of the ${absent.join(' and the ')} foot`
}

function uncalibrated(insole: InsoleDescription, need: 'newtons' | 'kPa'): string | null {
  const { calibrated, unit, kPaPerForce } = coefficients(insole)
  if (!calibrated) return 'the recording is not calibrated'
  return (need === 'newtons' ? unit === 'N' : kPaPerForce !== null) ? null : 'the layout does not give the areas of the sensors'
}
