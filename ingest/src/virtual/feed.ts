import type { Calibration, InsoleLayout } from '@solestream/firmware-protocol'
import type { Side } from '@solestream/processing/model'

/** Room for samples that a feed fills; allocated once by the reader. */
export interface FeedSamples {
  /** Shape [n]: index of each sample since the feed's first; a jump is a gap. */
  readonly sequence: Float64Array
  /** Shape [n], seconds from the feed's zero, strictly ascending. */
  readonly time_s: Float64Array
  /** Shape [n][sensors], sample-major: sample i's sensor k at i * sensors + k. u16 as on the air. */
  readonly counts: Uint16Array
}

/** One insole's samples in order, from a walker or from a recording: what a virtual insole carries. */
export interface SampleFeed {
  readonly side: Side
  readonly layout: InsoleLayout
  readonly calibration: Calibration | null
  readonly sensors: number
  readonly rate_Hz: number
  /** Fills in up to n next samples; 0 only at the end. */
  read(n: number, into: FeedSamples): number
  /** Leaves out what is earlier than `time_s`; returns how many samples that were. */
  skipTo(time_s: number): number
}

export const feedSamples = (sensors: number, n: number): FeedSamples => ({
  sequence: new Float64Array(n),
  time_s: new Float64Array(n),
  counts: new Uint16Array(n * sensors),
})
