import type { SampleBlock } from '@solestream/processing/model'
import type { Draft } from './draft.ts'
import type { Segment } from './segment.ts'
import type { Place } from './continuity.ts'

/** A packet's samples with their place in the stream. */
export interface Placed extends Place {
  readonly draft: Draft
  readonly segment: Segment
}

/** What becomes of samples that have their place: blocks at once, or all in order at the end. */
export interface Sink {
  take(placed: Placed, out: SampleBlock[]): void
  /** The time of the newest sample that was given out; -Infinity before. */
  readonly newest_s: number
  end(out: SampleBlock[]): void
}

/** Times of a packet's samples from..to - 1; NaN where none is known. */
export function timesOf({ draft, tick, segment }: Placed, from: number, to: number): Float64Array {
  const time_s = new Float64Array(to - from)
  for (let i = from; i < to; i++) time_s[i - from] = segment.timing.toSession_s(tick + i * draft.period_ticks) ?? NaN
  return time_s
}

/** Samples missing between two times, by the time alone: after a reboot nothing else tells. */
export const missingByTime = (from_s: number, to_s: number, period_s: number): number =>
  Math.max(0, Math.round((to_s - from_s) / period_s) - 1)

/** Seconds from one sample to the next, on the session's clock. */
export function periodOf({ tick, segment }: Placed): number {
  const from = segment.timing.toSession_s(tick) ?? NaN
  return (segment.timing.toSession_s(tick + segment.period_ticks) ?? NaN) - from
}
