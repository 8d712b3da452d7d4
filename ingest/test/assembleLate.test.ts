import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SampleBlock } from '@solestream/processing/model'
import { createAssembler } from '@solestream/ingest'
import type { Assembler, IngestRecord } from '@solestream/ingest'
import { infoOf, insoleRecord, packetOf, packetRecord, PERIOD, samplesOf } from './assembleParts.ts'

/** A run of samples and how it comes to the host: live, by backfill, both, or never. */
interface Part {
  readonly n: number
  readonly fate: 'live' | 'recovered' | 'both' | 'never'
}
const FIRST_TICK = 2 ** 32 - 300_000
const insole = insoleRecord(infoOf('left', 'shared'))

const part = (...fates: readonly Part['fate'][]) => fc.record({ n: fc.integer({ min: 1, max: 7 }), fate: fc.constantFrom(...fates) })
/** A recording begins and ends with what came live. */
const stream = fc
  .tuple(
    part('live', 'both'),
    fc.array(part('live', 'live', 'live', 'recovered', 'both', 'never'), { maxLength: 40 }),
    part('live', 'both'),
  )
  .map(([first, inner, last]) => [first, ...inner, last])

interface Sent {
  readonly sequence: number
  readonly n: number
  readonly recovered: boolean
}
function sentOf(parts: readonly Part[]): Sent[] {
  let sequence = 0
  return parts.flatMap(({ n, fate }) => {
    const from = sequence
    sequence += n
    const live = { sequence: from, n, recovered: false }
    // Backfill cuts anew.
    const again = Array.from({ length: Math.ceil(n / 2) }, (_, k) => ({
      sequence: from + 2 * k,
      n: Math.min(2, n - 2 * k),
      recovered: true,
    }))
    return [...(fate === 'live' || fate === 'both' ? [live] : []), ...(fate === 'recovered' || fate === 'both' ? again : [])]
  })
}
const recordOf = ({ sequence, n, recovered }: Sent, host_s: number): IngestRecord =>
  packetRecord(packetOf(sequence, n, FIRST_TICK, 1, { recovered }), host_s)

function assembled(assembler: Assembler, records: readonly IngestRecord[]): SampleBlock[] {
  return [...records.flatMap((record) => assembler.push(record)), ...assembler.end()]
}
const sum = (parts: readonly Part[], ...fates: readonly Part['fate'][]) => parts.reduce((n, p) => (fates.includes(p.fate) ? n + p.n : n), 0)
const numbers = (blocks: readonly SampleBlock[]) => samplesOf(blocks).map((s) => s.sequence)

