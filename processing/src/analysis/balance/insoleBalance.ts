import type { ForceBlock, InsoleDescription, WalkInputs } from '../../model/index.ts'
import { BALANCE_METRIC_NAMES, BALANCE_METRICS } from '../../model/index.ts'
import { unmet } from '../summary/needs.ts'
import { standingOf } from './bothFeet.ts'
import { FootTrace } from './footTrace.ts'
import { resultOf, seconds, type BalanceResult } from './result.ts'
import { swayFigures, type BalanceFigures } from './sway.ts'
import { weightBearingFigures } from './weightBearing.ts'

/**
 * Standing on two insoles: takes their force blocks in, gives the result at the end.
 *
 * @algorithm Quiet standing (`balance` 1.0.0)
 *
 * Unfiltered, of the longest stretch without a gap, from 10 s on; 30 s and more are usual, and figures of shorter trials differ. From a recorded centre
 * of pressure (forward, sideways, mm), or from two calibrated insoles: at the left foot's instants, the right foot's values between two of its
 * own samples (never over a gap), both feet loaded with 20 N and more.
 *
 * Whole body: X = (F_L X_L + F_R X_R) / (F_L + F_R). Forward from the heels' backs, which are taken to be level. Sideways needs the stance width
 * between the heels; the toe-out angle turns each foot about its heel (parallel unless given). Without a stance width there is what goes along the
 * feet, and the weight on each. The force of left against right is compared only with a calibration.
 *
 * The Romberg ratio is eyes closed / eyes open of each figure; its logarithm is the one to average and to test. One trial of each is little.
 *
 * Accuracy, measured: the published ellipse area, velocity and mean frequency of six trials of 60 s (Santos & Duarte 2016,
 * doi:10.7717/peerj.2648) to within 1e-7.
 *
 * Limits. A trial has no interval. Figures of another system are no norm: platforms agree poorly.
 */
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
