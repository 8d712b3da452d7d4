import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as p from '@solestream/firmware-protocol'
import type { Decoded, SamplePacket } from '@solestream/firmware-protocol'

const FOLDER = fileURLToPath(new URL('../vectors/', import.meta.url))

export interface Vector {
  readonly name: string
  readonly kind: keyof typeof CODECS
  readonly what: string
  /** One line of the .hex file each: a packet, or the notifications or attribute values in order. */
  readonly lines: readonly Uint8Array[]
  readonly value?: unknown
  readonly fault?: string
}

export const fromHex = (text: string): Uint8Array => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16))
export const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

export function vectors(): Vector[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const name = file.slice(0, -'.json'.length)
      const lines = readFileSync(`${FOLDER}${name}.hex`, 'utf8').replace(/\n$/, '').split('\n').map(fromHex)
      return { name, lines, ...(JSON.parse(readFileSync(`${FOLDER}${file}`, 'utf8')) as Omit<Vector, 'name' | 'lines'>) }
    })
}
export const pairless = (): string[] => {
  const files = readdirSync(FOLDER)
  return files.filter((file) => !files.includes(file.replace(/\.(hex|json)$/, (end) => (end === '.hex' ? '.json' : '.hex'))))
}

const PARSED_ONLY = new Set(['identity-later-minor', 'fragments-repeated'])
/** Parsed as all, but bytes of a later version, or sent oddly: this side would not build them so. */
export const isParsedOnly = ({ name }: Vector): boolean => PARSED_ONLY.has(name)

const OPEN_ENDED = new Set(['identity-later-minor', 'command-calibration-page', 'command-calibration-page-last', 'command-reserved'])
/** Ends with as many bytes as there are, or has none: a part of it may be a value too. */
export const isOpenEnded = ({ name, value }: Vector): boolean => OPEN_ENDED.has(name) || value === null

interface Codec {
  readonly decode: (lines: readonly Uint8Array[]) => Decoded<unknown>
  readonly encode: (value: never, vector: Vector) => readonly Uint8Array[]
}

/** Vectors say pressures and IMU one row a sample, as they are on the air; packets hold them planar. */
interface NeutralSamples extends Omit<SamplePacket, 'counts' | 'imu'> {
  readonly pressures: readonly (readonly number[])[]
  readonly imu: readonly (readonly number[])[] | null
}
const rows = (planar: ArrayLike<number>, n: number, width: number) =>
  Array.from({ length: n }, (_, i) => Array.from({ length: width }, (_, k) => planar[k * n + i] ?? NaN))
const planar = (table: readonly (readonly number[])[]) => (table[0] ?? []).flatMap((_, k) => table.map((row) => row[k] ?? NaN))

function neutral(decoded: Decoded<SamplePacket>): Decoded<NeutralSamples> {
  if (!decoded.ok) return decoded
  const { counts, imu, ...rest } = decoded.value
  return p.done({ ...rest, pressures: rows(counts, rest.n, rest.sensors), imu: imu && rows(imu, rest.n, p.IMU_CHANNELS) })
}
const packed = ({ pressures, imu, ...rest }: NeutralSamples): SamplePacket => ({
  ...rest,
  counts: Uint16Array.from(planar(pressures)),
  imu: imu && Int16Array.from(planar(imu)),
})

/** Vectors say bytes as a list of numbers. */
const listed = <T>(decoded: Decoded<T>): Decoded<unknown> =>
  decoded.ok && hasContent(decoded.value) ? p.done({ ...decoded.value, content: Array.from(decoded.value.content) }) : decoded
const unlisted = <T>(value: T): T => (hasContent(value) ? { ...value, content: Uint8Array.from(value.content) } : value)
const hasContent = (value: unknown): value is { readonly content: ArrayLike<number> } =>
  typeof value === 'object' && value !== null && 'content' in value

const only = (lines: readonly Uint8Array[]) => lines[0] ?? new Uint8Array(0)

function reassembled(lines: readonly Uint8Array[]): Decoded<SamplePacket> {
  const reassembler = p.createReassembler()
  let first: Decoded<SamplePacket> | null = null
  for (const line of lines) {
    const { packet, fault, detail } = reassembler.push(line)
    if (fault !== null) first ??= p.fail(fault, detail)
    if (packet !== null) first ??= p.decodeSamples(packet)
  }
  return first ?? p.fail('lost-fragment', 'nothing came of it')
}

function document<T>(lines: readonly Uint8Array[], type: number, decode: (bytes: Uint8Array) => Decoded<T>): Decoded<T | null> {
  const joined = p.joinPages(lines, type)
  if (!joined.ok) return joined
  return joined.value.length === 0 ? p.done(null) : decode(joined.value)
}

const single = <T>(decode: (bytes: Uint8Array) => Decoded<unknown>, encode: (value: T) => Uint8Array) => ({
  decode: (lines: readonly Uint8Array[]) => decode(only(lines)),
  encode: (value: T) => [encode(value)],
})

export const CODECS = {
  samples: single(
    (bytes) => neutral(p.decodeSamples(bytes)),
    (value: NeutralSamples) => p.encodeSamples(packed(value)),
  ),
  'sample-fragments': {
    decode: (lines) => neutral(reassembled(lines)),
    encode: (value: NeutralSamples, { lines }) =>
      p.fragment(p.encodeSamples(packed(value)), Math.max(...lines.map((line) => line.length)), only(lines)[2] ?? 0),
  },
  identity: single(p.decodeIdentity, p.encodeIdentity),
  layout: single(p.decodeLayout, p.encodeLayout),
  'layout-pages': {
    decode: (lines) => document(lines, p.TYPE.layoutPage, p.decodeLayout),
    encode: (value: p.InsoleLayout) => p.paged(p.TYPE.layoutPage, p.encodeLayout(value)),
  },
  calibration: single(p.decodeCalibration, p.encodeCalibration),
  'calibration-pages': {
    decode: (lines) => document(lines, p.TYPE.calibrationPage, p.decodeCalibration),
    encode: (value: p.Calibration | null) =>
      p.paged(p.TYPE.calibrationPage, value === null ? new Uint8Array(0) : p.encodeCalibration(value)),
  },
  status: single(p.decodeStatus, p.encodeStatus),
  command: single(
    (bytes) => listed(p.decodeCommand(bytes)),
    (value: p.Command) => p.encodeCommand(unlisted(value)),
  ),
  response: single(
    (bytes) => listed(p.decodeResponse(bytes)),
    (value: p.Response) => p.encodeResponse(unlisted(value)),
  ),
} satisfies Record<string, Codec>

export const codecOf = (vector: Vector): Codec => CODECS[vector.kind]
