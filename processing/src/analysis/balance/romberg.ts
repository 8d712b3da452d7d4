import type { BalanceMetricName, Summary } from '../../model/index.ts'
import { BALANCE_METRIC_NAMES } from '../../model/index.ts'

/** Signed or bounded figures, of which a ratio says nothing. */
const NO_RATIO: ReadonlySet<BalanceMetricName> = new Set([
  'weightBearingAsymmetry_percent',
  'weightWithin5_percent',
  'weightWithin10_percent',
])

export interface RombergRatio {
  /** Eyes closed / eyes open. */
  readonly ratio: number
  /** Its natural logarithm, which is the one to average and to test (the ratio is lognormal). */
  readonly log: number
}

/** How much more a person sways with eyes closed, per metric that both trials have. */
export function rombergRatios(open: Summary, closed: Summary): { readonly [M in BalanceMetricName]?: RombergRatio } {
  const ratios: { [M in BalanceMetricName]?: RombergRatio } = {}
  for (const metric of BALANCE_METRIC_NAMES) {
    const a = open[metric]?.both?.value
    const b = closed[metric]?.both?.value
    if (NO_RATIO.has(metric) || a === undefined || b === undefined || !(a > 0) || !(b > 0)) continue
    ratios[metric] = { ratio: b / a, log: Math.log(b / a) }
  }
  return ratios
}
