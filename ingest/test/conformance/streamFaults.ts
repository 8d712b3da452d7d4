import { createReassembler, encodeSamples, fragment, type SamplePacket } from '@solestream/firmware-protocol'
import { fault, short, type Fault } from './fault.ts'
import { answers, from, packetOf, packets, patched, RESULT, to, u32, value, withU32 } from './tools.ts'
import type { Sabotage } from './virtualRadio.ts'

/** In what is streamed: samples, fragments, rates, time. */
export const STREAM_FAULTS: readonly Fault[] = [
  fault('R-SAMPLE-1', 'a sequence that counts only what is sent', () => {
    let next: number | null = null
    return {
      notify: packets((packet) => {
        const sequence = next ?? packet.sequence
        next = sequence + packet.n
        return { ...packet, sequence }
      }),
    }
  }),
  fault('R-SAMPLE-1', 'a status that counts other samples', () => ({
    read: value('status', (bytes) => withU32(bytes, 8, u32(bytes, 8) - 500)),
  })),
  fault('R-SAMPLE-2', 'a period that is not kept', () => ({ notify: packets((packet) => ({ ...packet, period_ticks: 9000 })) })),
  fault('R-SAMPLE-2', 'a packet over a gap', () => {
    let count = 0
    return { notify: packets((packet) => (++count % 5 === 0 ? { ...packet, tick: packet.tick + 4000 } : packet)) }
  }),
  fault('R-SAMPLE-3', 'a tick set anew by each start', () => {
    let starts = 0
    return {
      command: (name, bytes) => {
        if (name === 'start') starts++
        return bytes
      },
      notify: packets((packet) => ({ ...packet, tick: (packet.tick - 3_000_000 * starts) >>> 0 })),
    }
  }),
  fault('R-SAMPLE-3', 'a tick that jumps back', () => {
    let count = 0
    return { notify: packets((packet) => (++count === 12 ? { ...packet, tick: packet.tick - 500_000 } : packet)) }
  }),
  fault('R-SAMPLE-3', 'a tick that stands still without a connection', () => {
    let links = 0
    const late = (tick: number): number => (tick - (links > 1 ? 2_000_000 : 0)) >>> 0
    return {
      connected: () => void links++,
      notify: packets((packet) => ({ ...packet, tick: late(packet.tick) })),
      answer: answers(to('timeSync'), (answer) => withU32(withU32(answer, 8, late(u32(answer, 8))), 12, late(u32(answer, 12)))),
    }
  }),
  fault('R-SAMPLE-4', 'the same boot number after a restart', () => ({ bootAfter: 7 })),
  fault('R-SAMPLE-6', 'packets of 140 ms', () => ({ mtu: 517, insole: { longestPacket_s: 2 } })),
  fault('R-SAMPLE-6', 'packets held for 2 s', () => delayed(200)),
  fault('R-SAMPLE-6', 'no samples after start', () => ({ notify: () => [] })),
  short('R-SAMPLE-6', 'two samples in a packet', () => ({ insole: { longestPacket_s: 0.02 } })),
  fault('R-SAMPLE-7', 'a reserved flag', () => ({ notify: (due) => due.map((bytes) => patched(bytes, 2, bytes[2]! | 0x80)) })),
  fault('R-SAMPLE-7', 'a byte short, once', () => {
    let count = 0
    return { notify: (due) => due.map((bytes) => (++count === 9 ? bytes.slice(0, -1) : bytes)) }
  }),
  fault('R-SAMPLE-7', 'no samples in a packet', () => ({ notify: (due) => due.map((bytes) => patched(bytes, 3, 0).slice(0, 18)) })),

  fault('R-FRAGMENT-1', 'fragments out of order', () => ({ mtu: 23, notify: (due) => due.toReversed() })),
  fault('R-FRAGMENT-1', 'fragments of two packets interleaved', () => ({ mtu: 23, notify: interleaved() })),
  fault('R-FRAGMENT-1', 'a fragment left out', () => {
    let count = 0
    return { mtu: 23, notify: (due) => due.filter(() => ++count % 50 !== 0) }
  }),
  fault('R-FRAGMENT-1', 'fragments that are not full', () => ({ mtu: 23, notify: again((packet, id) => fragment(packet, 15, id)) })),
  short('R-FRAGMENT-2', 'two samples in a packet that is cut', () => ({ mtu: 40, notify: inTwos(37) })),

  fault('R-RATE-2', 'a third of the rate is refused', () => ({
    answer: answers(
      (command, name) => name === 'rate' && u32(command, 3) === 33_333,
      (answer) => patched(answer, RESULT, 4).slice(0, 4),
    ),
  })),
  fault('R-RATE-2', 'another rate is answered', () => ({
    answer: answers(from(3, to('rate')), (answer) => withU32(answer, 4, u32(answer, 4) + 500)),
  })),
  fault('R-RATE-2', 'a rate is accepted and not kept', () => ({
    command: (name, bytes) => (name === 'rate' && u32(bytes, 3) > 0 ? withU32(bytes, 3, 100_000) : bytes),
    answer: answers(
      (command, name) => name === 'rate' && u32(command, 3) > 0,
      (answer, command) => withU32(answer, 4, u32(command, 3)),
    ),
  })),
  fault('R-RATE-2', 'an identity that does not tell the rate', () => ({ read: value('identity', (bytes) => withU32(bytes, 12, 100_000)) })),
  fault('R-RATE-3', 'dropped samples that are not counted', () => {
    let count = 0
    return { notify: (due) => due.filter(() => ++count % 10 !== 0) }
  }),

  fault('R-TIME-2', 'another echo', () => ({ answer: answers(to('timeSync'), (answer) => withU32(answer, 4, u32(answer, 4) + 1)) })),
  fault('R-TIME-2', 'sent before it was received', () => ({
    answer: answers(to('timeSync'), (answer) => withU32(answer, 12, u32(answer, 8) - 400)),
  })),
  fault('R-TIME-2', 'longer inside than outside', () => ({
    answer: answers(to('timeSync'), (answer) => withU32(answer, 12, u32(answer, 8) + 90_000)),
  })),
  fault('R-TIME-2', 'another counter than that of the samples', () => ({
    notify: packets((packet) => ({ ...packet, tick: (packet.tick + 100_000_000) >>> 0 })),
  })),
]

