import fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IngestRecord } from '@solestream/ingest'
import { createJournal, openRecording } from '@solestream/ingest/recordings'
import { SIDES, type GraphOutput, type Side, type Stride } from '@solestream/processing/model'
import { createMemoryStore, type ResultKey } from '@solestream/processing/storage'
import { analyzeRecording } from '../src/analyze/analysis.ts'
import { analyzeDocument } from '../src/analyze/document.ts'
import type { LiveOutput } from '../src/run/liveGraph.ts'
import { createPipeline } from '../src/run/pipeline.ts'
import { createStrideWriter } from '../src/run/strideWriter.ts'
import { lossy, seeded, walkRecords, type Loss } from './lossyWalk.ts'

const DURATION_S = 75
const key: ResultKey = { session: 's', algorithm: 'gait@1', mode: 'online' }
const folder = mkdtempSync(join(tmpdir(), 'solestream-lossy-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let records: readonly IngestRecord[]
beforeAll(async () => {
  records = await walkRecords({ seed: 5, duration_s: DURATION_S, strideVariability_percent: 3, asymmetry_percent: 6 })
})

const inOrder = (strides: readonly Stride[]) => strides.toSorted((a, b) => a.start_s - b.start_s || a.side.localeCompare(b.side))

interface Live {
  /** In the store, just before the end. */
  readonly stored: readonly Stride[]
  readonly storedCount: number
  /** What somebody who only listened knows. */
  readonly heard: readonly Stride[]
  readonly summary: Extract<GraphOutput, { type: 'summary' }>
  readonly replaced: number
  readonly lost: number
  readonly recovered: number
  readonly longest_ms: number
}

async function live(of: readonly IngestRecord[]): Promise<Live> {
  const store = createMemoryStore()
  await store.openSession({
    ...{ id: 's', started_utc: '2026-01-01T00:00:00.000Z', ended_utc: null, source: 'simulated' },
    ...{ pseudonym: null, condition: null, task: 'walk' },
  })
  const writer = createStrideWriter(store, key)
  let heard: Stride[] = []
  let summary: Live['summary'] | null = null
  let replaced = 0
  const pipeline = createPipeline(0, (output: LiveOutput) => {
    if (output.type === 'stride') {
      writer.add(output.stride)
      heard.push(output.stride)
    } else if (output.type === 'replaced') {
      const { side, from_s, to_s, strides, before } = output
      writer.replace(output)
      replaced++
      const gone = heard.filter((s) => s.side === side && s.start_s >= from_s && s.start_s < to_s)
      expect(inOrder(before)).toEqual(inOrder(gone))
      heard = [...heard.filter((s) => !gone.includes(s)), ...strides]
    } else if (output.type === 'summary') summary = output
  })
  let longest_ms = 0
  for (const record of of) {
    const before_ms = performance.now()
    pipeline.take(record)
    longest_ms = Math.max(longest_ms, performance.now() - before_ms)
  }
  await writer.finish()
  const stored = await store.strides('s', key)
  const counts = pipeline.quality()
  const sum = (name: 'lost' | 'recovered') => (counts?.left?.[name] ?? 0) + (counts?.right?.[name] ?? 0)
  const result = { stored, storedCount: writer.stored, heard: inOrder(heard), summary: summary!, replaced, longest_ms }
  pipeline.end()
  return { ...result, lost: sum('lost'), recovered: sum('recovered') }
}

const isLate = (r: IngestRecord): boolean => r.type === 'packet' && (r.bytes[2]! & 1) === 1

async function closed(of: readonly IngestRecord[], name: string): Promise<string> {
  const file = join(folder, `${name}.journal`)
  const journal = createJournal({ file })
  for (const record of of) journal.append(record)
  await journal.close()
  const analysis = await analyzeRecording(await openRecording(file, {}), { mode: 'offline', task: 'walk' })
  return JSON.stringify(analyzeDocument(analysis, 'test')).replace(/"recoveredSamples":\d+/, '"recoveredSamples":0')
}

const losses = (never: number): fc.Arbitrary<{ readonly seed: number; readonly loss: Loss }> =>
  fc.record({
    seed: fc.integer(),
    loss: fc.record({
      share: fc.double({ min: 0.002, max: 0.05, noNaN: true }),
      burst: fc.integer({ min: 1, max: 80 }),
      within_s: fc.double({ min: 0, max: 12, noNaN: true }),
      from_s: fc.constant(1),
      to_s: fc.constant(DURATION_S - 20),
      never: fc.constant(never),
    }),
  })

describe('a walk whose losses are all recovered', () => {
  it('has, live, the strides and figures of the undisturbed one, and so its close, to the byte', async () => {
    const whole = await live(records)
    const final = await closed(records, 'whole')
    expect(whole.stored.length).toBeGreaterThan(100)
    let run = 0
    await fc.assert(
      fc.asyncProperty(losses(0), async ({ seed, loss }) => {
        const disturbed = lossy(records, seeded(seed), loss)
        const got = await live(disturbed)
        expect(got.lost).toBe(0)
        expect(got.stored).toEqual(whole.stored)
        expect(got.storedCount).toBe(whole.stored.length)
        expect(got.heard).toEqual(inOrder(whole.stored))
        expect(got.summary.summary).toEqual(whole.summary.summary)
        if (got.recovered > 0) expect(got.replaced).toBeGreaterThan(0)
        expect(await closed(disturbed, `disturbed-${String(run++)}`)).toBe(final)
      }),
      { numRuns: 8 },
    )
  })
})

describe('a walk of which some samples never come', () => {
  it('has, live, what it would have had without those samples at once, whatever came late', async () => {
    await fc.assert(
      fc.asyncProperty(losses(0.3), async ({ seed, loss }) => {
        const random = seeded(seed)
        const late = lossy(records, random, loss)
        // The same samples, each at its own time.
        const inTime = lossy(records, seeded(seed), { ...loss, within_s: 0 })
        const sooner = inTime.map((r) => (isLate(r) ? { ...r, host_s: r.host_s - 0.3 } : r)).sort((a, b) => a.host_s - b.host_s)
        const [got, expected] = [await live(late), await live(sooner)]
        expect(got.lost).toBe(expected.lost)
        expect(got.stored).toEqual(expected.stored)
        expect(got.heard).toEqual(expected.heard)
        expect(got.summary.summary).toEqual(expected.summary.summary)
        expect(got.summary.quality).toEqual(expected.summary.quality)
      }),
      { numRuns: 8 },
    )
  })
})

describe('a long walk', () => {
  const FROM_S = 60
  const BACK_S = 210
  let long: readonly IngestRecord[]
  beforeAll(async () => {
    long = await walkRecords({ seed: 6, duration_s: 260, strideVariability_percent: 3 })
  })
  /** Insoles out of range from FROM_S to BACK_S; what their rings hold comes back afterwards, oldest first. */
  function away(ring_s: number, delay: (host_s: number) => number, sides: readonly Side[] = SIDES): IngestRecord[] {
    const late = (r: Extract<IngestRecord, { type: 'packet' }>): IngestRecord => {
      const bytes = r.bytes.slice()
      bytes[2] = (bytes[2] ?? 0) | 1
      return { ...r, bytes, host_s: delay(r.host_s) }
    }
    return long
      .flatMap((r) => {
        if (r.type !== 'packet' || !sides.includes(r.side) || r.host_s < FROM_S || r.host_s >= BACK_S) return [r]
        return r.host_s < BACK_S - ring_s ? [] : [late(r)]
      })
      .sort((a, b) => a.host_s - b.host_s)
  }

  it('after minutes out of range has, live, what the rings held, and an exact gap before it', async () => {
    const got = await live(away(60, (host_s) => BACK_S + 0.5 + (host_s - BACK_S + 60) / 4))
    const expected = await live(away(60, (host_s) => host_s))
    expect(got.recovered).toBeGreaterThan(11_000)
    expect(got.lost).toBe(expected.lost)
    expect(got.stored).toEqual(expected.stored)
    expect(got.stored.filter((s) => s.start_s > 150 && s.end_s < 209).length).toBeGreaterThan(90)
    expect(got.summary.quality.sides.left?.gaps.length).toBe(1)
    expect(got.summary.quality).toEqual(expected.summary.quality)
  })

  it('forgets what is long past: what comes later than that is for the close', async () => {
    const much = away(150, (host_s) => BACK_S + 5 + (host_s - FROM_S) / 8, ['left'])
    const [got, whole] = [await live(much), await live(long)]
    expect(got.lost).toBe(0)
    const left = (of: Live, from_s: number, to_s: number) =>
      of.stored.filter((s) => s.side === 'left' && s.start_s > from_s && s.end_s < to_s).map((s) => [s.start_s, s.end_s])
    expect(left(got, FROM_S, 80)).toEqual([])
    expect(left(whole, FROM_S, 80).length).toBeGreaterThan(10)
    expect(left(got, 110, 260)).toEqual(left(whole, 110, 260))
    expect(await closed(much, 'much')).toBe(await closed(long, 'long'))
  })
})
