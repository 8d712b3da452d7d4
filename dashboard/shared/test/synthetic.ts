import fc from 'fast-check'
import type { ForceBlock, SampleBlock, Side } from '@solestream/processing/model'

/** A block of made-up numbers; `values` picks what counts look like. */
export function forceBlock(
  side: Side,
  sequence: number,
  n = 5,
  sensors = 16,
  values: (index: number) => number = (k) => (k * 37 + sequence) % 4096,
): ForceBlock {
  const block: SampleBlock = {
    side,
    sequence,
    n,
    sensors,
    time_s: Float64Array.from({ length: n }, (_, i) => (sequence + i) / 100),
    counts: Float32Array.from({ length: n * sensors }, (_, k) => values(k)),
    imu: null,
    lostBefore: 0,
    saturated: 0,
    recovered: false,
  }
  const plane = (scale: number) => Float32Array.from({ length: n }, (_, i) => (sequence + i) * scale)
  return { side, block, force: plane(0.7), unit: 'raw', calibrated: false, missing: 0, copX: plane(0.01), copY: plane(0.2) }
}

const float = fc.float({ noDefaultInfinity: true }).map((value) => value + 0)
const wholeCount = fc.oneof(fc.integer({ min: 0, max: 65534 }), fc.constant(NaN))
const planes = (length: number, item: fc.Arbitrary<number>) =>
  fc.array(item, { minLength: length, maxLength: length }).map((items) => Float32Array.from(items))

/** Any block the types allow: whole or fractional counts, missing values, any number of sensors. */
export const anyForceBlock: fc.Arbitrary<ForceBlock> = fc
  .record({ n: fc.integer({ min: 1, max: 12 }), sensors: fc.integer({ min: 0, max: 40 }), whole: fc.boolean() })
  .chain(({ n, sensors, whole }) =>
    fc
      .record({
        side: fc.constantFrom<Side>('left', 'right'),
        sequence: fc.nat(2 ** 40),
        start_s: fc.double({ min: 0, max: 1e6, noNaN: true }),
        counts: planes(n * sensors, whole ? wholeCount : float),
        force: planes(n, float),
        copX: planes(n, float),
        copY: planes(n, float),
        unit: fc.constantFrom('raw' as const, 'N' as const, 'kPa' as const),
        lostBefore: fc.nat(2 ** 31),
        saturated: fc.nat(65535),
        recovered: fc.boolean(),
        calibrated: fc.boolean(),
      })
      .map(({ side, sequence, start_s, counts, force, copX, copY, unit, lostBefore, saturated, recovered, calibrated }) => ({
        side,
        block: {
          side,
          sequence,
          n,
          sensors,
          time_s: Float64Array.from({ length: n }, (_, i) => start_s + i / 100),
          counts,
          imu: null,
          lostBefore,
          saturated,
          recovered,
        },
        force,
        copX,
        copY,
        unit,
        calibrated,
        missing: counts.filter(Number.isNaN).length,
      })),
  )
