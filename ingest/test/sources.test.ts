import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeSamples } from '@solestream/firmware-protocol'
import { ConfigurationFault, createReplaySource, createSimulatedSource } from '@solestream/ingest'
import type { IngestRecord, Source, SourceListener, SourceState } from '@solestream/ingest'
import { createJournal, openRecording } from '@solestream/ingest/recordings'
import type { Recording } from '@solestream/ingest/recordings'
import { createWalker } from '@solestream/ingest/virtual'
import { SIDES } from '@solestream/processing/model'
import type { Side } from '@solestream/processing/model'
import { lacks, SHARED } from '@solestream/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GOOD_FILES, textOf } from './recordings/goodFiles.ts'

let folder = ''
let made = 0
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sources-'))
})
afterAll(() => rmSync(folder, { recursive: true }))
const fileOf = (content: string): string => {
  const file = join(folder, `${++made}.txt`)
  writeFileSync(file, content)
  return file
}

interface Played {
  readonly records: IngestRecord[]
  readonly states: SourceState[]
  readonly last: { readonly detail: string; readonly mend: string | null }
}

/** Plays a source to its end or failure. `each` may stop it early. */
async function play(source: Source, each: (record: IngestRecord, n: number) => void = () => undefined): Promise<Played> {
  const records: IngestRecord[] = []
  const states: SourceState[] = []
  let last = { detail: '', mend: null as string | null }
  await new Promise<void>((resolve, reject) => {
    const listener: SourceListener = {
      record(record) {
        records.push(record)
        each(record, records.length)
      },
      state(state, detail, mend) {
        states.push(state)
        last = { detail, mend }
        if (state === 'ended' || state === 'failed') resolve()
      },
      ready: () => new Promise((go) => setImmediate(go)),
    }
    source.start(listener).catch(reject)
  })
  await source.stop()
  return { records, states, last }
}

interface Samples {
  readonly time_s: number[]
  readonly values: number[][]
}

/** What a host reads from the packets of one side: times by ticks, values by the layout. */
function fromPackets(records: readonly IngestRecord[], side: Side): Samples {
  const all: Samples = { time_s: [], values: [] }
  let scale = 1
  let offset = 0
  for (const record of records) {
    if (record.type === 'insole' && record.side === side) ({ scale, offset } = record.info.layout)
    if (record.type !== 'packet' || record.side !== side) continue
    const packet = decodeSamples(record.bytes)
    if (!packet.ok) throw new Error(packet.detail)
    const { n, sensors, tick, period_ticks, counts } = packet.value
    for (let i = 0; i < n; i++) {
      all.time_s.push((tick + i * period_ticks) / 1e6)
      all.values.push(Array.from({ length: sensors }, (_, k) => (counts[k * n + i] === 0xfffe ? NaN : offset + scale * counts[k * n + i]!)))
    }
  }
  return all
}

function fromFile(recording: Recording, side: Side): Samples {
  const all: Samples = { time_s: [], values: [] }
  for (const block of recording.blocks())
    if (block.side === side)
      for (let i = 0; i < block.n; i++) {
        all.time_s.push(block.time_s[i]!)
        all.values.push(Array.from({ length: block.sensors }, (_, k) => block.counts[k * block.n + i]!))
      }
  return all
}

/** Largest difference; times to the microsecond of a tick. */
function expectSame(got: Samples, wanted: Samples, tolerance: number): void {
  expect(got.values.length).toBe(wanted.values.length)
  const time = Math.max(...got.time_s.map((t, i) => Math.abs(t - wanted.time_s[i]!)))
  expect(time).toBeLessThanOrEqual(0.5e-6 + 1e-12)
  const off = got.values.findIndex((row, i) =>
    row.some((value, k) => {
      const other = wanted.values[i]![k]!
      return Number.isNaN(value) !== Number.isNaN(other) || Math.abs(value - other) > tolerance
    }),
  )
  expect(off).toBe(-1)
}

const rowsOf = (n: number, cell: (i: number, k: number) => string, time: (i: number) => string = (i) => (i / 100).toFixed(2)): string =>
  `time_s,left_1,left_2,right_1\n${Array.from({ length: n }, (_, i) => [time(i), cell(i, 0), cell(i, 1), cell(i, 2)].join(',')).join('\n')}\n`

