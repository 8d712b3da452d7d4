import type { ForceBlock, InsoleDescription, WalkInputs } from '../../model/index.ts'
import { BALANCE_METRIC_NAMES, BALANCE_METRICS } from '../../model/index.ts'
import { unmet } from '../summary/needs.ts'
import { standingOf } from './bothFeet.ts'
import { FootTrace } from './footTrace.ts'
import { resultOf, seconds, type BalanceResult } from './result.ts'
import { swayFigures, type BalanceFigures } from './sway.ts'
import { weightBearingFigures } from './weightBearing.ts'

/** Balance of standing on two insoles: take their force blocks in, ask for the result at the end. */
export interface BalanceOfInsoles {
  push(force: ForceBlock): void
  result(): BalanceResult
}

export function createBalance(insoles: readonly InsoleDescription[], inputs: WalkInputs = {}): BalanceOfInsoles {
  const feet = { left: new FootTrace(), right: new FootTrace() }
  const { stanceWidth_mm, toeOut_deg } = inputs
  return {
    push: (force) => feet[force.side].add(force),
    result() {
      const present = insoles.filter(({ side }) => feet[side].n > 0)
      const unavailable = cannotBalance(present, inputs)
      const standing = standingOf(feet.left, feet.right, { stanceWidth_mm: stanceWidth_mm ?? null, toeOut_deg: toeOut_deg ?? 0 })
      const figures = (): BalanceFigures => ({ ...weightBearingFigures(standing), ...swayFigures(standing) })
      const notes =
        Object.keys(unavailable).length === 0 && toeOut_deg === undefined
          ? ['The feet are taken as parallel: no toe-out angle was given.']
          : []
      if (feet.left.n - standing.n > standing.rate_Hz)
        notes.push(
          `The figures are of the longest stretch with both feet loaded and no sample missing, ${seconds(standing.n / standing.rate_Hz)}.`,
        )
      return resultOf(standing.n, standing.rate_Hz, figures, unavailable, notes)
    },
  }
}

/** What insoles and inputs rule out, by metric. */
function cannotBalance(present: readonly InsoleDescription[], inputs: WalkInputs): Record<string, string> {
  const reasons: Record<string, string> = {}
  for (const metric of BALANCE_METRIC_NAMES)
    for (const need of BALANCE_METRICS[metric].needs) {
      const { whole, feet } = unmet(need, present, inputs)
      if (whole !== null) reasons[metric] ??= whole
      else if (feet.length > 0) reasons[metric] ??= `${feet[0]!.side}: ${feet[0]!.why}`
    }
  return reasons
}
