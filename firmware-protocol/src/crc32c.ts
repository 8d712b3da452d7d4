const TABLE = new Uint32Array(256)
for (let n = 0; n < 256; n++) {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0x82f63b78 : c >>> 1
  TABLE[n] = c
}

/** CRC-32C (Castagnoli, RFC 3720) as u32. `before` continues an earlier part's CRC. */
export function crc32c(bytes: Uint8Array, from = 0, to = bytes.length, before = 0): number {
  let c = ~before
  for (let i = from; i < to; i++) c = (TABLE[(c ^ (bytes[i] as number)) & 0xff] as number) ^ (c >>> 8)
  return ~c >>> 0
}