describe('a replayed file', () => {
  it.each<[string, string, number]>([
    ['whole counts, some negative', rowsOf(900, (i, k) => String(((i * 37 + k * 11) % 3000) - 2048)), 0],
    ['multiples of 0.11', rowsOf(900, (i, k) => (((i * 7 + k) % 10_000) * 0.11).toFixed(2)), 1e-4],
    ['missing cells', rowsOf(900, (i, k) => ((i + k) % 5 === 0 ? '' : String(i))), 0],
    [
      'uneven times and gaps',
      rowsOf(
        900,
        (i, k) => String(i + k),
        (i) => ((i + (i > 300 ? 20 : 0)) * 0.010003).toFixed(4),
      ),
      0,
    ],
    ['a range that no grid of u16 holds', rowsOf(900, (i, k) => (Math.sin(i + k) * 1000).toFixed(4)), 2000 / 65533],
  ])('gives the values and times that reading it gives: %s', async (_, content, tolerance) => {
    const file = fileOf(content)
    const { records, states } = await play(createReplaySource({ file, pace: 'max' }))
    expect(states).toEqual(['starting', 'streaming', 'ended'])
    const recording = await openRecording(file)
    for (const side of SIDES) expectSame(fromPackets(records, side), fromFile(recording, side), tolerance)
  })

  it.each(GOOD_FILES.filter((good) => good.format === 'pedar' || good.format === 'stappone'))('plays $name', async (good) => {
    const file = fileOf(textOf(good, good.rows))
    const { records, states } = await play(createReplaySource({ file, pace: 'max', ...good.options }))
    expect(states).toEqual(['starting', 'streaming', 'ended'])
    const recording = await openRecording(file, good.options)
    expect(recording.insoles.length).toBeGreaterThan(0)
    for (const { side } of recording.insoles) expectSame(fromPackets(records, side), fromFile(recording, side), 0.01)
  })

  it('is the same at any pace', async () => {
    const file = fileOf(rowsOf(300, (i, k) => String(i * k)))
    const fast = await play(createReplaySource({ file, pace: 'max' }))
    const paced = await play(createReplaySource({ file, pace: 50 }))
    expect(paced).toEqual(fast)
  })

  it('begins with what its insoles are, keeps to the order of time, and ends both', async () => {
    const { records } = await play(createReplaySource({ file: fileOf(rowsOf(500, String)), pace: 'max' }))
    expect(records.slice(0, 6).map((r) => `${r.type} ${'side' in r ? r.side : ''}`)).toEqual([
      'insole left',
      'link left',
      'status left',
      'insole right',
      'link right',
      'status right',
    ])
    const host = records.map((r) => r.host_s)
    expect(host).toEqual(host.toSorted((a, b) => a - b))
    expect(records.filter((r) => r.type === 'insole').every((r) => r.info.clock === 'shared')).toBe(true)
    const ended = records.filter((r) => r.type === 'link' && r.state === 'ended').map((r) => (r.type === 'link' ? r.side : ''))
    expect(ended).toEqual(['left', 'right'])
    expect(records.at(-1)).toMatchObject({ type: 'link', state: 'ended' })
    // one packet a foot, in turn
    const sides = records.filter((r) => r.type === 'packet').map((r) => r.side)
    expect(sides).toEqual(sides.map((_, i) => SIDES[i % 2]))
  })

  it('fails with file, line and mend where the file is bad, and does not start where it is none', async () => {
    const bad = fileOf(rowsOf(5000, (i) => (i === 4000 ? 'x' : '1')))
    // the whole file is read for its range before the first packet
    await expect(play(createReplaySource({ file: bad, pace: 'max' }))).rejects.toThrow(/line 4002: column 2 is "x"/)
    await expect(play(createReplaySource({ file: join(folder, 'none'), pace: 1 }))).rejects.toThrow(ConfigurationFault)
    const balance = fileOf('time_s,cop_ap_mm,cop_ml_mm\n0,1,1\n0.01,1,1\n0.02,1,1\n')
    await expect(play(createReplaySource({ file: balance, pace: 1 }))).rejects.toThrow(/no insole/)
    const names = Array.from({ length: 300 }, (_, k) => `left_${k + 1}`).join(',')
    const wide = fileOf(`time_s,${names}\n${[0, 1].map((t) => [t, ...names.split(',').map(() => 1)].join(',')).join('\n')}\n`)
    await expect(play(createReplaySource({ file: wide, pace: 1 }))).rejects.toThrow(/at most 255/)
  })

  it('says that it failed when the file changes while it plays', async () => {
    const text = rowsOf(100_000, (i) => String(i % 1000))
    const file = fileOf(text)
    const at = text.lastIndexOf('\n', text.length - 2) + 1
    const { states, last } = await play(createReplaySource({ file, pace: 'max' }), (_, n) => {
      if (n === 20) writeFileSync(file, `${text.slice(0, at)}damaged\n`)
    })
    expect(states.at(-1)).toBe('failed')
    expect(last.detail).toMatch(/line 100001: column 1 is "damaged"/)
    expect(last.mend).not.toBeNull()
  })
})

