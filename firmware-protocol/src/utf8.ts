/** UTF-8 without TextEncoder, which not every runtime of this package has. A lone surrogate is the caller's bug: RangeError. */
export function utf8Encode(text: string): Uint8Array {
  const out: number[] = []
  for (const character of text) {
    const c = character.codePointAt(0) ?? 0
    if (c >= 0xd800 && c <= 0xdfff) throw new RangeError('text has half a surrogate pair')
    if (c < 0x80) out.push(c)
    else if (c < 0x800) out.push(0xc0 | (c >> 6), 0x80 | (c & 0x3f))
    else if (c < 0x10000) out.push(0xe0 | (c >> 12), 0x80 | ((c >> 6) & 0x3f), 0x80 | (c & 0x3f))
    else out.push(0xf0 | (c >> 18), 0x80 | ((c >> 12) & 0x3f), 0x80 | ((c >> 6) & 0x3f), 0x80 | (c & 0x3f))
  }
  return Uint8Array.from(out)
}

const SMALLEST = [0, 0x80, 0x800, 0x10000]

/** null: not UTF-8 (overlong forms, surrogates and cut characters included). */
export function utf8Decode(bytes: Uint8Array): string | null {
  let text = ''
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at++] ?? 0
    const more =
      first < 0x80 ? 0 : first >= 0xc2 && first < 0xe0 ? 1 : first >= 0xe0 && first < 0xf0 ? 2 : first >= 0xf0 && first < 0xf5 ? 3 : -1
    if (more < 0 || at + more > bytes.length) return null
    let c = more === 0 ? first : first & (0x3f >> more)
    for (let k = 0; k < more; k++) {
      const next = bytes[at++] ?? 0
      if ((next & 0xc0) !== 0x80) return null
      c = (c << 6) | (next & 0x3f)
    }
    if (c < (SMALLEST[more] ?? 0) || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff)) return null
    text += String.fromCodePoint(c)
  }
  return text
}
