/** A reader of C3D written from the published format alone (www.c3d.org, user guide): shares nothing with the writer. */
export interface ReadC3d {
  readonly channels: number
  readonly rate_Hz: number
  readonly parameters: Readonly<Record<string, { readonly dimensions: readonly number[]; readonly values: readonly (string | number)[] }>>
  /** [samples][channels] */
  readonly samples: Float32Array
}

export function readC3d(bytes: Buffer): ReadC3d {
  if (bytes[1] !== 0x50) throw new Error('no C3D: the second byte is not 50h')
  const parameterBlock = bytes[0]!
  const analogPerFrame = bytes.readUInt16LE(4)
  const [first, last] = [bytes.readUInt16LE(6), bytes.readUInt16LE(8)]
  if (bytes.readUInt16LE(2) !== 0) throw new Error('points were not expected')
  if (!(bytes.readFloatLE(12) < 0)) throw new Error('not floating point')
  const dataBlock = bytes.readUInt16LE(16)
  const perChannel = bytes.readUInt16LE(18)
  const frameRate = bytes.readFloatLE(20)

  let at = (parameterBlock - 1) * 512
  if (bytes[at + 3] !== 84) throw new Error('not of an Intel processor')
  const end = at + 512 * bytes[at + 2]!
  at += 4
  const groups = new Map<number, string>()
  const found: Record<string, { dimensions: number[]; values: (string | number)[] }> = {}
  while (at < end) {
    const nameLength = Math.abs(bytes.readInt8(at))
    const id = bytes.readInt8(at + 1)
    if (nameLength === 0) break
    const name = bytes.toString('latin1', at + 2, at + 2 + nameLength)
    const offsetAt = at + 2 + nameLength
    const offset = bytes.readUInt16LE(offsetAt)
    if (id < 0) groups.set(-id, name)
    else {
      const type = bytes.readInt8(offsetAt + 2)
      const n = bytes[offsetAt + 3]!
      const dimensions = [...bytes.subarray(offsetAt + 4, offsetAt + 4 + n)]
      const from = offsetAt + 4 + n
      found[`${groups.get(id)}:${name}`] = { dimensions, values: valuesAt(bytes, from, type, dimensions) }
    }
    if (offset === 0) break
    at = offsetAt + offset
  }
  const channels = analogPerFrame / perChannel
  const count = (last - first + 1) * analogPerFrame
  const samples = new Float32Array(count)
  for (let i = 0; i < count; i++) samples[i] = bytes.readFloatLE((dataBlock - 1) * 512 + 4 * i)
  return { channels, rate_Hz: perChannel * frameRate, parameters: found, samples }
}

function valuesAt(bytes: Buffer, from: number, type: number, dimensions: readonly number[]): (string | number)[] {
  if (type === -1) {
    const [width = 1, ...more] = dimensions
    return Array.from({ length: more.reduce((a, b) => a * b, 1) }, (_, k) =>
      bytes.toString('latin1', from + k * width, from + (k + 1) * width).trimEnd(),
    )
  }
  const n = dimensions.reduce((a, b) => a * b, 1)
  return Array.from({ length: n }, (_, k) =>
    type === 4 ? bytes.readFloatLE(from + 4 * k) : type === 2 ? bytes.readInt16LE(from + 2 * k) : bytes[from + k]!,
  )
}
