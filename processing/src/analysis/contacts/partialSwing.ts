import type { History } from './history.ts'
import { contactKnee, newKnee, offKnee } from './knees.ts'
import type { Knee } from './knees.ts'
import type { Levels } from './levels.ts'
import type { ContactSettings } from './settings.ts'

/** A swing that keeps some load falls by this much of R, */
const FALL_RATIO = 0.6
/** to below this level, */
const LEVEL_RATIO = 0.45
/** and stays within this much of its minimum */
const FLAT_RATIO = 0.05
/** for this long. */
const FLAT_S = 0.1

const rise = newKnee()

/**
 * Whether a dip of a stance was a swing: it fell far enough from `top` to `dip` (at sample dipIndex), was flat, and sample i has risen out of
 * it as steeply as a contact. Then `knee` is its toe-off.
 */
export function partialSwing(
  history: History,
  levels: Levels,
  settings: ContactSettings,
  top: number,
  dip: number,
  dipIndex: number,
  i: number,
  knee: Knee,
): boolean {
  const { floor, range } = levels
  if (top - dip < FALL_RATIO * range || dip > floor + LEVEL_RATIO * range) return false
  const flat = dip + FLAT_RATIO * range
  let from = dipIndex
  while (from > history.oldest && history.x(from - 1) < flat) from--
  let to = dipIndex
  while (to < i && history.x(to + 1) < flat) to++
  if (history.t(to) - history.t(from) < FLAT_S) return false
  const earliest = Math.max(history.t(dipIndex), history.t(i) - settings.walkBack_s)
  const rises = settings.contactSlope_per_s * range
  contactKnee(history, i, rises, rises, settings.contactWindow_s, earliest, Infinity, rise)
  if (!rise.found || !rise.sure) return false
  const wanted = settings.offSlope_per_s * range
  for (let j = from; j <= to; j++) if (offKnee(history, j, wanted, settings.offWindow_s, history.t(from), knee)) return true
  return false
}
