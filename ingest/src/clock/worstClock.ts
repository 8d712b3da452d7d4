import type { ClockState } from './deviceClock.ts'

/** Of a recording over several boots: the newest, with the largest errors of all; an error that is not known for one of them is not known. */
export function worstClock(states: readonly (ClockState | null)[]): ClockState | null {
  const known = states.filter((state) => state !== null)
  const newest = known.at(-1)
  if (newest === undefined) return null
  const worst = (of: 'error_ms' | 'ownError_ms'): number | null =>
    known.reduce<number | null>((most, state) => (most === null || state[of] === null ? null : Math.max(most, state[of])), 0)
  return { ...newest, error_ms: worst('error_ms'), ownError_ms: worst('ownError_ms') }
}