describe('a whole recording', () => {
  it('gives the same in whatever order, by whatever way and however often its samples came', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.nat(), { maxLength: 10 }), fc.infiniteStream(fc.nat()), (parts, again, chance) => {
        const sent = sentOf(parts)
        const more = again.map((k) => sent[k % sent.length] as Sent)
        const arrivals = [...sent, ...more]
          .map((packet) => ({ packet, at: chance.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ packet }, k) => recordOf(packet, FIRST_TICK / 1e6 + 0.01 * k))
        const assembler = createAssembler({ mode: 'final' })
        const blocks = assembled(assembler, [insole, ...arrivals])

        const undisturbed = createAssembler({ mode: 'final' })
        const all = samplesOf(
          assembled(undisturbed, [
            insole,
            ...sentOf(parts.map((p) => ({ ...p, fate: 'live' }))).map((p, k) => recordOf(p, FIRST_TICK / 1e6 + 0.05 * k)),
          ]),
        )
        const missing = new Set<number>()
        let sequence = 0
        for (const { n, fate } of parts) for (let i = 0; i < n; i++, sequence++) if (fate === 'never') missing.add(sequence)
        expect(samplesOf(blocks)).toEqual(all.filter((s) => !missing.has(s.sequence)))
        // Gaps only where samples never came, each where it is.
        let next = 0
        for (const block of blocks) {
          expect(block.lostBefore).toBe(block.sequence - next)
          next = block.sequence + block.n
        }
        const { received, recovered, lost, duplicates, faults } = assembler.quality().left!
        const distinct = sum(parts, 'live', 'recovered', 'both')
        const copies = [...sent, ...more].reduce((n, p) => n + p.n, 0)
        expect({ received, recovered, lost, duplicates, faults }).toEqual({
          received: distinct,
          recovered: sum(parts, 'recovered'),
          lost: missing.size,
          duplicates: copies - distinct,
          faults: {},
        })
      }),
      { numRuns: 300 },
    )
  })

  it('leaves out what backfill brought from before its beginning and after its end', () => {
    const recovered = { recovered: true }
    const packets = [
      packetOf(0, 5, 0, 1, recovered),
      packetOf(10, 5),
      packetOf(20, 5),
      packetOf(15, 5, 0, 1, recovered),
      packetOf(30, 5, 0, 1, recovered),
    ]
    const assembler = createAssembler({ mode: 'final' })
    const blocks = assembled(assembler, [insole, ...packets.map((bytes, k) => packetRecord(bytes, 0.2 + 0.05 * k))])
    expect(numbers(blocks)).toEqual(Array.from({ length: 15 }, (_, i) => 10 + i))
    expect(assembler.quality().left).toMatchObject({ received: 15, recovered: 5, lost: 0, gaps: 0, faults: {} })
  })

  it('lies on the same line of time for every order of what was recovered', () => {
    const records = (order: (recovered: readonly IngestRecord[]) => readonly IngestRecord[]): IngestRecord[] => {
      const sync = (host_s: number): IngestRecord => {
        const tick = Math.round(1e6 * host_s)
        return {
          type: 'sync',
          side: 'left',
          host_s,
          exchange: { sent_s: host_s - 0.01, deviceReceived_tick: tick, deviceSent_tick: tick, received_s: host_s + 0.02 },
        }
      }
      const live = [0, 5, 10, 30, 35, 40].map((sequence) => packetRecord(packetOf(sequence, 5), sequence / 100 + 0.06))
      const late = [15, 20, 25].map((sequence) => packetRecord(packetOf(sequence, 5, 0, 1, { recovered: true }), 0.5))
      return [
        insoleRecord(infoOf('left', 'device')),
        sync(0.01),
        ...live.slice(0, 4),
        sync(0.3),
        ...order(late),
        ...live.slice(4),
        sync(0.5),
      ]
    }
    const of = (order: Parameters<typeof records>[0]) => samplesOf(assembled(createAssembler({ mode: 'final' }), records(order)))
    const inOrder = of((late) => late)
    expect(inOrder.map((s) => s.sequence)).toEqual(Array.from({ length: 45 }, (_, i) => i))
    expect(of((late) => late.toReversed())).toEqual(inOrder)
    expect(of(([a, b, c]) => [b!, a!, c!, b!])).toEqual(inOrder)
  })
})

