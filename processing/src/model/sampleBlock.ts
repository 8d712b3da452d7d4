import type { Side } from './side.ts'

/**
 * Consecutive samples of ONE insole: the unit that flows. One packet live, 100 or more samples offline.
 * Nothing inside a block is missing between its samples: a gap always starts a new block.
 * A block is read-only and belongs to its producer: a consumer that keeps samples beyond its `push` copies them.
 */
export interface SampleBlock {
  readonly side: Side
  /** Index of the first sample, counted by the insole: since boot live, since the first row in a file. */
  readonly sequence: number
  /** Samples in this block. Arrays may be longer than they need to be; only the first n (per plane) count. */
  readonly n: number
  readonly sensors: number
  /** Shape [n], seconds on the session's clock, strictly ascending. */
  readonly time_s: Float64Array
  /**
   * Shape [sensors][n], planar: sensor k's sample i is at k * n + i. Counts of the source, never re-zeroed; value = offset + scale * count,
   * with both from the layout. NaN: missing.
   */
  readonly counts: Float32Array
  /** Shape [6][n], planar: ax, ay, az, gx, gy, gz as the insole counts them; null without an IMU. */
  readonly imu: Int16Array | null
  /** Samples lost just before this block (0: it joins the one before). After a reboot: estimated from time. */
  readonly lostBefore: number
  /** Sensor values in this block that carry the saturation code. */
  readonly saturated: number
  /** Delivered late, by backfill. */
  readonly recovered: boolean
}
