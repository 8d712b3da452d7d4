import type { Decoded } from '@solestream/firmware-protocol'
import type { GaitEvent, GaitEventKind } from '@solestream/processing/model'
import { MESSAGE } from './messages.ts'

/*
 * Event, 36 bytes, little-endian:
 *   0  u8   2
 *   1  u8   bit 0: right; bit 1: has detected_s; bit 2: has revised_s; others 0
 *   2  u8   kind: 0 initial-contact, 1 foot-flat, 2 heel-off, 3 toe-off
 *   3  u8   0
 *   4  f64  time_s
 *  12  f64  detected_s or 0
 *  20  f64  revised_s or 0
 *  28  f64  confidence
 */
const LENGTH = 36
const RIGHT = 1
const DETECTED = 2
const REVISED = 4
const KINDS: readonly GaitEventKind[] = ['initial-contact', 'foot-flat', 'heel-off', 'toe-off']

export function encodeEvent(event: GaitEvent): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(LENGTH)
  const view = new DataView(bytes.buffer)
  bytes[0] = MESSAGE.event
  bytes[1] =
    (event.side === 'right' ? RIGHT : 0) | (event.detected_s === undefined ? 0 : DETECTED) | (event.revised_s === undefined ? 0 : REVISED)
  bytes[2] = KINDS.indexOf(event.kind)
  view.setFloat64(4, event.time_s, true)
  view.setFloat64(12, event.detected_s ?? 0, true)
  view.setFloat64(20, event.revised_s ?? 0, true)
  view.setFloat64(28, event.confidence, true)
  return bytes
}

export function decodeEvent(view: DataView): Decoded<{ readonly type: 'event'; readonly event: GaitEvent }> {
  if (view.byteLength !== LENGTH) {
    return {
      ok: false,
      fault: view.byteLength < LENGTH ? 'too-short' : 'too-long',
      detail: `an event has ${LENGTH} bytes, not ${view.byteLength}`,
    }
  }
  const bits = view.getUint8(1)
  const kind = KINDS[view.getUint8(2)]
  if (kind === undefined || bits > 7 || view.getUint8(3) !== 0)
    return { ok: false, fault: 'bad-value', detail: 'unknown kind or flags of an event' }
  const numbers = [4, 12, 20, 28].map((at) => view.getFloat64(at, true)) as [number, number, number, number]
  if (!numbers.every(Number.isFinite)) return { ok: false, fault: 'bad-value', detail: 'a time or the confidence is not a number' }
  const [time_s, detected_s, revised_s, confidence] = numbers
  return {
    ok: true,
    value: {
      type: 'event',
      event: {
        kind,
        side: bits & RIGHT ? 'right' : 'left',
        time_s,
        ...(bits & DETECTED ? { detected_s } : {}),
        ...(bits & REVISED ? { revised_s } : {}),
        confidence,
      },
    },
  }
}
