import * as p from '@solestream/firmware-protocol'
import type { Chance, Kind } from './random.ts'

const HEADER = 26

/** Bytes changed, cut or added; the early ones, which say what the rest is, as often as all others. */
function mutatedBytes(bytes: Uint8Array, c: Chance): Uint8Array {
  const out = bytes.slice(0, c.below(6) === 0 ? c.below(bytes.length + 1) : bytes.length)
  for (let k = c.below(4); k > 0 && out.length > 0; k--) {
    const at = c.below(c.coin() ? Math.min(out.length, HEADER) : out.length)
    out[at] = c.below(3) === 0 ? (out[at] ?? 0) ^ (1 << c.below(8)) : c.within(0, 0xff)
  }
  if (c.below(10) !== 0) return out
  const longer = new Uint8Array(out.length + 1 + c.below(5))
  longer.set(out)
  return longer
}

/** A document whose check sum fits again: else nothing but the check sum would ever be judged. */
function sealedAgain(document: Uint8Array): Uint8Array {
  const out = document.slice()
  if (out.length > 4) new DataView(out.buffer).setUint32(out.length - 4, p.crc32c(out, 0, out.length - 4), true)
  return out
}

function shuffled(lines: readonly Uint8Array[], c: Chance): Uint8Array[] {
  const at = c.below(lines.length)
  const line = lines[at] as Uint8Array
  const rest = lines.filter((_, k) => k !== at)
  const act = c.below(3)
  if (act === 0 && rest.length > 0) return rest
  if (act === 1) return [...lines.slice(0, at), line, ...lines.slice(at)]
  const to = c.below(rest.length + 1)
  return [...rest.slice(0, to), line, ...rest.slice(to)]
}

export function mutated(kind: Kind, lines: readonly Uint8Array[], c: Chance): readonly Uint8Array[] {
  const isDocument = kind === 'layout' || kind === 'calibration'
  if (kind === 'layout-pages' || kind === 'calibration-pages') {
    const type = kind === 'layout-pages' ? p.TYPE.layoutPage : p.TYPE.calibrationPage
    const joined = p.joinPages(lines, type)
    if (joined.ok && c.coin()) return p.paged(type, sealedAgain(mutatedBytes(joined.value, c)))
  }
  if (lines.length > 1 && c.below(3) === 0) return shuffled(lines, c)
  const at = c.below(lines.length)
  return lines.map((line, k) => {
    if (k !== at) return line
    const bytes = mutatedBytes(line, c)
    return isDocument && c.below(8) !== 0 ? sealedAgain(bytes) : bytes
  })
}
