import { createReassembler, decodeSamples, TYPE, type Fault, type SamplePacket } from '@solestream/firmware-protocol'
import type { Heard } from './witness.ts'

/** A sample packet as it arrived. */
export interface Packet extends SamplePacket {
  readonly at_s: number
  readonly bytes: number
}

export interface BadPacket {
  readonly fault: Fault
  readonly detail: string
}

/** What came over the samples characteristic in one stretch of time. */
export interface Stretch {
  readonly packets: readonly Packet[]
  readonly bad: readonly BadPacket[]
  /** Sizes of the notifications that were whole packets or fragments, in order. */
  readonly notifications: readonly Uint8Array[]
}

/** Decodes what arrived: `recovered` picks packets sent again, or live ones. */
export function stretchOf(heard: readonly Heard[]): Stretch {
  const reassembler = createReassembler()
  const packets: Packet[] = []
  const bad: BadPacket[] = []
  for (const { bytes, at_s } of heard) {
    const { packet, fault, detail } = reassembler.push(bytes)
    if (fault !== null) bad.push({ fault, detail })
    if (packet === null) continue
    const decoded = decodeSamples(packet)
    if (decoded.ok) packets.push({ ...decoded.value, at_s, bytes: packet.length })
    else bad.push({ fault: decoded.fault, detail: decoded.detail })
  }
  return { packets, bad, notifications: heard.map(({ bytes }) => bytes) }
}

export const live = ({ packets }: Stretch): Packet[] => packets.filter(({ recovered }) => !recovered)
export const recovered = ({ packets }: Stretch): Packet[] => packets.filter((packet) => packet.recovered)

export const isFragment = (bytes: Uint8Array): boolean => bytes[1] === TYPE.fragment

/** a - b of u32 counters, -2^31..2^31-1. */
export const apart = (a: number, b: number): number => (a - b) | 0

/** Sequence after the last sample. */
export const endOf = ({ sequence, n }: SamplePacket): number => (sequence + n) >>> 0
/** Tick of the last sample. */
export const lastTick = ({ tick, n, period_ticks }: SamplePacket): number => (tick + (n - 1) * period_ticks) >>> 0
