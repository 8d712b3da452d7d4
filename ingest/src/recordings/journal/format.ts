import { inflateRawSync } from 'node:zlib'
import type { IngestRecord } from '../../record.ts'
import { crc32c } from '@solestream/firmware-protocol'

/**
 * The journal, version 1. All numbers are little-endian.
 *
 *   header   magic (8) | version u16 | 0 u16 | length u32 | JSON (length) | CRC-32C u32 of all before
 *   record   length u32 | CRC-32C u32 of the length's bytes and the payload | payload (length)
 *   payload  type u8, then by type
 *     1 packet   side u8 (0 left, 1 right) | host_s f64 | the notification's bytes
 *     2 other    an IngestRecord as JSON
 *     3 end      JSON { records }: the recording was closed
 *     4 packed   raw deflate (RFC 1951) of whole records: how a closed journal is kept
 *
 * The length is under the CRC too, so that a flipped bit in it is seen. Records of a type that is not known are passed over.
 */
export const MAGIC = Uint8Array.of(0x89, 0x53, 0x4f, 0x4c, 0x45, 0x0d, 0x0a, 0x1a) // \x89 SOLE \r \n \x1a: text-mode copies break it visibly
export const VERSION = 1
export const HEADER_START = 16
export const FRAME = 8
export const PACKET = 1
export const OTHER = 2
export const END = 3
export const PACKED = 4
const PACKET_HEAD = 10
/** More than any record has; a length above it is damage. */
export const MOST_PAYLOAD = 1 << 20

export type JournalHeader = Readonly<Record<string, unknown>>
/** More than a packed record unpacks to. */
const MOST_UNPACKED = 1 << 23

export type Payload = { readonly record: IngestRecord } | { readonly end: true } | { readonly packed: Buffer } | null

/** Are these first bytes those of a journal (of any version)? */
export const looksLikeJournal = (bytes: Uint8Array): boolean => bytes.length >= MAGIC.length && MAGIC.every((byte, i) => bytes[i] === byte)

export function encodeHeader(header: JournalHeader): Buffer {
  const json = Buffer.from(JSON.stringify(header))
  const bytes = Buffer.alloc(HEADER_START + json.length + 4)
  bytes.set(MAGIC)
  bytes.writeUInt16LE(VERSION, 8)
  bytes.writeUInt32LE(json.length, 12)
  json.copy(bytes, HEADER_START)
  bytes.writeUInt32LE(crc32c(bytes, 0, HEADER_START + json.length), HEADER_START + json.length)
  return bytes
}

/** The bytes that a packet's record takes. */
export const packetSize = (bytes: Uint8Array): number => FRAME + PACKET_HEAD + bytes.length

function frame(into: Buffer, at: number, length: number): void {
  into.writeUInt32LE(length, at)
  const crc = crc32c(into, at + FRAME, at + FRAME + length, crc32c(into, at, at + 4))
  into.writeUInt32LE(crc, at + 4)
}

/** Writes at `at`, where `packetSize` bytes are free. */
export function encodePacket(record: IngestRecord & { readonly type: 'packet' }, into: Buffer, at: number): void {
  into[at + FRAME] = PACKET
  into[at + FRAME + 1] = record.side === 'left' ? 0 : 1
  into.writeDoubleLE(record.host_s, at + FRAME + 2)
  into.set(record.bytes, at + FRAME + PACKET_HEAD)
  frame(into, at, PACKET_HEAD + record.bytes.length)
}

export function encodePacked(deflated: Uint8Array): Buffer {
  const bytes = Buffer.alloc(FRAME + 1 + deflated.length)
  bytes[FRAME] = PACKED
  bytes.set(deflated, FRAME + 1)
  frame(bytes, 0, 1 + deflated.length)
  return bytes
}

export function encodeJson(type: typeof OTHER | typeof END, value: unknown): Buffer {
  const json = Buffer.from(JSON.stringify(value))
  const bytes = Buffer.alloc(FRAME + 1 + json.length)
  bytes[FRAME] = type
  json.copy(bytes, FRAME + 1)
  frame(bytes, 0, 1 + json.length)
  return bytes
}

/** The payload's length if a whole, undamaged record stands at `at` of `bytes`, else null. */
export function recordAt(bytes: Buffer, at: number): number | null {
  if (at + FRAME >= bytes.length) return null
  const length = bytes.readUInt32LE(at)
  if (length < 1 || length > MOST_PAYLOAD || at + FRAME + length > bytes.length) return null
  const crc = crc32c(bytes, at + FRAME, at + FRAME + length, crc32c(bytes, at, at + 4))
  return crc === bytes.readUInt32LE(at + 4) ? length : null
}

/** `bytes` is one payload whose CRC holds; null when its type is not known or it is no record. The packet's bytes share memory with it. */
export function decodePayload(bytes: Buffer, from: number, to: number): Payload {
  const type = bytes[from]
  if (type === PACKET && to - from >= PACKET_HEAD) {
    const packet = { type: 'packet', side: bytes[from + 1] === 0 ? 'left' : 'right', host_s: bytes.readDoubleLE(from + 2) } as const
    return { record: { ...packet, bytes: new Uint8Array(bytes.buffer, bytes.byteOffset + from + PACKET_HEAD, to - from - PACKET_HEAD) } }
  }
  if (type === END) return { end: true }
  if (type !== OTHER && type !== PACKED) return null
  try {
    if (type === PACKED) return { packed: inflateRawSync(bytes.subarray(from + 1, to), { maxOutputLength: MOST_UNPACKED }) }
    return { record: JSON.parse(bytes.toString('utf8', from + 1, to)) as IngestRecord }
  } catch {
    return null
  }
}
