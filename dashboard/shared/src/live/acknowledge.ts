/*
 * The one message from page to server, 5 bytes: u8 1, u32 (little-endian) frames handled since the connection opened.
 * The operating system takes megabytes for a page that has stopped reading, so the server can't see by itself that a page is behind.
 * A page that acknowledges (0 at once, then every ACKNOWLEDGE_EVERY frames) never has more than FRAMES_IN_FLIGHT under way: after that it
 * gets the newest frame of each side only. A client that never acknowledges is slowed by its socket alone.
 */
export const ACKNOWLEDGE_EVERY = 16
export const FRAMES_IN_FLIGHT = 64

const CODE = 1
const LENGTH = 5

export function encodeAcknowledge(frames: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(LENGTH)
  bytes[0] = CODE
  new DataView(bytes.buffer).setUint32(1, frames >>> 0, true)
  return bytes
}

/** The count, modulo 2^32; null: not this message. */
export function decodeAcknowledge(bytes: Uint8Array): number | null {
  if (bytes.length !== LENGTH || bytes[0] !== CODE) return null
  return new DataView(bytes.buffer, bytes.byteOffset, LENGTH).getUint32(1, true)
}
