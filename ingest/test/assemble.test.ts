import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fragment } from '@solestream/firmware-protocol'
import type { SampleBlock } from '@solestream/processing/model'
import { createAssembler } from '@solestream/ingest'
import type { Assembler, IngestRecord } from '@solestream/ingest'
import { infoOf, insoleRecord, packetOf, packetRecord, PERIOD, samplesOf } from './assembleParts.ts'

const SHARED_LEFT = insoleRecord(infoOf('left', 'shared'))

function assembled(records: readonly IngestRecord[], assembler: Assembler = createAssembler()): SampleBlock[] {
  return [...records.flatMap((record) => assembler.push(record)), ...assembler.end()]
}
/** Packets of these sizes, one after the other; a negative size is a loss. */
function cut(sizes: readonly number[], firstTick = 0): Uint8Array[] {
  let sequence = 0
  return sizes.flatMap((size) => {
    const from = sequence
    sequence += Math.abs(size)
    return size > 0 ? [packetOf(from, size, firstTick)] : []
  })
}
const inTime = (packets: readonly Uint8Array[], firstTick = 0) =>
  packets.map((bytes) => packetRecord(bytes, (firstTick + new DataView(bytes.buffer).getUint32(4, true) * PERIOD) / 1e6))
const sizes = fc.array(
  fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1, max: 7 }) }, { weight: 1, arbitrary: fc.integer({ min: -900, max: -1 }) }),
  {
    minLength: 1,
    maxLength: 40,
  },
)

describe('assembling', () => {
  it('gives the same samples at the same times for any cutting into packets and notifications', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 20, max: 60 }), fc.constantFrom(0, 2 ** 32 - 300_000), (list, room, firstTick) => {
        const singles = list.flatMap((size) => (size > 0 ? Array.from({ length: size }, () => 1) : [size]))
        const reference = createAssembler()
        const other = createAssembler()
        const one = assembled([SHARED_LEFT, ...inTime(cut(singles, firstTick), firstTick)], reference)
        const whole = inTime(cut(list, firstTick), firstTick)
        const many = whole.flatMap((record, id) =>
          record.type === 'packet' ? fragment(record.bytes, room, id & 255).map((bytes) => ({ ...record, bytes })) : [],
        )
        const two = assembled([SHARED_LEFT, ...many], other)
        expect(samplesOf(two)).toEqual(samplesOf(one))
        const [a, b] = [reference.quality().left, other.quality().left]
        expect({ ...b, packets: 0 }).toEqual({ ...a, packets: 0 })
        // Losses at either end can't be known.
        const first = list.findIndex((size) => size > 0)
        const inner = list.slice(first, list.findLastIndex((size) => size > 0) + 1)
        if (first >= 0) expect(a?.lost).toBe(inner.reduce((sum, size) => sum + Math.max(0, -size), 0))
        expect(samplesOf(one).every((s) => Math.abs(s.time_s - (firstTick + s.sequence * PERIOD) / 1e6) < 1e-9)).toBe(true)
      }),
    )
  })

  it('starts a block after each gap, and says how many samples are missing', () => {
    const blocks = assembled([SHARED_LEFT, ...inTime(cut([5, 5, -7, 5, -1, 5]))])
    expect(blocks.map((b) => [b.sequence, b.n, b.lostBefore])).toEqual([
      [0, 5, 0],
      [5, 5, 0],
      [17, 5, 7],
      [23, 5, 1],
    ])
  })

  it('makes missing values NaN and saturated ones full scale, counted', () => {
    const blocks = assembled([SHARED_LEFT, ...inTime(cut([4, 4]))])
    expect(blocks[0]?.counts[1 * 4 + 3]).toBeNaN()
    expect(blocks[1]?.counts[0 * 4 + 1]).toBe(4000)
    expect(blocks.map((b) => b.saturated)).toEqual([0, 1])
  })

  it('takes each sample once: repeated and overlapping packets, and late ones, are counted; late ones hold nothing up', () => {
    const assembler = createAssembler()
    const packets = [packetOf(0, 5), packetOf(5, 5), packetOf(5, 5), packetOf(8, 5), packetOf(20, 5), packetOf(13, 5), packetOf(25, 5)]
    const records = packets.map((bytes, k) => packetRecord(bytes, 0.1 + 0.05 * k))
    expect(samplesOf(assembled([SHARED_LEFT, ...records], assembler)).map((s) => s.sequence)).toEqual([
      ...Array.from({ length: 13 }, (_, i) => i),
      ...Array.from({ length: 5 }, (_, i) => 20 + i),
      ...Array.from({ length: 5 }, (_, i) => 13 + i),
      ...Array.from({ length: 5 }, (_, i) => 25 + i),
    ])
    expect(assembler.quality().left).toMatchObject({ received: 28, recovered: 0, duplicates: 7, late: 5, lost: 2, gaps: 1, faults: {} })
  })

  it('subtracts the origin', () => {
    const [block] = assembled([SHARED_LEFT, ...inTime(cut([5, 5]))], createAssembler({ origin_s: 0.5 }))
    expect(block?.time_s[1]).toBeCloseTo(-0.49, 12)
  })

  it('keeps the feet apart, in the order of arrival', () => {
    const right = insoleRecord(infoOf('right', 'shared'))
    const records = cut([5, 5, 5]).flatMap((bytes) => [packetRecord(bytes, 0, 'left'), packetRecord(bytes, 0, 'right')])
    const blocks = assembled([SHARED_LEFT, right, ...records])
    expect(blocks.map((b) => b.side)).toEqual(['left', 'left', 'right', 'right', 'left', 'right'])
  })

  it('goes on after a reboot: sequence and ticks begin anew, the loss is estimated from time', () => {
    const assembler = createAssembler()
    const before = [packetOf(100, 5, 0), packetOf(105, 5, 0)].map((bytes, k) => packetRecord(bytes, 1.05 + 0.05 * k))
    // Session time 3 s and after; a shared clock goes on.
    const after = [packetOf(0, 5, 3_000_000, 2), packetOf(5, 5, 3_000_000, 2)].map((bytes, k) => packetRecord(bytes, 3.05 + 0.05 * k))
    const blocks = assembled([SHARED_LEFT, ...before, insoleRecord(infoOf('left', 'shared', 2, 2)), ...after], assembler)
    expect(blocks.map((b) => [b.sequence, b.lostBefore])).toEqual([
      [100, 0],
      [105, 0],
      [0, 190],
      [5, 0],
    ])
    expect(assembler.quality().left?.boots).toBe(2)
  })

  it('follows a new rate', () => {
    const slow = (sequence: number) => packetOf(sequence, 5, 0, 1, { period: 2 * PERIOD })
    const at = (bytes: Uint8Array, tick: number) => {
      new DataView(bytes.buffer).setUint32(8, tick, true)
      return packetRecord(bytes, tick / 1e6)
    }
    const blocks = assembled([SHARED_LEFT, ...inTime(cut([5, 5])), at(slow(10), 100_000), at(slow(15), 200_000)])
    expect(blocks.map((b) => b.lostBefore)).toEqual([0, 0, 0, 0])
    expect(Array.from(blocks.at(-1)?.time_s ?? [])).toEqual([0.2, 0.22, 0.24, 0.26, 0.28])
  })

  it('a hole in the ticks is a gap even where the sequence goes on', () => {
    const hole = [packetOf(10, 5, 1_000_000), packetOf(15, 5, 1_000_000)].map((bytes) => packetRecord(bytes, 1.2))
    const blocks = assembled([SHARED_LEFT, ...inTime(cut([5, 5])), ...hole])
    expect(blocks.map((b) => b.lostBefore)).toEqual([0, 0, 100, 0])
  })
})

