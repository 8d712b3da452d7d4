import type { Fault } from '../result.ts'
import { PROTOCOL_MAJOR, TYPE } from '../version.ts'

/** version, type, packet id, index (bit 7: the last one). */
export const FRAGMENT_HEADER_BYTES = 4
const LAST = 0x80
export const MAX_FRAGMENTS = 128

/**
 * The notifications that carry `packet` when each holds at most maxPayload bytes (ATT MTU - 3): the packet itself where it fits, else
 * fragments with this id (0..255; the sender counts it up by one a fragmented packet).
 */
export function fragment(packet: Uint8Array, maxPayload: number, id = 0): Uint8Array[] {
  if (packet.length <= maxPayload) return [packet]
  const room = maxPayload - FRAGMENT_HEADER_BYTES
  const count = Math.ceil(packet.length / room)
  if (!(room > 0) || count > MAX_FRAGMENTS)
    throw new RangeError(`${packet.length} bytes do not fit ${MAX_FRAGMENTS} fragments of ${maxPayload}`)
  return Array.from({ length: count }, (_, index) => {
    const part = packet.subarray(index * room, (index + 1) * room)
    const out = new Uint8Array(FRAGMENT_HEADER_BYTES + part.length)
    out.set([PROTOCOL_MAJOR, TYPE.fragment, id & 0xff, index === count - 1 ? index | LAST : index])
    out.set(part, FRAGMENT_HEADER_BYTES)
    return out
  })
}

/** `packet`: whole bytes to decode next, or null. `fault`: what was lost just before, or null. Both null: wait for more. */
export interface Reassembled {
  readonly packet: Uint8Array | null
  readonly fault: Fault | null
  readonly detail: string
}
export interface Reassembler {
  /** One notification, in the order of arrival. Never throws. What is not a fragment comes back as it is. */
  push(notification: Uint8Array): Reassembled
  /** The link was lost: what is incomplete is forgotten. True when there was something. */
  reset(): boolean
}

const WAIT: Reassembled = { packet: null, fault: null, detail: '' }

export function createReassembler(): Reassembler {
  let parts: Uint8Array[] = []
  let id = -1
  /** Of the last fragment taken, to know a repeated one. */
  let newestId = -1
  let newestIndex = -1

  const incomplete = () => `packet ${id} ended after ${parts.length} fragments`
  const drop = (): boolean => {
    const had = parts.length > 0
    parts = []
    id = -1
    return had
  }
  const lost = (detail: string): Reassembled => {
    drop()
    return { packet: null, fault: 'lost-fragment', detail }
  }

  return {
    reset() {
      newestId = newestIndex = -1
      return drop()
    },
    push(notification) {
      if (notification[0] !== PROTOCOL_MAJOR || notification[1] !== TYPE.fragment) {
        if (parts.length === 0) return { packet: notification, fault: null, detail: '' }
        const detail = incomplete()
        drop()
        return { packet: notification, fault: 'lost-fragment', detail }
      }
      if (notification.length <= FRAGMENT_HEADER_BYTES) return { packet: null, fault: 'too-short', detail: 'a fragment without content' }
      const packetId = notification[2] as number
      const mark = notification[3] as number
      const index = mark & ~LAST
      // Only an exact repetition of the newest one: after 256 packets ids come again.
      if (packetId === newestId && mark === newestIndex) return WAIT
      let fault: Fault | null = null
      let detail = ''
      if (packetId !== id) {
        if (parts.length > 0) {
          fault = 'lost-fragment'
          detail = incomplete()
          drop()
        }
        if (index !== 0) return lost(detail || `packet ${packetId} begins with fragment ${index}`)
        id = packetId
      }
      if (index !== parts.length) return lost(`packet ${packetId}: fragment ${index} where ${parts.length} was due`)
      newestId = packetId
      newestIndex = mark
      parts.push(notification.subarray(FRAGMENT_HEADER_BYTES))
      if ((mark & LAST) === 0) return fault === null ? WAIT : { packet: null, fault, detail }
      const packet = joined(parts)
      drop()
      return { packet, fault, detail }
    },
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
