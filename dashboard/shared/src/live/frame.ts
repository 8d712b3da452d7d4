import { fail, type Decoded } from '@solestream/firmware-protocol'
import type { ForceBlock } from '@solestream/processing/model'
import { MESSAGE, type FrameMessage } from './messages.ts'

/*
 * Frame, little-endian:
 *   0  u8   1
 *   1  u8   bit 0: right; bit 1: recovered; bit 2: counts are f32, else u16; bits 3-4: unit of force (0 raw, 1 N, 2 kPa);
 *           bit 5: calibrated; bits 6-7: 0
 *   2  u16  n, at least 1
 *   4  u16  sensors
 *   6  u16  saturated values (65535: that many or more)
 *   8  f64  sequence of the first sample
 *  16  f64  time of the first sample, s
 *  24  u32  samples lost before
 *  28  f32  x n  time after the first sample, s
 *      f32  x n  force
 *      f32  x n  COP x, then x n COP y; NaN: none
 *      u16 or f32  x sensors x n  counts, planar; u16 65535 and f32 NaN: missing
 * Counts are u16 when all of them are whole numbers below 65535 (live insoles), else f32 (recordings in N or kPa): never rounded.
 */
const HEADER = 28
const RIGHT = 1
const RECOVERED = 2
const FLOAT = 4
const CALIBRATED = 32
const UNITS = ['raw', 'N', 'kPa'] as const
const MISSING = 0xffff

function fitU16(counts: Float32Array, length: number): boolean {
  for (let k = 0; k < length; k++) {
    const count = counts[k]!
    // NaN differs from itself: missing has a code.
    if (count === count && !(count >= 0 && count < MISSING && count === Math.floor(count))) return false
  }
  return true
}

/** One message for one block; read at once, so the block may be reused afterwards. */
export function encodeFrame(input: ForceBlock): Uint8Array<ArrayBuffer> {
  const { block, force, copX, copY } = input
  const { n, sensors, counts, time_s } = block
  const values = n * sensors
  const float = !fitU16(counts, values)
  const bytes = new Uint8Array(HEADER + 16 * n + values * (float ? 4 : 2))
  const view = new DataView(bytes.buffer)
  bytes[0] = MESSAGE.frame
  bytes[1] =
    (input.side === 'right' ? RIGHT : 0) |
    (block.recovered ? RECOVERED : 0) |
    (float ? FLOAT : 0) |
    (UNITS.indexOf(input.unit) << 3) |
    (input.calibrated ? CALIBRATED : 0)
  view.setUint16(2, n, true)
  view.setUint16(4, sensors, true)
  view.setUint16(6, Math.min(block.saturated, 0xffff), true)
  view.setFloat64(8, block.sequence, true)
  const start_s = time_s[0]!
  view.setFloat64(16, start_s, true)
  view.setUint32(24, Math.min(block.lostBefore, 0xffffffff), true)
  let at = HEADER
  for (let i = 0; i < n; i++, at += 4) view.setFloat32(at, time_s[i]! - start_s, true)
  for (let i = 0; i < n; i++, at += 4) view.setFloat32(at, force[i]!, true)
  for (let i = 0; i < n; i++, at += 4) view.setFloat32(at, copX[i]!, true)
  for (let i = 0; i < n; i++, at += 4) view.setFloat32(at, copY[i]!, true)
  if (float) for (let k = 0; k < values; k++, at += 4) view.setFloat32(at, counts[k]!, true)
  else
    for (let k = 0; k < values; k++, at += 2) {
      const count = counts[k]!
      view.setUint16(at, count === count ? count : MISSING, true)
    }
  return bytes
}

function floats(view: DataView, at: number, length: number): Float32Array {
  const out = new Float32Array(length)
  for (let k = 0; k < length; k++) out[k] = view.getFloat32(at + 4 * k, true)
  return out
}

/** Whether a message is a frame, readable or not: what acknowledgements count. */
export const isFrame = (message: ArrayBuffer): boolean => message.byteLength > 0 && new Uint8Array(message, 0, 1)[0] === MESSAGE.frame

export function decodeFrame(view: DataView): Decoded<FrameMessage> {
  if (view.byteLength < HEADER) return fail('too-short', `a frame has at least ${HEADER} bytes, this one ${view.byteLength}`)
  const bits = view.getUint8(1)
  const unit = UNITS[(bits >> 3) & 3]
  if (unit === undefined || bits > 63) return fail('bad-value', `unknown flags 0x${bits.toString(16)}`)
  const n = view.getUint16(2, true)
  const sensors = view.getUint16(4, true)
  if (n === 0) return fail('bad-value', 'a frame without samples')
  const float = (bits & FLOAT) !== 0
  const values = n * sensors
  const expected = HEADER + 16 * n + values * (float ? 4 : 2)
  if (view.byteLength !== expected) {
    return fail(
      view.byteLength < expected ? 'too-short' : 'too-long',
      `${n} samples of ${sensors} sensors take ${expected} bytes, not ${view.byteLength}`,
    )
  }
  const sequence = view.getFloat64(8, true)
  const start_s = view.getFloat64(16, true)
  if (!Number.isInteger(sequence) || !Number.isFinite(start_s)) return fail('bad-value', 'sequence or time is not a number')
  const time_s = new Float64Array(n)
  for (let i = 0; i < n; i++) time_s[i] = start_s + view.getFloat32(HEADER + 4 * i, true)
  for (let i = 0; i < n; i++) if (!Number.isFinite(time_s[i]!)) return fail('bad-value', 'a time is not a number')
  const planes = HEADER + 16 * n
  const counts = float ? floats(view, planes, values) : new Float32Array(values)
  if (!float) {
    for (let k = 0; k < values; k++) {
      const count = view.getUint16(planes + 2 * k, true)
      counts[k] = count === MISSING ? NaN : count
    }
  }
  let missing = 0
  for (let k = 0; k < values; k++) if (Number.isNaN(counts[k])) missing++
  return {
    ok: true,
    value: {
      type: 'frame',
      side: bits & RIGHT ? 'right' : 'left',
      sequence,
      n,
      sensors,
      lostBefore: view.getUint32(24, true),
      saturated: view.getUint16(6, true),
      recovered: (bits & RECOVERED) !== 0,
      unit,
      calibrated: (bits & CALIBRATED) !== 0,
      missing,
      time_s,
      force: floats(view, HEADER + 4 * n, n),
      copX: floats(view, HEADER + 8 * n, n),
      copY: floats(view, HEADER + 12 * n, n),
      counts,
    },
  }
}