describe('a simulated walker', () => {
  it('streams what the walker measures', async () => {
    const settings = { seed: 12, duration_s: 20 }
    const { records } = await play(createSimulatedSource({ pace: 'max', walker: settings }))
    const walker = createWalker(settings)
    const { layout } = walker.insoles.right
    const truth = new Uint16Array(2000 * 16)
    walker.samples('right', 0, 2000, truth)
    const { values } = fromPackets(records, 'right')
    expect(values).toHaveLength(2000)
    expect(values.findIndex((row, i) => row.some((v, k) => v !== layout.offset + layout.scale * truth[i * 16 + k]!))).toBe(-1)
    const info = records.find((r) => r.type === 'insole' && r.side === 'right')
    expect(info?.type === 'insole' && info.info.calibration).toEqual(walker.insoles.right.calibration)
  })

  it('stops when told, in the middle, and says nothing more', async () => {
    const source = createSimulatedSource({ pace: 100 })
    const records: IngestRecord[] = []
    let stopped: Promise<void> | null = null
    await new Promise<void>((resolve) => {
      void source.start({
        record(record) {
          records.push(record)
          if (records.length !== 200) return
          stopped = source.stop()
          resolve()
        },
        state: (state) => expect(['starting', 'streaming']).toContain(state),
        ready: () => Promise.resolve(),
      })
    })
    await stopped
    await source.stop()
    const said = records.length
    await new Promise((resolve) => setImmediate(resolve))
    expect(records.length).toBe(said)
    expect(said).toBe(200)
  })

  it('catches up when it was held up, and loses nothing', async () => {
    const walker = { seed: 1, duration_s: 4 }
    const held = await play(createSimulatedSource({ pace: 20, walker }), (_, n) => {
      if (n === 20) for (const until = performance.now() + 120; performance.now() < until;);
    })
    expect(held).toEqual(await play(createSimulatedSource({ pace: 'max', walker })))
  })

  it('waits for a listener that is not ready', async () => {
    let waiting = false
    let broken = 0
    const source = createSimulatedSource({ pace: 'max', walker: { duration_s: 60 } })
    let n = 0
    await new Promise<void>((resolve) => {
      void source.start({
        record() {
          n++
          if (waiting) broken++
        },
        state: (state) => state === 'ended' && resolve(),
        ready: () => {
          waiting = true
          return new Promise((go) =>
            setImmediate(() => {
              waiting = false
              go()
            }),
          )
        },
      })
    })
    expect(n).toBeGreaterThan(1000)
    expect(broken).toBe(0)
  })

  it('refuses impossible settings', () => {
    expect(() => createSimulatedSource({ pace: 1, walker: { cadence_per_min: -3 } })).toThrow(ConfigurationFault)
  })
})

describe('a journal', () => {
  const recorded = async (source: Source): Promise<{ file: string; records: IngestRecord[] }> => {
    const file = join(folder, `${++made}.journal`)
    const journal = createJournal({ file })
    const { records } = await play(source, (record) => journal.append(record))
    await journal.close()
    return { file, records }
  }

  it('plays as it was recorded', async () => {
    const { file, records } = await recorded(createSimulatedSource({ pace: 'max', walker: { duration_s: 15 } }))
    const again = await play(createReplaySource({ file, pace: 'max' }))
    expect(again.records).toEqual(records)
    expect(again.states.at(-1)).toBe('ended')
  })

  it('reads as the walk that was recorded, in blocks of a second, both feet in step', async () => {
    const walker = createWalker({ duration_s: 30, seed: 6 })
    const { file } = await recorded(createSimulatedSource({ pace: 'max', walker: { duration_s: 30, seed: 6 } }))
    const recording = await openRecording(file)
    expect(recording.format).toBe('solestream')
    expect(recording.insoles).toEqual([walker.insoles.left, walker.insoles.right])
    for (const side of SIDES) {
      const truth = new Uint16Array(3000 * 16)
      walker.samples(side, 0, 3000, truth)
      const { values, time_s } = fromFile(recording, side)
      expect(values.flat()).toEqual([...truth])
      expect(time_s.findIndex((t, i) => Math.abs(t - i / 100) > 1e-9)).toBe(-1)
    }
    const blocks = [...recording.blocks()]
    expect(blocks.length).toBeLessThan(70)
    for (let i = 2; i < blocks.length; i++) expect(blocks[i]!.time_s[0]! - blocks[i - 2]!.time_s[0]!).toBeGreaterThan(0)
    expect(recording.facts()).toMatchObject({ rows: 3000, lostRows: 0 })
    expect(recording.warnings).toEqual([])
  })

  it('without an insole says so', async () => {
    const file = join(folder, 'bare.journal')
    const journal = createJournal({ file })
    journal.append({ type: 'marker', host_s: 0, label: 'a' })
    await journal.close()
    await expect(openRecording(file)).rejects.toThrow(/no insole/)
  })
})

const reason = lacks('shared')
describe.skipIf(reason)(`the replay of a real walk${reason ? ` (${reason})` : ''}`, () => {
  it.each(['GaCo02_01', 'SiPt08_01', 'JuPt29_07'])('keeps every value and time of %s', async (name) => {
    const file = `${SHARED}/data/gaitpdb/${name}.txt`
    const { records } = await play(createReplaySource({ file, pace: 'max' }))
    const recording = await openRecording(file)
    for (const side of SIDES) expectSame(fromPackets(records, side), fromFile(recording, side), 1e-4)
  })
})