describe('bad packets', () => {
  it('cost their own samples, never the stream', () => {
    const packets = cut(Array.from({ length: 30 }, () => 5))
    const good = samplesOf(assembled([SHARED_LEFT, ...inTime(packets)]))
    const byte = fc.record({ at: fc.nat(1000), to: fc.nat(255) })
    fc.assert(
      fc.property(fc.nat(29), fc.array(byte, { minLength: 1, maxLength: 4 }), fc.option(fc.nat(200)), (victim, changes, length) => {
        const bytes = (packets[victim] ?? new Uint8Array(0)).slice(0, length ?? 1000)
        for (const { at, to } of changes) if (bytes.length > 0) bytes[at % bytes.length] = to
        const records = inTime(packets).map((record, k) => (k === victim && record.type === 'packet' ? { ...record, bytes } : record))
        const got = samplesOf(assembled([SHARED_LEFT, ...records]))
        const others = (s: { sequence: number }) => Math.floor(s.sequence / 5) !== victim
        expect(got.filter(others)).toEqual(good.filter(others))
        expect(got.length).toBeLessThanOrEqual(good.length)
      }),
      { numRuns: 800 },
    )
  })

  it('are counted by name', () => {
    const assembler = createAssembler()
    const foreign = [
      Uint8Array.of(),
      Uint8Array.of(2, 1, 0),
      Uint8Array.of(1, 9),
      packetOf(10, 5).slice(0, 40),
      Uint8Array.of(1, 2, 5, 3, 0),
    ]
    assembler.push(packetRecord(packetOf(0, 5), 0))
    assembled([insoleRecord(infoOf('left', 'shared', 3)), packetRecord(packetOf(0, 5), 0)], assembler)
    assembled(
      [
        SHARED_LEFT,
        ...inTime(cut([5, 5])),
        ...foreign.map((bytes) => packetRecord(bytes, 0.1)),
        packetRecord(packetOf(9999, 5, 12_345_678), 0.15),
      ],
      assembler,
    )
    expect(assembler.quality().left).toMatchObject({
      received: 10,
      faults: {
        'no-insole': 1,
        'wrong-sensors': 1,
        'too-short': 2,
        'wrong-version': 1,
        'wrong-type': 1,
        'lost-fragment': 1,
        implausible: 1,
      },
    })
  })

  it('random notifications never throw, and what follows is whole', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 64 }), { maxLength: 30 }), fc.boolean(), (junk, begun) => {
        const started = junk.map((bytes) => {
          if (begun && bytes.length > 1) bytes.set([1, 1])
          return packetRecord(bytes, 0.05)
        })
        const packets = cut([5, 5, 5, 5])
        const got = samplesOf(assembled([SHARED_LEFT, ...started, ...inTime(packets)]))
        expect(got.slice(-20).map((s) => s.sequence)).toEqual(Array.from({ length: 20 }, (_, i) => i))
      }),
      { numRuns: 300 },
    )
  })
})
