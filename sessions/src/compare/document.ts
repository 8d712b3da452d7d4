import { rombergRatios, type ComparedSession, type Comparison } from '@solestream/processing/analysis'

/** What `compare --json` prints. */
export type ComparisonDocument = Readonly<Record<string, unknown>>

/** Figures to six significant digits, as in the document of `analyze`. */
const figures = (value: unknown): unknown => {
  if (typeof value === 'number') return Number.isFinite(value) ? Number(value.toPrecision(6)) : null
  if (Array.isArray(value)) return value.map(figures)
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, figures(v)]))
  return value
}

export function comparisonDocument(
  a: ComparedSession,
  b: ComparedSession,
  baselines: readonly ComparedSession[],
  { speed, warnings, changes }: Comparison,
  version: string,
): ComparisonDocument {
  const standing = a.task === 'balance' && b.task === 'balance'
  return {
    solestream: version,
    a: sessionDocument(a),
    b: sessionDocument(b),
    baselines: baselines.map(sessionDocument),
    speed,
    warnings,
    changes: figures(changes),
    romberg: standing ? figures(rombergRatios(a.summary, b.summary)) : null,
  }
}

const sessionDocument = ({ label, task, mode, algorithm, device, speed_m_s }: ComparedSession): Record<string, unknown> => ({
  session: label,
  task,
  mode,
  algorithm,
  device,
  speed_m_s,
})
