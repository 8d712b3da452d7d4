import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as p from '@solestream/firmware-protocol'
import { utf8Decode, utf8Encode } from '../src/utf8.ts'

describe('packet sizes', () => {
  it('5 samples of 16 sensors with IMU fit MTU 247, 7 without, with temperature too', () => {
    expect(p.maxSamplesPerPacket(247, 16, true)).toBe(5)
    expect(p.maxSamplesPerPacket(247, 16, true, true)).toBe(5)
    expect(p.maxSamplesPerPacket(247, 16, false)).toBe(7)
    expect(p.maxSamplesPerPacket(247, 16, false, true)).toBe(7)
  })
  it('at MTU 23 a sample of 16 sensors must span fragments', () => {
    expect(p.maxSamplesPerPacket(23, 16, false)).toBe(0)
    expect(p.notificationsPerSample({ mtu: 23, sensors: 16, imu: true })).toBe(4)
  })
  it('the rate that fits: all of it, else the largest whole fraction that the link carries', () => {
    expect(p.rateThatFits({ mtu: 247, sensors: 16, imu: true }, 100)).toBe(100)
    expect(p.rateThatFits({ mtu: 23, sensors: 16, imu: true }, 100)).toBeCloseTo(100 / 3)
    expect(p.rateThatFits({ mtu: 23, sensors: 255, imu: true }, 100)).toBeCloseTo(100 / 26)
    fc.assert(
      fc.property(fc.integer({ min: 23, max: 517 }), fc.integer({ min: 1, max: 255 }), fc.boolean(), (mtu, sensors, imu) => {
        const rate_Hz = p.rateThatFits({ mtu, sensors, imu, interval_ms: 50, perEvent: 2 }, 200)
        expect(rate_Hz * p.notificationsPerSample({ mtu, sensors, imu })).toBeLessThanOrEqual(40 + 1e-6)
        expect(200 / rate_Hz).toBeCloseTo(Math.round(200 / rate_Hz), 9)
      }),
    )
  })
})

describe('CRC-32C', () => {
  it('gives the check value of its definition, whole or in parts', () => {
    const digits = utf8Encode('123456789')
    expect(p.crc32c(digits)).toBe(0xe3069283)
    expect(p.crc32c(digits, 4, 9, p.crc32c(digits, 0, 4))).toBe(0xe3069283)
  })
})

describe('UTF-8', () => {
  it('agrees with the platform both ways, on text and on random bytes', () => {
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8Encode(text)).toEqual(new Uint8Array(new TextEncoder().encode(text)))
        expect(utf8Decode(utf8Encode(text))).toBe(text)
      }),
    )
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0x41, 0x80, 0xbf, 0xc0, 0xc2, 0xe0, 0xa0, 0xed, 0xef, 0xf0, 0x90, 0xf4, 0x8f, 0xf5), { maxLength: 5 }),
        (list) => {
          const bytes = Uint8Array.from(list)
          let expected: string | null = null
          try {
            expected = strict.decode(bytes)
          } catch {
            /* not UTF-8 */
          }
          expect(utf8Decode(bytes)).toBe(expected)
        },
      ),
      { numRuns: 3000 },
    )
  })
})

describe('tick unwrapping', () => {
  it('follows any device clock through wraps, with packets a little out of order', () => {
    fc.assert(
      fc.property(
        fc.nat(2 ** 32 - 1),
        fc.array(fc.record({ step: fc.integer({ min: 0, max: 2 ** 31 - 1 }), late: fc.integer({ min: 0, max: 2 ** 30 }) }), {
          maxLength: 50,
        }),
        (first, moves) => {
          const ticks = p.createTickUnwrapper(1000)
          expect(ticks.unwrap(first)).toBe(first)
          let truth = first
          for (const { step, late } of moves) {
            truth += step
            expect(ticks.unwrap(truth % 2 ** 32)).toBe(truth)
            const older = truth - Math.min(late, truth - first)
            expect(ticks.unwrap(((older % 2 ** 32) + 2 ** 32) % 2 ** 32)).toBe(older)
          }
        },
      ),
    )
  })
  it('resolves silences of many wraps with host time, which may be a minute off', () => {
    fc.assert(
      fc.property(
        fc.nat(2 ** 32 - 1),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.double({ min: -60, max: 60, noNaN: true }),
        (first, gap_s, off_s) => {
          const ticks = p.createTickUnwrapper(1000)
          ticks.unwrap(first, 100)
          const truth = first + Math.round(gap_s * 1e6)
          expect(ticks.unwrap(truth % 2 ** 32, 100 + gap_s + off_s)).toBe(truth)
        },
      ),
    )
  })
  it('begins anew after a reboot', () => {
    const ticks = p.createTickUnwrapper(1000)
    ticks.unwrap(4e9)
    ticks.reset()
    expect(ticks.unwrap(7)).toBe(7)
  })
})
