import type { BareStride } from './draft.ts'
import { timesWithin, type FootTimeline } from './footTimeline.ts'
import { PLAUSIBLE } from './limits.ts'

/** How far past a stride's end the other foot's samples must reach to say what it did in the stride. */
export const MARGIN_S = 0.1
/** A detector has reported an event at the latest this long after it. Later reports do not change strides any more. */
export const LATEST_REPORT_S = 0.6

/**
 * Adds to the stride's metrics; gives whether the other foot made exactly one contact in it, null when its samples do not tell.
 *
 * @algorithm Times of both feet
 *
 * They need the order of walking (contact, other toe-off, other contact, toe-off) and every sample of the other foot in the stride and 0.1 s
 * beyond; else they are absent. In running there is no double support. The step's contact of the other foot lies at most 2.124 s back.
 */
export function bothFeet({ start_s, toeOff_s, end_s, metrics }: BareStride, other: FootTimeline): boolean | null {
  if (!other.covers(start_s, end_s + MARGIN_S)) return null
  const known_s = end_s + LATEST_REPORT_S
  const contacts = timesWithin(other.contacts, start_s, end_s, known_s)
  const offs = timesWithin(other.offs, start_s, end_s, known_s)
  const before = timesWithin(other.contacts, start_s - PLAUSIBLE.step_s[1], start_s, known_s)
  const previous = before[before.length - 1]
  if (previous !== undefined && !other.holeIn(previous, start_s)) metrics.step_s = start_s - previous

  const contact = contacts[0]
  const off = offs[0]
  const liftsFirst = off !== undefined && (contact === undefined || off <= contact)
  if (liftsFirst && (toeOff_s === null || off < toeOff_s)) metrics.initialDoubleSupport_s = off - start_s
  if (contact !== undefined && toeOff_s !== null && contact < toeOff_s && !offs.some((t) => t > contact && t < toeOff_s)) {
    metrics.terminalDoubleSupport_s = toeOff_s - contact
  }
  if (contact !== undefined && liftsFirst) metrics.singleSupport_s = contact - off
  const percent = (time_s: number): number => (100 * time_s) / (end_s - start_s)
  const { initialDoubleSupport_s: initial, terminalDoubleSupport_s: terminal, singleSupport_s: single } = metrics
  if (initial !== undefined) metrics.initialDoubleSupport_percent = percent(initial)
  if (terminal !== undefined) metrics.terminalDoubleSupport_percent = percent(terminal)
  if (single !== undefined) metrics.singleSupport_percent = percent(single)
  if (initial !== undefined && terminal !== undefined) {
    metrics.doubleSupport_s = initial + terminal
    metrics.doubleSupport_percent = percent(metrics.doubleSupport_s)
  }
  return contacts.length === 1
}
