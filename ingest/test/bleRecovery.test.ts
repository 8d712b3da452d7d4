import fc from 'fast-check'
import { decodeCommand, type Command } from '@solestream/firmware-protocol'
import { createAssembler, type IngestRecord, type Source } from '@solestream/ingest'
import { createBleSource } from '@solestream/ingest/ble'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakeRadio, type FakeInsole } from './ble/fakeRadio.ts'
import { samplesOf } from './assembleParts.ts'
import { seeded } from './clockModel.ts'

const RECOVERED = 1
const isRecovered = (bytes: Uint8Array): boolean => (bytes[2]! & RECOVERED) !== 0
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)

interface Bench {
  readonly fake: FakeInsole
  readonly source: Source
  readonly records: IngestRecord[]
  /** Commands that reached the insole. */
  readonly commands: Command[]
  detail(): string
}

const open: Source[] = []
async function bench(settings: { readonly ring_s?: number } = {}): Promise<Bench> {
  const radio = createFakeRadio()
  const fake = radio.add('left', settings)
  const commands: Command[] = []
  const { write } = fake.insole
  fake.insole.write = (bytes, now_s) => {
    const command = decodeCommand(bytes)
    if (command.ok) commands.push(command.value)
    return write(bytes, now_s)
  }
  const records: IngestRecord[] = []
  const source = createBleSource({ radio, clock: { now_s: () => performance.now() / 1000, slept_s: () => 0 } })
  await source.start({ record: (r) => void records.push(r), state: () => undefined, ready: () => Promise.resolve() })
  open.push(source)
  radio.turn('on')
  await pass(1000)
  return { fake, source, records, commands, detail: () => records.findLast((r) => r.type === 'link')?.detail ?? '' }
}

