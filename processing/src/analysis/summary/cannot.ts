import type { InsoleDescription, MetricName, MetricNeed, Side, Unavailable, WalkInputs } from '../../model/index.ts'
import { METRICS } from '../../model/index.ts'
import { notComparable } from '../calibration/comparable.ts'
import { rollOverUnavailable } from '../rollOver/index.ts'
import { unmet } from './needs.ts'

const ALL = Object.keys(METRICS) as readonly MetricName[]

/**
 * What insoles and inputs rule out, each with its reason for people: by metric (or event) name, or `metric.side` where only one insole
 * does, `metric.asymmetry` where only the comparison is ruled out. `silent`: sides of which no sample came.
 */
export function cannot(
  insoles: readonly InsoleDescription[],
  silent: readonly Side[],
  inputs: WalkInputs = {},
  metrics: readonly MetricName[] = ALL,
): Unavailable {
  const reasons = rollOverUnavailable(insoles)
  const present = insoles.filter((i) => !silent.includes(i.side))
  const known = new Map<MetricNeed, ReturnType<typeof unmet>>()
  const look = (need: MetricNeed) => {
    if (!known.has(need)) known.set(need, unmet(need, present, inputs))
    return known.get(need)!
  }
  for (const metric of metrics) {
    const { needs, feet: of, posture } = METRICS[metric]
    if (posture === 'standing') continue
    for (const { whole, feet } of needs.map(look)) {
      if (whole !== null) reasons[metric] ??= whole
      // What is of both feet together can't be had of one
      else if (of === 'both' && feet.length > 0) reasons[metric] ??= `${feet[0]!.side}: ${feet[0]!.why}`
      else for (const { side, why } of feet) reasons[`${metric}.${side}`] ??= why
    }
  }
  const apart = notComparable(present)
  for (const metric of metrics) {
    const row = METRICS[metric]
    if (apart === null || !row.needs.some((need) => need === 'newtons' || need === 'kPa')) continue
    if (row.feet === 'both') reasons[metric] ??= apart
    else if (row.asymmetry) reasons[`${metric}.asymmetry`] = apart
  }
  if (insoles.some((i) => i.layout.geometry !== 'mm')) reasons['cop_mm'] = 'the layout has no real geometry'
  if (insoles.some((i) => i.layout.geometry === 'none')) reasons['cop_ratio'] = 'the layout does not say where the sensors are'
  return reasons
}
