import type { Mode } from '@solestream/processing/model'
import { runWalk, SELFTEST_MODES } from './runWalk.ts'
import type { Score } from './score.ts'
import { SELFTEST_WALKS, type SelftestWalk } from './walks.ts'

/** What every walk must reach, online and offline. */
export const SELFTEST_LIMITS = { f1: 0.999, contact_mean_ms: 3, off_mean_ms: 5, rollOverF1: 0.99, rollOver_mean_ms: 15 } as const

export interface SelftestRow {
  readonly walk: SelftestWalk
  readonly mode: Mode
  readonly score: Score
  /** What falls short of the limits, in words; empty when nothing does. */
  readonly short: readonly string[]
}

export interface Selftest {
  readonly seconds: number
  readonly rows: readonly SelftestRow[]
  readonly ok: boolean
}

export function shortfalls({ f1, wanted, found, extra, contact, off, rollOver }: Score): string[] {
  const short: string[] = []
  if (f1 < SELFTEST_LIMITS.f1)
    short.push(`${wanted - found} of ${wanted} events missing, ${extra} extra: F1 ${f1.toFixed(4)} is below ${SELFTEST_LIMITS.f1}`)
  if (contact && contact.mean_ms > SELFTEST_LIMITS.contact_mean_ms)
    short.push(`contacts are ${contact.mean_ms.toFixed(1)} ms off, more than ${SELFTEST_LIMITS.contact_mean_ms}`)
  if (off && off.mean_ms > SELFTEST_LIMITS.off_mean_ms)
    short.push(`toe-offs are ${off.mean_ms.toFixed(1)} ms off, more than ${SELFTEST_LIMITS.off_mean_ms}`)
  const { flat, lift, ...rolls } = rollOver
  if (rolls.wanted + rolls.extra > 0 && rolls.f1 < SELFTEST_LIMITS.rollOverF1)
    short.push(
      `${rolls.wanted - rolls.found} of ${rolls.wanted} foot flats and heel offs missing, ${rolls.extra} extra: F1 ${rolls.f1.toFixed(4)} is below ${SELFTEST_LIMITS.rollOverF1}`,
    )
  for (const [what, figures] of [
    ['foot flats', flat],
    ['heel offs', lift],
  ] as const)
    if (figures && figures.mean_ms > SELFTEST_LIMITS.rollOver_mean_ms)
      short.push(`${what} are ${figures.mean_ms.toFixed(1)} ms off, more than ${SELFTEST_LIMITS.rollOver_mean_ms}`)
  return short
}

/** Walks of `seconds` each, of all kinds. `onTime` hears how much of everything is done, 0 to 1, and which walk it is at. */
export async function runSelftest(
  seconds: number,
  onTime: (share: number, walk: string) => void = () => undefined,
  walks: readonly SelftestWalk[] = SELFTEST_WALKS,
): Promise<Selftest> {
  const rows: SelftestRow[] = []
  for (const [i, walk] of walks.entries()) {
    const scores = await runWalk(walk, seconds, (time_s) => onTime((i + time_s / seconds) / walks.length, walk.name))
    for (const mode of SELFTEST_MODES) rows.push({ walk, mode, score: scores[mode], short: shortfalls(scores[mode]) })
  }
  return { seconds, rows, ok: rows.every((row) => row.short.length === 0) }
}
