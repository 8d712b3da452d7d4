import type { BareStride } from '../strides/draft.ts'
import { timesWithin, type FootTimeline } from '../strides/footTimeline.ts'
import { STANCE } from './settings.ts'

/**
 * Flight time after a stride's toe-off: to the other foot's next contact in the stride, if that foot was in the air at toe-off; else
 * undefined. `other` must know all that foot did up to the stride's end; `known_s`: events that were reported later do not count.
 */
export function flight_s({ toeOff_s, end_s }: BareStride, other: FootTimeline, known_s: number): number | undefined {
  if (toeOff_s === null) return undefined
  const last = (times: readonly number[]): number => times[times.length - 1] ?? -Infinity
  const off_s = last(timesWithin(other.offs, toeOff_s - STANCE.longest_s, toeOff_s, known_s))
  const contact_s = last(timesWithin(other.contacts, toeOff_s - STANCE.longest_s, toeOff_s, known_s))
  if (!(off_s > contact_s)) return undefined
  const [next_s] = timesWithin(other.contacts, toeOff_s, end_s, known_s)
  return next_s === undefined ? undefined : next_s - toeOff_s
}
