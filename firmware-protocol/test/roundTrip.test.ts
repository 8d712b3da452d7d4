import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as p from '@solestream/firmware-protocol'
import type { Decoded } from '@solestream/firmware-protocol'
import * as any from './arbitraries.ts'

function returns<T>(values: fc.Arbitrary<T>, encode: (value: T) => Uint8Array, decode: (bytes: Uint8Array) => Decoded<T>, runs = 200) {
  fc.assert(
    fc.property(values, (value) => {
      expect(decode(encode(value))).toEqual({ ok: true, value })
    }),
    { numRuns: runs },
  )
}

describe('what is encoded decodes to itself', () => {
  it('samples', () => {
    returns(any.samplePacket(), p.encodeSamples, (bytes) => p.decodeSamples(bytes))
  })
  it('samples into a target that is used again and again', () => {
    const target = p.createSampleTarget(1)
    returns(any.samplePacket(), p.encodeSamples, (bytes) => {
      const decoded = p.decodeSamples(bytes, target)
      if (!decoded.ok) return decoded
      const { n, sensors, counts, imu } = decoded.value
      return p.done({ ...decoded.value, counts: counts.slice(0, n * sensors), imu: imu && imu.slice(0, 6 * n) })
    })
  })
  it('samples over any MTU, in fragments', () => {
    fc.assert(
      fc.property(any.samplePacket({ n: 3, sensors: 255 }), fc.integer({ min: 20, max: 244 }), fc.nat(255), (packet, room, id) => {
        const reassembler = p.createReassembler()
        const parts = p.fragment(p.encodeSamples(packet), room, id)
        expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(room)
        const got = parts.map((part) => reassembler.push(part))
        expect(got.slice(0, -1).every((r) => r.packet === null && r.fault === null)).toBe(true)
        expect(p.decodeSamples(got.at(-1)?.packet ?? new Uint8Array(0))).toEqual({ ok: true, value: packet })
      }),
    )
  })
  it('identity', () => {
    returns(any.identity, p.encodeIdentity, p.decodeIdentity)
  })
  it('layout, in pages', () => {
    returns(
      any.layout,
      p.encodeLayout,
      (bytes) => {
        const joined = p.joinPages(p.paged(p.TYPE.layoutPage, bytes), p.TYPE.layoutPage)
        return joined.ok ? p.decodeLayout(joined.value) : joined
      },
      50,
    )
  })
  it('calibration, in pages', () => {
    returns(
      any.calibration,
      p.encodeCalibration,
      (bytes) => {
        const joined = p.joinPages(p.paged(p.TYPE.calibrationPage, bytes), p.TYPE.calibrationPage)
        return joined.ok ? p.decodeCalibration(joined.value) : joined
      },
      50,
    )
  })
  it('status', () => {
    returns(any.status, p.encodeStatus, p.decodeStatus)
  })
  it('commands', () => {
    returns(any.command, p.encodeCommand, p.decodeCommand)
  })
  it('responses', () => {
    returns(any.response, p.encodeResponse, p.decodeResponse)
  })
  it('commands whose codes are kept for later, and their refusal', () => {
    for (const code of Object.values(p.RESERVED_COMMAND)) {
      const command = { command: 'reserved', request: 9, code, content: Uint8Array.of(1, 2, 3) } as const
      const bytes = p.encodeCommand(command)
      expect(p.decodeCommand(bytes)).toEqual({ ok: true, value: command })
      const response = p.refusal(bytes, 'not-supported')
      expect(p.decodeResponse(p.encodeResponse(response))).toEqual({ ok: true, value: response })
      expect(response.request).toBe(9)
    }
  })
})

describe('values that bytes cannot say are refused when encoded', () => {
  const packet = {
    version: 1,
    recovered: false,
    boot: 0,
    sequence: 0,
    tick: 0,
    period_ticks: 1,
    n: 1,
    sensors: 2,
    imu: null,
    temperature_C: null,
  }
  it('too few counts, a sequence out of range, a period of 0', () => {
    expect(() => p.encodeSamples({ ...packet, counts: new Uint16Array(1) })).toThrow(RangeError)
    expect(() => p.encodeSamples({ ...packet, counts: new Uint16Array(2), sequence: 2 ** 32 })).toThrow(RangeError)
    expect(() => p.encodeSamples({ ...packet, counts: new Uint16Array(2), period_ticks: 0 })).toThrow(RangeError)
  })
  it('a packet of more than 128 fragments', () => {
    expect(() => p.fragment(new Uint8Array(128 * 16 + 1), 20)).toThrow(RangeError)
    expect(p.fragment(new Uint8Array(128 * 16), 20)).toHaveLength(128)
  })
})
