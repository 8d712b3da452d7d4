import type { ForceBlock, Side } from '@solestream/processing/model'

/** A block of made-up counts: whole numbers as a live insole's by default. */
export function forceBlock(
  side: Side,
  sequence: number,
  n = 5,
  sensors = 16,
  count = (index: number) => (index * 37 + sequence) % 4096,
): ForceBlock {
  const plane = (scale: number) => Float32Array.from({ length: n }, (_, i) => (sequence + i) * scale)
  return {
    side,
    block: {
      side,
      sequence,
      n,
      sensors,
      time_s: Float64Array.from({ length: n }, (_, i) => (sequence + i) / 100),
      counts: Float32Array.from({ length: n * sensors }, (_, k) => count(k)),
      imu: null,
      lostBefore: 0,
      saturated: 0,
      recovered: false,
    },
    force: plane(0.7),
    unit: 'raw',
    calibrated: false,
    missing: 0,
    copX: plane(0.01),
    copY: plane(0.2),
  }
}
