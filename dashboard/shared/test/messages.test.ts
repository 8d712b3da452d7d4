import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { GaitEvent, InsoleLayout, Quality, Stride, Summary } from '@solestream/processing/model'
import {
  decodeLiveMessage,
  encodeDrops,
  encodeEvent,
  encodeFrame,
  encodeHello,
  encodeLayout,
  encodeReplaced,
  encodeStatus,
  encodeStride,
  encodeSummary,
  LIVE_PROTOCOL,
  type StatusDocument,
} from '../src/index.ts'
import { forceBlock } from './synthetic.ts'

const layout: InsoleLayout = {
  id: 'two',
  side: 'right',
  geometry: 'mm',
  length_mm: 260,
  width_mm: 95,
  unit: 'raw',
  offset: 0,
  scale: 1,
  fullScale: 4095,
  sensors: [
    { x_mm: 0, y_mm: 20, area_mm2: 100, region: 'heelM' },
    { x_mm: -10, y_mm: 240, area_mm2: 100, region: 'hallux' },
  ],
  outline: [],
}
const status: StatusDocument = {
  source: { kind: 'ble', state: 'waiting', detail: 'Größe 1: no insole found', mend: 'switch it on' },
  insoles: [],
  calibration: { running: null, last: null },
  recording: null,
  influx: null,
  warnings: [],
  leftRightClockError_ms: null,
  belt: {
    speed_m_s: null,
    incline_percent: null,
    teller: null,
    link: { state: 'none', name: null, detail: '', mend: null },
    canConnect: false,
  },
  feedback: null,
  sampleToHost_ms: null,
}
const stride: Stride = { side: 'left', start_s: 1, toeOff_s: 1.6, end_s: 2.1, valid: true, excludedBecause: null, stride_s: 1.1 }
const summary: Summary = {}
const quality: Quality = { sides: {}, coverage_percent: 99, clockError_ms: null }

const read = (bytes: Uint8Array) => {
  const decoded = decodeLiveMessage(bytes)
  if (!decoded.ok) throw new Error(`${decoded.fault}: ${decoded.detail}`)
  return decoded.value
}

describe('live messages', () => {
  test('documents come back as they were', () => {
    expect(read(encodeHello('0.1.0'))).toEqual({ type: 'hello', protocol: LIVE_PROTOCOL, version: '0.1.0' })
    expect(read(encodeLayout({ side: 'right', layout, calibration: null }))).toEqual({
      type: 'layout',
      side: 'right',
      layout,
      calibration: null,
    })
    expect(read(encodeStatus(status))).toEqual({ type: 'status', status })
    expect(read(encodeStride(stride))).toEqual({ type: 'stride', stride })
    expect(read(encodeSummary(summary, { peakForce_N: 'not calibrated' }, quality))).toEqual({
      type: 'summary',
      summary,
      unavailable: { peakForce_N: 'not calibrated' },
      quality,
    })
    const replaced = { side: 'left' as const, from_s: 1, to_s: 2.1, strides: [stride], validBefore: 0 }
    expect(read(encodeReplaced(replaced))).toEqual({ type: 'replaced', ...replaced })
    expect(read(encodeDrops({ left: 3, right: 0 }))).toEqual({ type: 'drops', left: 3, right: 0 })
  })

  test('any event comes back as it was', () => {
    const time = fc.double({ min: 0, max: 1e6, noNaN: true })
    const event: fc.Arbitrary<GaitEvent> = fc.record(
      {
        kind: fc.constantFrom('initial-contact' as const, 'foot-flat' as const, 'heel-off' as const, 'toe-off' as const),
        side: fc.constantFrom('left' as const, 'right' as const),
        time_s: time,
        detected_s: time,
        revised_s: time,
        confidence: fc.double({ min: 0, max: 1, noNaN: true }),
      },
      { requiredKeys: ['kind', 'side', 'time_s', 'confidence'] },
    )
    fc.assert(
      fc.property(event, (input) => {
        expect(read(encodeEvent(input))).toEqual({ type: 'event', event: input })
      }),
    )
  })
})

describe('garbage', () => {
  const good = [
    encodeFrame(forceBlock('left', 1)),
    encodeFrame(forceBlock('right', 1, 2, 3, (k) => k / 3)),
    encodeEvent({ kind: 'toe-off', side: 'left', time_s: 3, confidence: 1 }),
    encodeHello('1'),
    encodeLayout({ side: 'left', layout, calibration: null }),
    encodeStatus(status),
    encodeStride(stride),
    encodeSummary(summary, {}, quality),
    encodeReplaced({ side: 'left', from_s: 1, to_s: 3, strides: [stride, stride], validBefore: 1 }),
    encodeDrops({ left: 1, right: 2 }),
  ]

  test('random bytes under every type byte are a named fault or a message, never a throw', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 31 }), fc.uint8Array({ maxLength: 300 }), (type, body) => {
        const decoded = decodeLiveMessage(Uint8Array.of(type, ...body))
        if (!decoded.ok) {
          expect(decoded.fault).toMatch(/^[a-z-]+$/)
          expect(decoded.detail).not.toBe('')
        }
      }),
      { numRuns: 3000 },
    )
  })

  test('a good message with one byte changed is never a throw', () => {
    fc.assert(
      fc.property(fc.constantFrom(...good), fc.nat(), fc.integer({ min: 0, max: 255 }), (message, at, value) => {
        const bytes = message.slice()
        bytes[at % bytes.length] = value
        expect(typeof decodeLiveMessage(bytes).ok).toBe('boolean')
      }),
      { numRuns: 3000 },
    )
  })

  test('every message cut anywhere is a fault', () => {
    for (const message of good) {
      for (let length = 0; length < message.length; length++) {
        expect(decodeLiveMessage(message.slice(0, length)).ok).toBe(false)
      }
    }
  })

  test.each([
    ['nothing', new Uint8Array(), 'too-short'],
    ['an unknown type', Uint8Array.of(9, 1, 2), 'wrong-type'],
    ['a byte too many', Uint8Array.of(...encodeFrame(forceBlock('left', 1)), 0), 'too-long'],
    ['broken UTF-8', Uint8Array.of(18, 0xc3, 0x28), 'bad-text'],
    ['JSON of another shape', Uint8Array.of(18, ...new TextEncoder().encode('{"status":{}}')), 'bad-value'],
    ['JSON null', Uint8Array.of(20, ...new TextEncoder().encode('null')), 'bad-value'],
  ])('%s is named', (_, bytes, fault) => {
    expect(decodeLiveMessage(bytes)).toMatchObject({ ok: false, fault })
  })
})