/** Each turn's notifications so many turns later. */
function delayed(turns: number): Sabotage {
  const waiting: (readonly Uint8Array[])[] = []
  return {
    notify(due) {
      waiting.push(due)
      return waiting.length > turns ? waiting.shift()! : []
    },
  }
}

/** Whole packets, cut otherwise. */
function again(cut: (packet: Uint8Array, id: number) => Uint8Array[]): NonNullable<Sabotage['notify']> {
  const reassembler = createReassembler()
  let id = 0
  return (due) =>
    due.flatMap((bytes) => {
      const { packet } = reassembler.push(bytes)
      return packet === null ? [] : cut(packet, id++ & 0xff)
    })
}

/** The fragments of two packets in turn. */
function interleaved(): NonNullable<Sabotage['notify']> {
  let held: Uint8Array[] = []
  return (due) => {
    if (due.length === 0 || held.length === 0) {
      held = [...due]
      return []
    }
    const both = held.flatMap((bytes, i) => [bytes, ...due.slice(i, i + 1)])
    held = []
    return both
  }
}

/** Two packets of one sample as one, cut to fit. */
function inTwos(room: number): NonNullable<Sabotage['notify']> {
  let held: SamplePacket | null = null
  return again((bytes, id) => {
    const packet = packetOf(bytes)
    if (held === null || held.sequence + 1 !== packet.sequence) {
      held = packet
      return []
    }
    const counts = new Uint16Array(2 * packet.sensors)
    for (let k = 0; k < packet.sensors; k++) counts.set([held.counts[k]!, packet.counts[k]!], 2 * k)
    const both = fragment(encodeSamples({ ...held, n: 2, counts }), room, id)
    held = null
    return both
  })
}
