import { Reader, Writer } from '../bytes.ts'
import { crc32c } from '../crc32c.ts'
import { fail } from '../result.ts'
import type { Failure } from '../result.ts'
import { PROTOCOL_MAJOR } from '../version.ts'

/**
 * A document (layout, calibration) is: major version, type, content, CRC-32C of all before it. It is kept in flash and sent in pages as
 * it is.
 */
export const DOCUMENT_CRC_BYTES = 4

export function beginDocument(type: number): Writer {
  const w = new Writer()
  w.u8(PROTOCOL_MAJOR)
  w.u8(type)
  return w
}

export function sealDocument(w: Writer): Uint8Array {
  w.u32(crc32c(w.done()))
  return w.done()
}

/** A reader at the content's start, which ends before the CRC; or the fault. */
export function openDocument(bytes: Uint8Array, type: number): Reader | Failure {
  if (bytes.length >= 1 && bytes[0] !== PROTOCOL_MAJOR)
    return fail('wrong-version', `version ${bytes[0]}, this side speaks ${PROTOCOL_MAJOR}`)
  if (bytes.length >= 2 && bytes[1] !== type) return fail('wrong-type', `type ${bytes[1]} where ${type} was due`)
  const end = bytes.length - DOCUMENT_CRC_BYTES
  if (end < 2) return fail('too-short', `${bytes.length} bytes`)
  const tail = new Reader(bytes.subarray(end))
  if (tail.u32() !== crc32c(bytes, 0, end)) return fail('bad-crc', 'the check sum does not fit the content')
  return new Reader(bytes.subarray(2, end))
}

/** After the last field: the first fault met, or bytes left over. */
export function closeDocument(r: Reader): Failure | null {
  if (r.fault !== null) return fail(r.fault, r.detail)
  return r.left > 0 ? fail('too-long', `${r.left} bytes after the last field`) : null
}
