import { encodeSamples, FEATURE } from '@solestream/firmware-protocol'
import { fault, short, type Fault } from './fault.ts'
import { answers, isRecovered, packetOf, packets, patched, RESULT, to, u32, value, withU32 } from './tools.ts'
import type { Sabotage } from './virtualRadio.ts'

/** Recovered packets otherwise; live ones stay. */
const recovered =
  (change: (bytes: Uint8Array) => readonly Uint8Array[]): NonNullable<Sabotage['notify']> =>
  (due) =>
    due.flatMap((bytes) => (isRecovered(bytes) ? change(bytes) : [bytes]))

/** Says that its ring lies in flash, of which so much is in use; 255: it has none. */
export const withFlash = (percent: number, insole: Sabotage['insole'] = { ring_s: 7200 }): Sabotage => ({
  insole,
  read: (name, bytes) =>
    name === 'identity'
      ? withU32(bytes, 16, u32(bytes, 16) | FEATURE.flashSession)
      : name === 'status'
        ? patched(bytes, 3, percent)
        : bytes,
})

export const BACKFILL_FAULTS: readonly Fault[] = [
  fault('R-LOSS-2', 'a ring of 20 s', () => ({ insole: { ring_s: 20 } })),
  fault('R-LOSS-2', 'samples again without the flag', () => ({ notify: (due) => due.map((bytes) => patched(bytes, 2, bytes[2]! & ~1)) })),
  fault('R-BACKFILL-1', 'a ring of what was sent only', () => {
    const sent = new Set<number>()
    return {
      notify: (due) => {
        const given: Uint8Array[] = []
        for (const bytes of due) {
          if (!isRecovered(bytes)) sent.add(u32(bytes, 4))
          if (!isRecovered(bytes) || sent.has(u32(bytes, 4))) given.push(bytes)
        }
        return given
      },
    }
  }),
  fault('R-BACKFILL-1', 'a ring that a new connection empties', () => {
    let links = 0
    return {
      connected: () => void links++,
      answer: answers(
        (_, name) => links > 1 && name === 'backfill',
        (answer) => patched(answer, RESULT, 10).slice(0, 4),
      ),
      notify: recovered((bytes) => (links > 1 ? [] : [bytes])),
    }
  }),
  fault('R-BACKFILL-2', 'ok to no samples', () => ({
    answer: answers(
      (command, name) => name === 'backfill' && u32(command, 7) === 0,
      (answer) => Uint8Array.of(...patched(answer, RESULT, 0), 0, 0, 0, 0, 1, 0, 0, 0),
    ),
  })),
  fault('R-BACKFILL-2', 'not-found to samples that were not taken', () => ({
    answer: answers(
      (command, name) => name === 'backfill' && u32(command, 7) === 10,
      (answer) => patched(answer, RESULT, 10),
    ),
  })),
  fault('R-BACKFILL-2', 'not-found where the beginning is gone', () => ({
    command: (name, bytes) => (name === 'backfill' && u32(bytes, 7) === 550 ? withU32(bytes, 7, 1) : bytes),
  })),
  fault('R-BACKFILL-2', 'less than was promised', () => {
    let count = 0
    return { notify: recovered((bytes) => (++count % 4 === 0 ? [] : [bytes])) }
  }),
  fault('R-BACKFILL-2', 'a promise that ends early', () => ({
    answer: answers(to('backfill'), (answer) => (answer.length === 12 ? withU32(answer, 8, Math.max(1, u32(answer, 8) - 9)) : answer)),
  })),
  fault('R-BACKFILL-3', 'busy to the same range', () => {
    let last = ''
    return {
      answer: answers(to('backfill'), (answer, command) => {
        const range = command.subarray(3).join()
        const same = range === last
        last = range
        return same ? patched(answer, RESULT, 5).slice(0, 4) : answer
      }),
    }
  }),
  fault('R-BACKFILL-3', 'ok to another range meanwhile', () => ({
    answer: answers(
      (_, name) => name === 'backfill',
      (answer, command) => (answer[RESULT] === 5 ? Uint8Array.of(1, 0x90, answer[2]!, 0, ...command.subarray(3)) : answer),
    ),
  })),
  fault('R-BACKFILL-4', 'packets twice', () => ({ notify: recovered((bytes) => [bytes, bytes]) })),
  fault('R-BACKFILL-4', 'some without the flag', () => {
    let count = 0
    return { notify: recovered((bytes) => [++count % 3 === 0 ? patched(bytes, 2, bytes[2]! & ~1) : bytes]) }
  }),
  fault('R-BACKFILL-4', 'samples out of the range', () => ({ notify: recovered((bytes) => [withU32(bytes, 4, u32(bytes, 4) - 15)]) })),
  fault('R-BACKFILL-4', 'packets that descend', () => {
    let held: Uint8Array | null = null
    return {
      notify: recovered((bytes) => {
        if (held === null) {
          held = bytes
          return []
        }
        const two = [bytes, held]
        held = null
        return two
      }),
    }
  }),
  fault('R-BACKFILL-5', 'live samples wait for the end of it', () => {
    let held: Uint8Array[] = []
    let quiet = 99
    return {
      notify: (due) => {
        const again = due.filter(isRecovered)
        quiet = again.length > 0 ? 0 : quiet + 1
        held.push(...due.filter((bytes) => !isRecovered(bytes)))
        if (quiet < 10) return again
        const all = held
        held = []
        return all
      },
    }
  }),
  short('R-BACKFILL-5', 'recovered packets that are not full', () => ({ notify: recovered(inHalves) })),
  fault('R-BACKFILL-6', 'other counts', () => ({
    notify: recovered((bytes) => {
      const packet = packetOf(bytes)
      return [encodeSamples({ ...packet, counts: packet.counts.map((count) => count + 1) })]
    }),
  })),
  fault('R-BACKFILL-6', 'another boot number', () => ({ notify: recovered((bytes) => [patched(bytes, 12, 6)]) })),
  fault('R-BACKFILL-6', 'ticks of the time when it is sent', () => ({
    notify: recovered((bytes) => [withU32(bytes, 8, u32(bytes, 8) + 5000)]),
  })),
  fault('R-BACKFILL-7', 'the period of the present rate', () => ({
    notify: packets((packet) => (packet.recovered ? { ...packet, period_ticks: 10_000 } : packet)),
  })),
  fault('R-BACKFILL-7', 'a ring that a change of the rate empties', () => ({
    notify: recovered((bytes) => (packetOf(bytes).period_ticks === 10_000 ? [bytes] : [])),
  })),
  fault('R-BACKFILL-9', 'it goes on after backfillCancel', () => ({
    command: (name, bytes) => (name === 'backfillCancel' ? Uint8Array.of(1, 4, bytes[2]!, 0, 0, 0, 0) : bytes),
    answer: answers(to('backfillCancel'), (answer) => Uint8Array.of(1, 0x91, answer[2]!, 0)),
  })),
  fault('R-BACKFILL-9', 'backfillCancel without a backfill is refused', () => {
    let count = 0
    return { answer: answers(to('backfillCancel'), (answer) => (++count === 2 ? patched(answer, RESULT, 7) : answer)) }
  }),
  fault('R-BACKFILL-9', 'nothing while stopped', () => {
    let streams = false
    return {
      command: (name, bytes) => {
        if (name === 'start') streams = true
        if (name === 'stop') streams = false
        return bytes
      },
      notify: recovered((bytes) => (streams ? [bytes] : [])),
    }
  }),
  fault('R-BACKFILL-9', 'it goes on at a new connection', () => ({ deafToTheEnd: true })),
  fault('R-BACKFILL-12', 'a flash that is not full, and lost its first samples', () => withFlash(37, { ring_s: 60 })),
  fault('R-BACKFILL-12', 'a flash that the status does not know', () => withFlash(255)),
  fault('R-BACKFILL-12', 'a session flash without backfill', () => withFlash(37, { ring_s: 0 })),
  fault('R-BACKFILL-10', 'sent counts what is sent again', () => {
    let again = 0
    return {
      notify: recovered((bytes) => {
        again += bytes[3]!
        return [bytes]
      }),
      read: value('status', (bytes) => withU32(bytes, 12, u32(bytes, 12) + again)),
    }
  }),
]

function inHalves(bytes: Uint8Array): Uint8Array[] {
  const packet = packetOf(bytes)
  return Array.from({ length: packet.n }, (_, i) =>
    encodeSamples({
      ...packet,
      n: 1,
      sequence: packet.sequence + i,
      tick: packet.tick + i * packet.period_ticks,
      counts: Uint16Array.from({ length: packet.sensors }, (_unused, k) => packet.counts[k * packet.n + i]!),
    }),
  )
}
