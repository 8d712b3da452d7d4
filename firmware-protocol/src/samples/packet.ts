/** One decoded sample packet: n consecutive samples. Arrays are planar: sensor k's sample i at k * n + i. */
export interface SamplePacket {
  readonly version: number
  readonly recovered: boolean
  readonly boot: number
  /** u32: samples since boot, of the first sample here. */
  readonly sequence: number
  /** u32 device tick of the first sample. */
  readonly tick: number
  /** u24, at least 1. */
  readonly period_ticks: number
  readonly n: number
  readonly sensors: number
  /** u16 counts; SATURATED and MISSING are codes, not counts. Longer than sensors * n when decoded into a target. */
  readonly counts: Uint16Array
  /** Planar, shape [6][n]: ax, ay, az, gx, gy, gz. */
  readonly imu: Int16Array | null
  readonly temperature_C: number | null
}
export const SATURATED = 0xffff
export const MISSING = 0xfffe
/** Largest true count. */
export const MAX_COUNT = 0xfffd