describe('a live stream', () => {
  it('is never held up: what comes late gives blocks of its own, each sample once', () => {
    fc.assert(
      fc.property(stream, fc.integer({ min: 1, max: 8 }), (parts, behind) => {
        const sent = sentOf(parts)
        const live = sent.filter((p) => !p.recovered)
        // Each recovered packet comes so many live ones after its place.
        const arrivals = live.flatMap((packet, k) => {
          const [from, to] = [live[k - behind]?.sequence ?? -1, live[k - behind + 1]?.sequence ?? -1]
          const last = k === live.length - 1
          return [packet, ...sent.filter((p) => p.recovered && p.sequence > from && (p.sequence < to || last))]
        })
        const host_s = (k: number) => FIRST_TICK / 1e6 + 0.05 * k
        const without = createAssembler()
        const withLate = createAssembler()
        const plain = assembled(without, [insole, ...live.map((p, k) => recordOf(p, host_s(k)))])
        const blocks = assembled(withLate, [insole, ...arrivals.map((p, k) => recordOf(p, host_s(k)))])
        const late = new Set(blocks.filter((b) => b.recovered))
        expect(blocks.filter((b) => !late.has(b)).map((b) => [b.sequence, b.lostBefore])).toEqual(
          plain.map((b) => [b.sequence, b.lostBefore]),
        )
        expect([...late].every((b) => Math.abs(b.time_s[0]! - (FIRST_TICK + b.sequence * PERIOD) / 1e6) < 1e-9)).toBe(true)
        expect(numbers(blocks).length).toBe(new Set(numbers(blocks)).size)
        const [counts, before] = [withLate.quality().left!, without.quality().left!]
        const found = sum(parts, 'recovered')
        expect(counts).toMatchObject({
          received: before.received + found,
          recovered: found,
          late: 0,
          lost: before.lost - found,
          faults: {},
        })
        expect(counts.lost).toBe(sum(parts, 'never'))
        const ranges = withLate.missing('left')
        expect(ranges.reduce((n, range) => n + range.count, 0)).toBe(counts.lost)
        expect(ranges.length).toBe(counts.gaps)
      }),
      { numRuns: 300 },
    )
  })

  it('says which samples are missing, and after a reboot those since the start too', () => {
    const assembler = createAssembler()
    const push = (bytes: Uint8Array, host_s: number) => assembler.push(packetRecord(bytes, host_s))
    assembler.push(insole)
    for (const sequence of [100, 105, 120]) push(packetOf(sequence, 5, 0), 1.05 + sequence / 100)
    expect(assembler.missing('left')).toEqual([{ boot: 1, first: 110, count: 10 }])
    assembler.push(insoleRecord(infoOf('left', 'shared', 2, 2)))
    const again = [30, 35].flatMap((sequence) => push(packetOf(sequence, 5, 3_000_000, 2), 3.35 + (sequence - 30) / 100))
    expect(again.map((b) => b.lostBefore)).toEqual([205, 0])
    expect(assembler.missing('left')).toEqual([{ boot: 2, first: 0, count: 30 }])
    const late = [0, 7, 14, 21, 28].flatMap((sequence) =>
      push(packetOf(sequence, Math.min(7, 30 - sequence), 3_000_000, 2, { recovered: true }), 4),
    )
    expect(numbers(late)).toEqual(Array.from({ length: 30 }, (_, i) => i))
    expect(assembler.missing('left')).toEqual([])
    expect(assembler.quality().left).toMatchObject({ received: 15 + 40, recovered: 30, lost: 10 + 175, gaps: 2, boots: 2, faults: {} })
  })

  it('does not ask for what was before it: a recording begins where it begins', () => {
    const assembler = createAssembler()
    assembler.push(insole)
    for (const sequence of [100, 105]) assembler.push(packetRecord(packetOf(sequence, 5), 1.05))
    assembler.push(packetRecord(packetOf(90, 5, 0, 1, { recovered: true }), 1.1))
    expect(assembler.missing('left')).toEqual([])
  })

  it('a recovered packet that contradicts the stream is not believed', () => {
    const assembler = createAssembler()
    assembler.push(insole)
    for (const sequence of [0, 5, 20]) assembler.push(packetRecord(packetOf(sequence, 5), 0.05 + sequence / 100))
    const wrong = packetOf(10, 5, 0, 1, { recovered: true })
    new DataView(wrong.buffer).setUint32(8, 900_000, true)
    expect(assembler.push(packetRecord(wrong, 0.3))).toEqual([])
    expect(assembler.quality().left).toMatchObject({ received: 15, lost: 10, recovered: 0, faults: { implausible: 1 } })
  })
})

describe('counting', () => {
  it('knows what is missing as a live stream does, without samples, over losses, late samples and reboots', () => {
    fc.assert(
      fc.property(stream, stream, (first, second) => {
        const [live, count] = [createAssembler(), createAssembler({ mode: 'count' })]
        const records = [first, second].flatMap((parts, k) => {
          const at = (n: number) => 1 + 100 * k + 0.05 * n
          const sent = sentOf(parts).map((p, n) => packetRecord(packetOf(p.sequence, p.n, 1e8 * k, k + 1, p), at(n)))
          return [insoleRecord(infoOf('left', 'shared', 2, k + 1)), ...sent]
        })
        for (const record of records) {
          live.push(record)
          expect(count.push(record)).toEqual([])
          expect(count.missing('left')).toEqual(live.missing('left'))
        }
      }),
    )
  })
})
