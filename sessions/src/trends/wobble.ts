import { detectableOfFew, LEAST_BASELINES } from '@solestream/processing/analysis'
import type { Wobble } from './model.ts'

/** The differences from each to the next are one fewer than the sessions. */
const LEAST_SESSIONS = LEAST_BASELINES + 1

/**
 * The person's own minimal detectable change, from comparable sessions in their order. Over months a person changes, and the spread of all
 * sessions would take that for wobble: a walk that improves steadily could then never be told from it. So it is taken from the differences of
 * each session to the next, whose spread is sqrt(2) that of the sessions (von Neumann 1941, doi:10.1214/aoms/1177731677) and whose mean, a
 * steady change, is taken off. Of few sessions Student's t stands for 1.96.
 */
export function wobbleOf(values: readonly number[]): Wobble {
  const sessions = values.length
  if (sessions < LEAST_SESSIONS)
    return { value: null, sessions, because: `${sessions} comparable sessions have it, ${LEAST_SESSIONS} are needed` }
  const differences = values.slice(1).map((value, k) => value - values[k]!)
  return { value: detectableOfFew(differences) / Math.SQRT2, sessions }
}
