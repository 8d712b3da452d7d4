/** H4: how HCI packets stand one after the other in a byte stream (Bluetooth Core, Vol 4 Part A). */
export const COMMAND = 0x01
export const ACL = 0x02
export const EVENT = 0x04

function lengthAt(bytes: Buffer, offset: number): number {
  const rest = bytes.length - offset
  if (rest < 1) return 0
  const type = bytes.readUInt8(offset)
  if (type === COMMAND) return rest < 4 ? 0 : 4 + bytes.readUInt8(offset + 3)
  if (type === ACL) return rest < 5 ? 0 : 5 + bytes.readUInt16LE(offset + 3)
  if (type === EVENT) return rest < 3 ? 0 : 3 + bytes.readUInt8(offset + 2)
  throw new Error(`not an H4 packet: type ${String(type)}`)
}

/** Cuts a stream into whole packets, each with memory of its own. Throws on a byte that starts no packet. */
export class H4Framer {
  #rest: Buffer = Buffer.alloc(0)

  push(chunk: Buffer): Buffer[] {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk
    const packets: Buffer[] = []
    let offset = 0
    for (;;) {
      const length = lengthAt(bytes, offset)
      if (length === 0 || offset + length > bytes.length) break
      packets.push(Buffer.from(bytes.subarray(offset, offset + length)))
      offset += length
    }
    this.#rest = Buffer.from(bytes.subarray(offset))
    return packets
  }
}
