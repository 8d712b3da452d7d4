import type { Decoded } from '@solestream/firmware-protocol'
import { decodeDocument } from './documents.ts'
import { decodeEvent } from './event.ts'
import { decodeFrame } from './frame.ts'
import { MESSAGE, type LiveMessage } from './messages.ts'

/** Reads one message. Never throws: what cannot be read is a named fault. Arrays are copies, so the buffer may be reused. */
export function decodeLiveMessage(input: ArrayBuffer | Uint8Array): Decoded<LiveMessage> {
  const view = input instanceof Uint8Array ? new DataView(input.buffer, input.byteOffset, input.byteLength) : new DataView(input)
  if (view.byteLength === 0) return { ok: false, fault: 'too-short', detail: 'an empty message' }
  switch (view.getUint8(0)) {
    case MESSAGE.frame:
      return decodeFrame(view)
    case MESSAGE.event:
      return decodeEvent(view)
    default:
      return decodeDocument(view)
  }
}
