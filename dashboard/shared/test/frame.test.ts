import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeLiveMessage, encodeFrame, type FrameMessage } from '../src/index.ts'
import { anyForceBlock, forceBlock } from './synthetic.ts'

function roundTrip(bytes: Uint8Array): FrameMessage {
  const decoded = decodeLiveMessage(bytes)
  if (!decoded.ok || decoded.value.type !== 'frame') throw new Error(JSON.stringify(decoded))
  return decoded.value
}

describe('a frame message', () => {
  test('any block comes back as it was', () => {
    fc.assert(
      fc.property(anyForceBlock, (input) => {
        const { block } = input
        const frame = roundTrip(encodeFrame(input))
        expect(frame).toMatchObject({
          side: input.side,
          unit: input.unit,
          calibrated: input.calibrated,
          missing: input.missing,
          sequence: block.sequence,
          n: block.n,
          sensors: block.sensors,
          lostBefore: block.lostBefore,
          saturated: block.saturated,
          recovered: block.recovered,
        })
        expect(frame.force).toEqual(input.force)
        expect(frame.copX).toEqual(input.copX)
        expect(frame.copY).toEqual(input.copY)
        expect(frame.counts).toEqual(block.counts)
        expect(frame.time_s[0]).toBe(block.time_s[0])
        block.time_s.forEach((time_s, i) => {
          expect(Math.abs(frame.time_s[i]! - time_s)).toBeLessThan(1e-6)
        })
      }),
    )
  })

  test('16 sensors of a live insole take two bytes each, values in N or kPa four', () => {
    expect(encodeFrame(forceBlock('left', 0)).length).toBe(28 + 5 * (16 + 32))
    expect(encodeFrame(forceBlock('left', 0, 5, 16, (k) => k + 0.5)).length).toBe(28 + 5 * (16 + 64))
  })

  test('the bytes stand where the table says, little-endian', () => {
    const bytes = encodeFrame({ ...forceBlock('right', 258, 1, 2, (k) => k + 1), unit: 'kPa' })
    const view = new DataView(bytes.buffer)
    expect([...bytes.subarray(0, 8)]).toEqual([1, 1 | (2 << 3), 1, 0, 2, 0, 0, 0])
    expect(view.getFloat64(8, true)).toBe(258)
    expect(view.getFloat64(16, true)).toBe(2.58)
    expect([...bytes.subarray(44)]).toEqual([1, 0, 2, 0])
  })

  test('arrays longer than n * sensors are cut, and the encoder keeps nothing of its input', () => {
    const input = forceBlock('left', 7)
    const long = new Float32Array(200)
    long.set(input.block.counts)
    const bytes = encodeFrame({ ...input, block: { ...input.block, counts: long } })
    expect(bytes).toEqual(encodeFrame(input))
    long.fill(9)
    expect(roundTrip(bytes).counts).toEqual(input.block.counts)
  })

  test('it reads from anywhere inside a larger buffer', () => {
    const bytes = encodeFrame(forceBlock('right', 3))
    const larger = new Uint8Array(bytes.length + 7)
    larger.set(bytes, 3)
    expect(roundTrip(larger.subarray(3, 3 + bytes.length))).toEqual(roundTrip(bytes))
  })
})
