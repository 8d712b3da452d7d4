import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as p from '@solestream/firmware-protocol'
import type { Calibration } from '@solestream/firmware-protocol'
import * as any from './arbitraries.ts'

const calibration = (sensors: number): Calibration => ({
  id: 'c-1',
  method: 'bench',
  unit: 'N',
  calibrated_utc: '2026-01-31T12:00:00Z',
  temperature_C: null,
  zero: Array.from({ length: sensors }, (_, k) => k),
  gain: Array.from({ length: sensors }, () => 0.5),
})

/** An insole of `sensors` sensors and what it keeps. */
function insole(sensors: number, most_bytes = 5000) {
  const kept: Uint8Array[] = []
  const receiver = p.createCalibrationReceiver(sensors, most_bytes)
  const store = (document: Uint8Array) => kept.push(document) > 0
  return { kept, receiver, commit: () => receiver.commit(store) }
}

describe('a calibration is written', () => {
  it('whole, at any MTU, with any page and the commit repeated: kept once, byte by byte', () => {
    fc.assert(
      fc.property(any.calibration, fc.integer({ min: 23, max: 517 }), fc.func(fc.boolean()), (value, mtu, repeats) => {
        const { kept, receiver, commit } = insole(value.zero.length)
        const document = p.encodeCalibration(value)
        expect(receiver.begin(document.length)).toBe('ok')
        for (const page of p.pagesToWrite(document, mtu)) {
          const bytes = p.encodeCommand({ command: 'calibrationPage', request: 1, ...page })
          expect(bytes.length).toBeLessThanOrEqual(mtu - p.ATT_HEADER_BYTES)
          for (let k = repeats(page.offset_bytes) ? 2 : 1; k > 0; k--) expect(receiver.page(page.offset_bytes, page.content)).toBe('ok')
        }
        expect([commit(), commit()]).toEqual(['ok', 'ok'])
        expect(kept).toEqual([document])
      }),
      { numRuns: 50 },
    )
  })

  const document = p.encodeCalibration(calibration(4))
  function written(sensors: number, bytes: Uint8Array) {
    const made = insole(sensors)
    made.receiver.begin(bytes.length)
    for (const page of p.pagesToWrite(bytes, 23)) made.receiver.page(page.offset_bytes, page.content)
    return made
  }
  it('not with a bit changed anywhere, nor for another number of sensors: nothing is kept', () => {
    for (let at = 0; at < document.length; at++) {
      const bad = document.slice()
      bad[at] = (bad[at] ?? 0) ^ (1 << (at & 7))
      const { kept, commit } = written(4, bad)
      expect([commit(), kept]).toEqual(['bad-value', []])
    }
    const other = written(5, document)
    expect([other.commit(), other.kept]).toEqual(['bad-value', []])
  })
  it('not when it could not be kept; the same commit may succeed later', () => {
    const { receiver, kept, commit } = written(4, document)
    expect(receiver.commit(() => false)).toBe('storage-failed')
    expect([commit(), kept]).toEqual(['ok', [document]])
  })
  it('in order only, within its size, and after a begin', () => {
    const { receiver, commit } = insole(4, 200)
    const page = (offset: number, ...content: number[]) => receiver.page(offset, Uint8Array.from(content))
    expect([page(0, 1), commit()]).toEqual(['wrong-state', 'wrong-state'])
    expect([receiver.begin(0), receiver.begin(201), receiver.begin(6)]).toEqual(['bad-value', 'bad-value', 'ok'])
    expect([page(1, 2), page(0, 1, 2), page(0, 1, 2)]).toEqual(['bad-value', 'ok', 'ok'])
    // Other bytes in place of known ones, known ones mixed with new ones, more than the size.
    expect([page(0, 1, 3), page(1, 2, 3), page(2, 3, 4, 5, 6, 7)]).toEqual(['bad-value', 'bad-value', 'bad-value'])
    expect([page(1, 2), page(2, 3, 4, 5), commit(), page(5, 6)]).toEqual(['ok', 'ok', 'wrong-state', 'ok'])
    receiver.reset()
    expect(page(0, 1)).toBe('wrong-state')
  })
  it('a new begin forgets the one before', () => {
    const { receiver, kept, commit } = insole(4)
    receiver.begin(document.length)
    receiver.page(0, Uint8Array.of(9, 9, 9))
    receiver.begin(document.length)
    for (const page of p.pagesToWrite(document, 247)) receiver.page(page.offset_bytes, page.content)
    expect([commit(), kept]).toEqual(['ok', [document]])
  })
})
