import {
  decodeSamples,
  encodeSamples,
  encodeLayout,
  paged,
  TYPE,
  type InsoleLayout,
  type SamplePacket,
} from '@solestream/firmware-protocol'
import { testLayout, type Sabotage } from './virtualRadio.ts'

/** A copy with other bytes from `at` on. */
export function patched(bytes: Uint8Array, at: number, ...values: readonly number[]): Uint8Array {
  const copy = bytes.slice()
  copy.set(values, at)
  return copy
}
export const longer = (bytes: Uint8Array, by: number): Uint8Array => {
  const copy = new Uint8Array(bytes.length + by)
  copy.set(bytes)
  return copy
}
export function withU32(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice()
  new DataView(copy.buffer).setUint32(at, value >>> 0, true)
  return copy
}
export const u32 = (bytes: Uint8Array, at: number): number => new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true)

export const RESULT = 3
export const isRecovered = (bytes: Uint8Array): boolean => bytes[1] === TYPE.samples && (bytes[2]! & 1) !== 0

/** Packets otherwise, one after the other. */
export const packets =
  (change: (packet: SamplePacket) => SamplePacket): NonNullable<Sabotage['notify']> =>
  (due) =>
    due.map((bytes) => encodeSamples(change(packetOf(bytes))))

export function packetOf(bytes: Uint8Array): SamplePacket {
  const decoded = decodeSamples(bytes)
  if (!decoded.ok) throw new Error(decoded.detail)
  return decoded.value
}

/** The value of one characteristic otherwise; `nth`: from that reading on. */
export const value = (name: string, change: (bytes: Uint8Array) => Uint8Array, nth = 1): NonNullable<Sabotage['read']> => {
  let count = 0
  return (read, bytes) => (read === name && ++count >= nth ? change(bytes) : bytes)
}

/** Another layout than that of the samples, in the same pages. */
export const layoutInstead = (change: (layout: InsoleLayout) => InsoleLayout): NonNullable<Sabotage['read']> => {
  const pages = paged(TYPE.layoutPage, encodeLayout(change(testLayout('left'))))
  return value('layout', (bytes) => pages[bytes[2]!] ?? bytes)
}

/** Answers to one command otherwise. */
export const answers =
  (
    to: (command: Uint8Array, name: string | null) => boolean,
    change: (answer: Uint8Array, command: Uint8Array) => readonly (readonly [number, Uint8Array])[] | Uint8Array,
  ): NonNullable<Sabotage['answer']> =>
  (name, answer, command) => {
    if (!to(command, name)) return [[5, answer]]
    const changed = change(answer, command)
    return changed instanceof Uint8Array ? [[5, changed]] : changed
  }
export const to =
  (...names: readonly string[]) =>
  (_: Uint8Array, name: string | null): boolean =>
    name !== null && names.includes(name)

/** Only from the `nth` such command on. */
export function from(nth: number, when: (command: Uint8Array, name: string | null) => boolean): typeof when {
  let count = 0
  return (command, name) => when(command, name) && ++count >= nth
}
/** Only the `nth` such command. */
export function only(nth: number, when: (command: Uint8Array, name: string | null) => boolean): typeof when {
  let count = 0
  return (command, name) => when(command, name) && ++count === nth
}
