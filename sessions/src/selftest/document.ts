import type { ErrorFigures } from './score.ts'
import { SELFTEST_LIMITS, type Selftest } from './selftest.ts'

const rounded = (value: number): number => Math.round(1000 * value) / 1000
const figures = (e: ErrorFigures | null): Record<string, number> | null =>
  e && { mean_ms: rounded(e.mean_ms), median_ms: rounded(e.median_ms), p95_ms: rounded(e.p95_ms) }

/** What `selftest --json` prints. */
export function selftestDocument({ seconds, rows, ok }: Selftest, version: string): Readonly<Record<string, unknown>> {
  return {
    solestream: version,
    ok,
    seconds,
    limits: SELFTEST_LIMITS,
    walks: rows.map(({ walk, mode, score, short }) => ({
      walk: walk.name,
      what: walk.what,
      mode,
      wanted: score.wanted,
      found: score.found,
      extra: score.extra,
      f1: rounded(score.f1),
      contact: figures(score.contact),
      off: figures(score.off),
      delay_p95_ms: score.delay_p95_ms === null ? null : rounded(score.delay_p95_ms),
      rollOver: {
        wanted: score.rollOver.wanted,
        found: score.rollOver.found,
        extra: score.rollOver.extra,
        f1: rounded(score.rollOver.f1),
        footFlat: figures(score.rollOver.flat),
        heelOff: figures(score.rollOver.lift),
      },
      short,
    })),
  }
}