/** What the journal would give of it. */
function outcome(records: readonly IngestRecord[]) {
  const assembler = createAssembler({ mode: 'final' })
  const blocks = [...records.flatMap((r) => assembler.push(r)), ...assembler.end()]
  return { blocks, sequences: samplesOf(blocks).map((s) => s.sequence), counts: assembler.quality().left! }
}
const whole = (sequences: readonly number[]): boolean => sequences.every((s, i) => i === 0 || s === sequences[i - 1]! + 1)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance', 'Date'] })
})
afterEach(async () => {
  for (const source of open.splice(0)) await source.stop()
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

describe('what was lost on the air', () => {
  it('is asked for and comes, whatever is lost, recovered packets too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 0, max: 40 }), async (seed, percent) => {
        const b = await bench()
        const { counts: before } = outcome(b.records)
        const random = seeded(seed)
        b.fake.air = (bytes) => (100 * random() < (isRecovered(bytes) ? percent / 4 : percent) ? [] : [bytes])
        await pass(15_000)
        b.fake.air = (bytes) => [bytes]
        await pass(20_000)
        const { sequences, counts } = outcome(b.records)
        expect(before.lost).toBe(0)
        expect(whole(sequences)).toBe(true)
        expect(counts).toMatchObject({ lost: 0, gaps: 0, faults: {} })
        if (percent > 5) expect(counts.recovered).toBeGreaterThan(0)
        expect(b.detail()).toBe('Samples arrive.')
        await b.source.stop()
      }),
      { numRuns: 10 },
    )
  })

  it('is asked for oldest first, one range at a time, and not while it may be a matter of order', async () => {
    const b = await bench()
    let held: Uint8Array | null = null
    // One packet after its next one.
    b.fake.air = (bytes) => {
      const out = held === null ? [] : [bytes, held]
      held = held === null ? bytes : null
      return out
    }
    await pass(1500)
    b.fake.air = (bytes) => [bytes]
    await pass(2000)
    expect(b.commands.some((c) => c.command === 'backfill')).toBe(false)
    expect(whole(outcome(b.records).sequences)).toBe(true)
    // Three gaps at once: while nothing comes by backfill, nothing else is asked for.
    let k = 0
    b.fake.air = (bytes) => (isRecovered(bytes) || k++ % 5 === 4 ? [] : [bytes])
    await pass(1500)
    b.fake.air = (bytes) => [bytes]
    await pass(8000)
    const asked = b.commands.filter((c) => c.command === 'backfill')
    const firsts = asked.map((c) => c.firstSequence)
    expect(new Set(firsts).size).toBeGreaterThan(1)
    expect(firsts).toEqual(firsts.toSorted((x, y) => x - y))
    expect(outcome(b.records).counts).toMatchObject({ lost: 0 })
  })

  it('comes over a lost link too, and a person sees that it does', async () => {
    const b = await bench()
    b.fake.advertising = false
    b.fake.connection?.drop()
    await pass(10_000)
    b.fake.advertising = true
    await pass(2500)
    expect(b.detail()).toMatch(/^Samples arrive; recovering \d+ that were lost\.$/)
    expect(b.source.outstanding?.('left')).toBeGreaterThan(0)
    await pass(10_000)
    expect(b.source.outstanding?.('left')).toBe(0)
    const { sequences, counts } = outcome(b.records)
    expect(whole(sequences)).toBe(true)
    expect(counts).toMatchObject({ lost: 0, boots: 1 })
    expect(counts.recovered).toBeGreaterThan(900)
    expect(b.detail()).toBe('Samples arrive.')
  })

  it('that the ring has lost stays an exact gap', async () => {
    const b = await bench({ ring_s: 5 })
    b.fake.advertising = false
    b.fake.connection?.drop()
    await pass(30_000)
    b.fake.advertising = true
    await pass(20_000)
    const { blocks, sequences, counts } = outcome(b.records)
    const gaps = blocks.filter((block) => block.lostBefore > 0)
    expect(gaps.length).toBe(1)
    expect(counts.gaps).toBe(1)
    expect(counts.lost).toBe(gaps[0]!.lostBefore)
    // All but what the ring held, and what was on its way while it was asked for.
    expect(counts.lost).toBeGreaterThan(2300)
    expect(counts.recovered).toBeGreaterThan(400)
    expect(sequences.length + counts.lost).toBe(sequences.at(-1)! - sequences[0]! + 1)
    expect(b.detail()).toBe('Samples arrive.')
    const asked = b.commands.filter((c) => c.command === 'backfill').length
    await pass(30_000)
    expect(b.commands.filter((c) => c.command === 'backfill').length).toBe(asked)
  })

  it('since its start is asked for when an insole started anew', async () => {
    const radio = createFakeRadio()
    const first = radio.add('left', { boot: 1 })
    const records: IngestRecord[] = []
    const source = createBleSource({ radio, clock: { now_s: () => performance.now() / 1000, slept_s: () => 0 } })
    await source.start({ record: (r) => void records.push(r), state: () => undefined, ready: () => Promise.resolve() })
    open.push(source)
    radio.turn('on')
    await pass(3000)
    first.advertising = false
    first.connection?.drop()
    await pass(2000)
    const again = radio.add('left', { boot: 2 })
    again.advertising = false
    await pass(4000)
    again.advertising = true
    await pass(10_000)
    const { blocks, counts } = outcome(records)
    expect(counts).toMatchObject({ boots: 2, gaps: 1, faults: {} })
    // The new boot is there from its first sample on.
    expect(blocks.filter((block) => block.lostBefore > 0).map((block) => block.sequence)).toEqual([0])
    expect(counts.recovered).toBeGreaterThan(350)
  })

  it('is given up when nothing of it ever comes, and the next range has its turn', async () => {
    const b = await bench()
    let k = 0
    b.fake.air = (bytes) => (isRecovered(bytes) || ++k === 10 ? [] : [bytes])
    await pass(15_000)
    expect(b.commands.filter((c) => c.command === 'backfill').length).toBe(5)
    expect(b.commands.filter((c) => c.command === 'backfillCancel').length).toBe(5)
    b.fake.air = (bytes) => (isRecovered(bytes) || ++k % 40 !== 0 ? [bytes] : [])
    await pass(6000)
    b.fake.air = (bytes) => [bytes]
    await pass(4000)
    const { counts } = outcome(b.records)
    expect(counts.gaps).toBe(1)
    expect(counts.recovered).toBeGreaterThan(0)
  })

  it('is not asked of an insole that keeps nothing', async () => {
    const b = await bench({ ring_s: 0 })
    let k = 0
    b.fake.air = (bytes) => (++k === 10 ? [] : [bytes])
    await pass(5000)
    expect(b.commands.some((c) => c.command === 'backfill')).toBe(false)
    expect(b.detail()).toBe('Samples arrive.')
    expect(b.source.outstanding?.('left')).toBe(0)
    expect(outcome(b.records).counts).toMatchObject({ gaps: 1, recovered: 0 })
  })
})
