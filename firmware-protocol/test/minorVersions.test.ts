import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as p from '@solestream/firmware-protocol'
import { secondsOfUtc, utcOfSeconds } from '../src/utcSeconds.ts'

describe('what a host may use of an insole', () => {
  it('needs the feature bit, and the minor version that says how', () => {
    const of = (protocolMinor: number, features: number) =>
      (Object.keys(p.FEATURE) as p.Feature[]).filter((feature) => p.supports({ protocolMinor, features }, feature))
    expect(of(0, 0xffffffff)).toEqual(['temperature'])
    expect(of(1, 0xffffffff)).toEqual(['backfill', 'flashSession', 'tare', 'calibrationWrite', 'temperature'])
    expect(of(7, p.FEATURE.backfill)).toEqual(['backfill'])
    expect(of(1, 0)).toEqual([])
  })
})

describe('an insole without a feature', () => {
  it('answers with the command and its request, not supported', () => {
    const command: p.Command = { command: 'backfill', request: 9, firstSequence: 1, count: 2 }
    expect(p.decodeResponse(p.encodeResponse(p.refused(command, 'not-supported')))).toEqual({
      ok: true,
      value: { command: 'backfill', request: 9, result: 'not-supported', range: null },
    })
  })
})

describe('what cannot be said on the air is a RangeError', () => {
  const request = 1
  it('empty ranges, documents and pages, a page too long', () => {
    const page = (n: number): p.Command => ({ command: 'calibrationPage', request, offset_bytes: 0, content: new Uint8Array(n) })
    expect(() => p.encodeCommand({ command: 'backfill', request, firstSequence: 0, count: 0 })).toThrow(RangeError)
    expect(() => p.encodeCommand({ command: 'calibrationBegin', request, size_bytes: 0 })).toThrow(RangeError)
    expect(() => p.encodeCommand({ command: 'calibrationBegin', request, size_bytes: 0x10000 })).toThrow(RangeError)
    expect(() => p.encodeCommand(page(0))).toThrow(RangeError)
    expect(() => p.encodeCommand(page(p.MAX_WRITTEN_BYTES + 1))).toThrow(RangeError)
    expect(p.encodeCommand(page(p.MAX_WRITTEN_BYTES))).toHaveLength(p.MAX_ATTRIBUTE_BYTES)
  })
  it('dates that do not exist, or not in 1970 to 2106', () => {
    for (const bad of ['2026-02-29', '2100-02-29', '2026-13-01', '2026-00-01', '2026-04-31', '2026-01-00', '1969-12-31', '2107-01-01'])
      expect(() => secondsOfUtc(`${bad}T00:00:00Z`)).toThrow(RangeError)
    for (const bad of ['24:00:00Z', '12:60:00Z', '12:00:60Z', '12:00:00', '12:00Z'])
      expect(() => secondsOfUtc(`2026-01-31T${bad}`)).toThrow(RangeError)
  })
})

describe('dates as u32 seconds', () => {
  it('are those of the platform, both ways; decimals of the second are cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffffff }), fc.nat(999), (seconds, ms) => {
        const iso = new Date(1000 * seconds + ms).toISOString()
        expect(secondsOfUtc(iso)).toBe(seconds)
        expect(utcOfSeconds(seconds)).toBe(`${iso.slice(0, 19)}Z`)
      }),
      { numRuns: 2000 },
    )
    for (const seconds of [0, 0xffffffff]) expect(secondsOfUtc(utcOfSeconds(seconds))).toBe(seconds)
  })
})
