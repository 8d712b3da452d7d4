import type { FeedbackDocument } from '@solestream/dashboard-shared'
import { GOALS } from './goals.ts'

/** Part of the track that the band takes, in its middle. */
export const BAND_PART = 0.4

export type Where = 'inside' | 'below' | 'above'

export interface Mark {
  /** From the left end of the track, 0 to 1; a value further out stays at the end. */
  readonly place: number
  readonly where: Where
}

/** Where the mark stands on the track. The edges of the band belong to it. */
export function markOf(value: number, { goal, low, high }: Pick<FeedbackDocument['plan'], 'goal' | 'low' | 'high'>): Mark {
  const from_middle = ((value - (low + high) / 2) / (high - low)) * BAND_PART
  const place = Math.min(1, Math.max(0, 0.5 + (GOALS[goal].mirrored ? -from_middle : from_middle)))
  return { place, where: value < low ? 'below' : value > high ? 'above' : 'inside' }
}

/** What the patient's screen shows. */
export type Shown = 'wait' | 'lost' | 'off' | 'done' | 'first' | 'mark'

export function shownOf(feedback: FeedbackDocument | null, lost: boolean): Shown {
  if (feedback === null) return 'wait'
  if (feedback.done) return 'done'
  if (lost) return 'lost'
  if (feedback.blocks.at(-1)?.shown !== true) return 'off'
  return feedback.value === null ? 'first' : 'mark'
}
