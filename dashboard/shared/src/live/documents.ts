import type { Decoded } from '@solestream/firmware-protocol'
import { SIDES } from '@solestream/processing/model'
import type { Quality, Stride, Summary, Unavailable } from '@solestream/processing/model'
import type { StatusDocument } from '../api/status.ts'
import {
  LIVE_PROTOCOL,
  MESSAGE,
  type DropsMessage,
  type HelloMessage,
  type LayoutMessage,
  type LiveMessage,
  type ReplacedMessage,
} from './messages.ts'

/* Messages of at most a few a second: one type byte, then UTF-8 JSON. */

const utf8 = new TextEncoder()
const strict = new TextDecoder('utf-8', { fatal: true })

function encode(type: number, document: unknown): Uint8Array<ArrayBuffer> {
  const text = utf8.encode(JSON.stringify(document))
  const bytes = new Uint8Array(1 + text.length)
  bytes[0] = type
  bytes.set(text, 1)
  return bytes
}

export const encodeHello = (version: string) =>
  encode(MESSAGE.hello, { protocol: LIVE_PROTOCOL, version } satisfies Omit<HelloMessage, 'type'>)
export const encodeLayout = ({ side, layout, calibration }: Omit<LayoutMessage, 'type'>) =>
  encode(MESSAGE.layout, { side, layout, calibration })
export const encodeStatus = (status: StatusDocument) => encode(MESSAGE.status, { status })
export const encodeSummary = (summary: Summary, unavailable: Unavailable, quality: Quality) =>
  encode(MESSAGE.summary, { summary, unavailable, quality })
export const encodeStride = (stride: Stride) => encode(MESSAGE.stride, { stride })
export const encodeReplaced = ({ side, from_s, to_s, strides, validBefore }: Omit<ReplacedMessage, 'type'>) =>
  encode(MESSAGE.replaced, { side, from_s, to_s, strides, validBefore })
export const encodeDrops = ({ left, right }: Omit<DropsMessage, 'type'>) => encode(MESSAGE.drops, { left, right })

type Fields = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
const isSide = (value: unknown) => SIDES.includes(value as never)
const isStride = (value: unknown) =>
  isObject(value) &&
  isSide(value['side']) &&
  [value['start_s'], value['end_s'], value['stride_s']].every(Number.isFinite) &&
  typeof value['valid'] === 'boolean'
const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0

/**
 * What the page relies on before it draws anything. The server is trusted for the rest: it built the document from checked types, and the
 * same tests read both ends.
 */
const CHECKS: Readonly<Record<number, readonly [type: LiveMessage['type'], holds: (fields: Fields) => boolean]>> = {
  [MESSAGE.hello]: ['hello', (f) => isCount(f['protocol']) && typeof f['version'] === 'string'],
  [MESSAGE.layout]: [
    'layout',
    ({ side, layout, calibration }) =>
      isSide(side) &&
      isObject(layout) &&
      Array.isArray(layout['sensors']) &&
      layout['sensors'].every(isObject) &&
      Array.isArray(layout['outline']) &&
      [layout['offset'], layout['scale'], layout['fullScale']].every(Number.isFinite) &&
      (calibration === null || isObject(calibration)),
  ],
  [MESSAGE.status]: [
    'status',
    ({ status }) =>
      isObject(status) &&
      isObject(status['source']) &&
      Array.isArray(status['insoles']) &&
      status['insoles'].every((insole) => isObject(insole) && isSide(insole['side'])) &&
      Array.isArray(status['warnings']),
  ],
  [MESSAGE.summary]: [
    'summary',
    ({ summary, unavailable, quality }) =>
      isObject(summary) &&
      Object.values(summary).every(isObject) &&
      isObject(unavailable) &&
      isObject(quality) &&
      isObject(quality['sides']),
  ],
  [MESSAGE.stride]: ['stride', ({ stride }) => isStride(stride)],
  [MESSAGE.replaced]: [
    'replaced',
    ({ side, from_s, to_s, strides, validBefore }) =>
      isSide(side) && [from_s, to_s].every(Number.isFinite) && Array.isArray(strides) && strides.every(isStride) && isCount(validBefore),
  ],
  [MESSAGE.drops]: ['drops', (f) => isCount(f['left']) && isCount(f['right'])],
}

export function decodeDocument(view: DataView): Decoded<LiveMessage> {
  const code = view.getUint8(0)
  const check = CHECKS[code]
  if (check === undefined) return { ok: false, fault: 'wrong-type', detail: `no message has type ${code}` }
  const [type, holds] = check
  let fields: unknown
  try {
    fields = JSON.parse(strict.decode(new Uint8Array(view.buffer as ArrayBuffer, view.byteOffset + 1, view.byteLength - 1)))
  } catch {
    return { ok: false, fault: 'bad-text', detail: `a ${type} message is not UTF-8 JSON` }
  }
  if (!isObject(fields) || !holds(fields)) return { ok: false, fault: 'bad-value', detail: `a ${type} message lacks what it must have` }
  return { ok: true, value: { ...fields, type } as unknown as LiveMessage }
}
