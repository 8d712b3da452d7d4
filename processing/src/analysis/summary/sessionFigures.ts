import type { Figure, FigureSummary, SessionMetricName, Unavailable } from '../../model/index.ts'
import { SESSION_METRIC_NAMES, SESSION_METRICS, SIDES } from '../../model/index.ts'
import type { Figures, WalkFacts } from '../figures/index.ts'
import { tooFew } from './withheld.ts'

/** The session metrics of a summary: what was given, held against needs (`cannot`) and minimum n. Reasons go into `unavailable`. */
export function sessionFigures(
  figures: Figures,
  { strides, left, right }: WalkFacts,
  cannot: Unavailable,
  unavailable: Record<string, string>,
): { readonly [M in SessionMetricName]?: FigureSummary } {
  const of = { left, right, both: strides }
  const summary: { [M in SessionMetricName]?: FigureSummary } = {}
  for (const metric of SESSION_METRIC_NAMES) {
    if (cannot[metric] !== undefined) continue
    const row = SESSION_METRICS[metric]
    if (row.posture === 'standing') continue
    const found: { -readonly [S in keyof FigureSummary]: Figure } = {}
    for (const side of row.feet === 'both' ? (['both'] as const) : SIDES) {
      const name = side === 'both' ? metric : `${metric}.${side}`
      if (cannot[name] !== undefined) continue
      const given = figures[metric]?.[side]
      const n = given?.n ?? 0
      if (given !== undefined && 'because' in given && given.n === undefined) unavailable[name] = given.because
      else if (given === undefined || n < row.minimumN) unavailable[name] = tooFew(n, row, of[side].length)
      else if ('because' in given) unavailable[name] = given.because
      else found[side] = given
    }
    if (Object.keys(found).length > 0) summary[metric] = found
  }
  return summary
}
