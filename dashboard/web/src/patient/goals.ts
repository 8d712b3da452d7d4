import type { GoalDocument, TrendDocument } from '@solestream/dashboard-shared'
import { KINDS, SHOWN, visitsOf, type Kind } from './figures.ts'

export interface Bounds {
  readonly low: number | null
  readonly high: number | null
}

/** Which of the shown figures a goal is about; null: another one, whose name would be jargon here. */
export const kindOf = ({ metric, of }: Pick<GoalDocument, 'metric' | 'of'>): Kind | null =>
  KINDS.find((kind) => SHOWN[kind].metric === metric && SHOWN[kind].of === of) ?? null

/** As people say it: an asymmetry from −5 to 5 % is at most 5 % apart. */
export function boundsOf({ of, atLeast, atMost }: Pick<GoalDocument, 'of' | 'atLeast' | 'atMost'>): Bounds {
  if (of === 'asymmetry' && atLeast !== null && atMost !== null && atLeast === -atMost) return { low: null, high: atMost }
  return { low: atLeast, high: atMost }
}

export const reached = ({ low, high }: Bounds, value: number): boolean => (low === null || value >= low) && (high === null || value <= high)

/** At how many of the newest comparable visits in a row the goal was reached, since the day it was agreed on; null: not measured since. */
export function visitsInRow(trend: TrendDocument, goal: GoalDocument): number | null {
  const visits = visitsOf(trend, goal.metric, goal.of).filter(({ at_utc }) => at_utc.slice(0, 10) >= goal.agreedOn)
  if (visits.length === 0) return null
  const missed = visits.findLastIndex(({ value }) => !reached(boundsOf(goal), value))
  return visits.length - 1 - missed
}

/** How a goal about a shown figure is kept: evenness goes both ways. */
export function goalOf(kind: Kind, { low, high }: Bounds): Pick<GoalDocument, 'metric' | 'of' | 'atLeast' | 'atMost'> {
  const { metric, of } = SHOWN[kind]
  return { metric, of, atLeast: kind === 'evenness' && low === null && high !== null ? -high : low, atMost: high }
}
