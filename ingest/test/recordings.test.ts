import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigurationFault } from '@solestream/ingest'
import { openRecording, RecordingFault } from '@solestream/ingest/recordings'
import type { Recording } from '@solestream/ingest/recordings'
import { demo16 } from '@solestream/ingest/virtual'
import type { SampleBlock, Side } from '@solestream/processing/model'
import { lacks, SHARED } from '@solestream/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let folder = ''
let made = 0
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'recordings-'))
})
afterAll(() => rmSync(folder, { recursive: true }))
const fileOf = (content: string | Uint8Array): string => {
  const file = join(folder, `${++made}.txt`)
  writeFileSync(file, content)
  return file
}

/** Everything of one side, in one piece; every rule of SampleBlock that can be seen from outside is checked on the way. */
function whole(recording: Recording, side: Side): { time_s: number[]; values: number[][]; gaps: [sequence: number, lost: number][] } {
  const all = { time_s: [] as number[], values: [] as number[][], gaps: [] as [number, number][] }
  let next = 0
  for (const block of recording.blocks()) {
    if (block.side !== side) continue
    expect(block.sequence).toBe(next + block.lostBefore)
    expect(block.counts.length).toBe(block.n * block.sensors)
    next = block.sequence + block.n
    if (block.lostBefore > 0) all.gaps.push([block.sequence, block.lostBefore])
    for (let i = 0; i < block.n; i++) {
      all.time_s.push(block.time_s[i]!)
      all.values.push(Array.from({ length: block.sensors }, (_, k) => block.counts[k * block.n + i]!))
    }
  }
  expect(all.time_s.findIndex((t, i) => i > 0 && !(t > all.time_s[i - 1]!))).toBe(-1)
  return all
}

async function faultOf(content: string | Uint8Array, options = {}): Promise<RecordingFault> {
  try {
    const recording = await openRecording(fileOf(content), options)
    for (const block of recording.blocks()) void block
  } catch (error) {
    if (error instanceof RecordingFault) return error
    throw error
  }
  throw new Error('it was read')
}

const csvOf = (rows: readonly (readonly (number | string)[])[], header: string, newline = '\n'): string =>
  [header, ...rows.map((row) => row.join(','))].join(newline) + newline

describe('a csv recording', () => {
  it('gives the numbers of the file, to the nearest float, whatever their form and the length of rows', async () => {
    const cell = fc.oneof(
      fc.integer({ min: -5000, max: 5000 }).map(String),
      fc.double({ min: -2000, max: 2000, noNaN: true }).map((v) => v.toFixed(3)),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e30, max: 1e30 }).map(String),
      fc.constantFrom('', 'nan', 'NaN', '+5', '.5', '7.', ' 8 ', '-0.25', '12345678901234567890', '0.00000000000000000000000123'),
    )
    const property = fc.asyncProperty(
      fc.array(fc.tuple(cell, cell, cell), { minLength: 3, maxLength: 40 }),
      fc.constantFrom('\n', '\r\n'),
      async (rows, newline) => {
        const text = csvOf(
          rows.map((cells, i) => [(i / 50).toFixed(2), ...cells]),
          'time_s,left_1,left_2,right_1',
          newline,
        )
        const recording = await openRecording(fileOf(text))
        const parsed = (text: string): number => Math.fround(text.trim() === '' ? NaN : Number(text.trim()))
        const left = whole(recording, 'left')
        expect(left.values).toEqual(rows.map(([a, b]) => [parsed(a), parsed(b)]))
        expect(whole(recording, 'right').values).toEqual(rows.map((cells) => [parsed(cells[2])]))
        expect(left.time_s).toEqual(rows.map((_, i) => Number((i / 50).toFixed(2))))
      },
    )
    await fc.assert(property, { numRuns: 60 })
  })

  it('is the same across the ends of chunks and blocks', async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => [(5 + i / 100).toFixed(2), i, -i - 1, (i * 0.37).toFixed(2), i % 7])
    const text = csvOf(rows, 'time_s,left_1,left_2,right_1,right_2')
    expect(text.length).toBeGreaterThan(700_000)
    const recording = await openRecording(fileOf(text))
    expect(recording.facts()).toBeNull()
    const left = whole(recording, 'left')
    expect(left.values.findIndex(([a, b], i) => a !== rows[i]![1] || b !== rows[i]![2])).toBe(-1)
    expect(left.values).toHaveLength(30_000)
    // minus the first value, not index / rate
    expect(left.time_s.findIndex((t, i) => Math.abs(t - i / 100) > 1e-9)).toBe(-1)
    const right = whole(recording, 'right').values
    expect(right.findIndex(([a, b], i) => a !== Math.fround(Number(rows[i]![3])) || b !== rows[i]![4])).toBe(-1)
    expect(recording.facts()).toEqual({
      rows: 30_000,
      lostRows: 0,
      last_s: left.time_s.at(-1),
      effectiveRate_Hz: expect.closeTo(100, 6) as number,
    })
    expect(recording.warnings).toEqual([])
  })

  it('starts a block at a gap and counts what is missing', async () => {
    const kept = Array.from({ length: 1500 }, (_, i) => i).filter((i) => (i < 400 || i >= 406) && i !== 1000 && i !== 1499)
    const recording = await openRecording(
      fileOf(
        csvOf(
          kept.map((i) => [i / 100, i, i]),
          'time_s,left_1,right_1',
        ),
      ),
    )
    for (const side of ['left', 'right'] as const) {
      const { gaps, values } = whole(recording, side)
      expect(gaps).toEqual([
        [406, 6],
        [1001, 1],
      ])
      expect(values.flat()).toEqual(kept)
    }
    expect(recording.facts()).toMatchObject({ rows: kept.length, lostRows: 7 })
  })

  it('gives both feet in turn, by time', async () => {
    const rows = Array.from({ length: 2000 }, (_, i) => [i / 100, 1, 2])
    const blocks = [...(await openRecording(fileOf(csvOf(rows, 'time_s,left_1,right_1')))).blocks()]
    expect(blocks.map((b: SampleBlock) => b.side)).toEqual(blocks.map((_, i) => (i % 2 === 0 ? 'left' : 'right')))
    expect(blocks.length).toBeGreaterThan(4)
  })

  it('may have one foot alone, a byte-order mark, and a last line without an end', async () => {
    const recording = await openRecording(fileOf('\ufefftime_s,right_1\r\n0,5\r\n0.01,6\r\n\r\n0.02,7'))
    expect(recording.insoles.map((i) => i.side)).toEqual(['right'])
    expect(whole(recording, 'right').values).toEqual([[5], [6], [7]])
    expect(recording.warnings).toHaveLength(1)
  })

  it('knows its nominal rate through rounded and uneven times', async () => {
    const rate = async (times: readonly string[]): Promise<number> =>
      (
        await openRecording(
          fileOf(
            csvOf(
              times.map((t) => [t, 0]),
              'time_s,left_1',
            ),
          ),
        )
      ).insoles[0]!.rate_Hz
    expect(await rate(Array.from({ length: 500 }, (_, i) => (i / 60).toFixed(4)))).toBe(60)
    expect(await rate(Array.from({ length: 500 }, (_, i) => (i / 62.5).toFixed(3)))).toBe(62.5)
    expect(await rate(Array.from({ length: 5000 }, (_, i) => (i / 100.007).toFixed(4)))).toBe(100)
  })

  it('takes a unit and a layout', async () => {
    const rows = Array.from({ length: 10 }, (_, i) => [i / 100, ...Array.from({ length: 16 }, () => i)])
    const file = fileOf(csvOf(rows, `time_s,${Array.from({ length: 16 }, (_, k) => `left_${k + 1}`).join(',')}`))
    const bare = await openRecording(file)
    expect(bare.insoles[0]!.layout).toMatchObject({ geometry: 'none', unit: 'raw', scale: 1, offset: 0 })
    expect((await openRecording(file, { unit: 'kPa' })).insoles[0]!.layout.unit).toBe('kPa')
    const layoutFile = fileOf(JSON.stringify(demo16('right')))
    const laidOut = await openRecording(file, { layout: layoutFile, unit: 'kPa' })
    expect(laidOut.insoles[0]!.layout).toEqual({ ...demo16('left'), offset: 0, scale: 1 })
    expect((await openRecording(file, { layout: demo16('right') })).insoles[0]!.layout).toEqual(demo16('left'))
    const short = { ...demo16('left'), sensors: demo16('left').sensors.slice(1) }
    await expect(openRecording(file, { layout: short })).rejects.toThrow(ConfigurationFault)
    await expect(openRecording(file, { layout: fileOf('{"id":"x","unit":"stone"}') })).rejects.toThrow(/sensors.*unit is none of/)
    await expect(openRecording(file, { layout: join(folder, 'no-such-layout.json') })).rejects.toThrow(ConfigurationFault)
  })

  it('may be a balance trial', async () => {
    const rows = Array.from({ length: 300 }, (_, i) => [((i + 1) / 100).toFixed(3), (-79.88789 + i).toFixed(5), (i / 7).toFixed(5)])
    const recording = await openRecording(fileOf(csvOf(rows, 'time_s,cop_ap_mm,cop_ml_mm')))
    const cop = recording.cop()!
    expect(cop.rate_Hz).toBe(100)
    expect([...cop.ap_mm]).toEqual(rows.map((r) => Number(r[1])))
    expect([...cop.ml_mm]).toEqual(rows.map((r) => Number(r[2])))
    expect(cop.time_s[0]).toBe(0)
    expect([...recording.blocks()]).toEqual([])
  })
})

describe('a file that is wrong', () => {
  const good = Array.from({ length: 700 }, (_, i) => `${(i / 100).toFixed(2)},${i},${i}`)
  const csv = (change: (lines: string[]) => void): string => {
    const lines = ['time_s,left_1,right_1', ...good]
    change(lines)
    return lines.join('\n') + '\n'
  }

  /** Beyond the first bytes, by which a binary file is known. */
  const long = Array.from({ length: 2000 }, (_, i) => `${(7 + i / 100).toFixed(2)},1,1\n`).join('')

  it.each<[name: string, content: string | Uint8Array, line: number | null, cause: RegExp]>([
    ['empty', '', null, /empty/],
    ['a header alone', 'time_s,left_1\n', null, /0 rows.*too few/],
    ['one row', 'time_s,left_1\n0,1\n', null, /1 row of samples: too few/],
    ['a word for a number', csv((l) => (l[650] = '6.49,abc,1')), 651, /column 2 is "abc", not a number/],
    ['a comma for a point', csv((l) => (l[9] = '0,08,7,7')), 10, /4 numbers where 3/],
    ['two numbers in a cell', csv((l) => (l[9] = '0.08,7 7,7')), 10, /column 2 is "7 7"/],
    ['cut in the middle of a row', csv(() => undefined).slice(0, -5), 701, /ends in the middle of a row: 2 numbers where 3/],
    ['too many columns', csv((l) => (l[600] = '5.99,1,2,3')), 601, /4 numbers where 3/],
    ['time that goes back', csv((l) => (l[602] = '5.00,1,2')), 603, /time does not go forward/],
    ['time that stands', csv((l) => (l[602] = '6.00,1,2')), 603, /time does not go forward/],
    ['no time', csv((l) => (l[602] = ',1,2')), 603, /time does not go forward/],
    [
      'time that is none',
      csv((l) => l.splice(1, 700, ...good.map((g) => g.replace(/^[^,]*/, '1')))),
      null,
      /time in seconds that goes forward/,
    ],
    ['a column out of order', csv((l) => (l[0] = 'time_s,left_2,right_1')), 1, /"left_2" stands where left_1 is due/],
    ['no sensor', 'time_s,\n0,\n', 1, /"" stands where left_1 is due/],
    ['zeros in the middle', `${csv(() => undefined)}${long}${'\0'.repeat(300)}`, 2702, /column 1 is/],
    ['binary', new Uint8Array(5000).map((_, i) => i * 37), null, /binary file of no known format/],
    ['compressed', Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0), null, /compressed/],
    ['foreign', 'name;age\nAda;36\n', 1, /no known format starts with "name;age"/],
    ['a walk cut short', `${'0.00 '.padEnd(60, '1 ').trim()}\n`, 1, /no known format/],
  ])('says so: %s', async (_, content, line, cause) => {
    const fault = await faultOf(content)
    expect(fault.message).toMatch(cause)
    expect(fault.line).toBe(line)
    expect(fault.message.startsWith(fault.file)).toBe(true)
    expect(fault.mend).not.toBe('')
  })

  it('says so: not there, a folder, another format than the one named', async () => {
    await expect(openRecording(join(folder, 'none'))).rejects.toThrow(/no such file/)
    await expect(openRecording(folder)).rejects.toThrow(/folder/)
    expect((await faultOf('a,b\n1,2\n', { format: 'csv' })).message).toMatch(/line 1: the first column is "a", not time_s/)
    expect((await faultOf('time_s,left_1\n0,1\n1,1\n', { format: 'gaitpdb' })).message).toMatch(/line 1: column 1/)
    expect((await faultOf(new Uint8Array(99), { format: 'csv' })).message).toMatch(/binary/)
  })
})

describe('a gaitpdb recording', () => {
  it('says what is known of its insole: places relative to each other, neither its size nor a side of what lies on the middle line', async () => {
    const [left, right] = (await openRecording(fileOf(text))).insoles
    for (const { layout } of [left!, right!]) {
      expect(layout).toMatchObject({ geometry: 'arbitrary', length_mm: 0, width_mm: 0 })
      for (const { x_mm, region } of layout.sensors) expect(region === 'unknown').toBe(x_mm === 0)
      for (const { x_mm, region } of layout.sensors)
        if (region !== 'unknown') expect(x_mm > 0).toBe(['heelL', 'midL', 'mth45'].includes(region))
    }
  })

  const row = (i: number): string => [(i / 100).toFixed(4), ...Array.from({ length: 18 }, (_, c) => ((i + c) * 0.11).toFixed(2))].join('\t')
  const text = Array.from({ length: 600 }, (_, i) => row(i)).join('\r\n') + '\r\n'

  it('is found by its 19 columns; the totals are left out', async () => {
    const recording = await openRecording(fileOf(text))
    expect(recording.format).toBe('gaitpdb')
    expect(recording.insoles.map((i) => [i.side, i.sensors, i.rate_Hz, i.layout.id, i.layout.geometry, i.layout.unit])).toEqual([
      ['left', 8, 100, 'gaitpdb-8', 'arbitrary', 'N'],
      ['right', 8, 100, 'gaitpdb-8', 'arbitrary', 'N'],
    ])
    expect(whole(recording, 'right').values[3]).toEqual(
      Array.from({ length: 8 }, (_, c) => Math.fround(Number(((3 + 8 + c) * 0.11).toFixed(2)))),
    )
  })

  it('is refused where a row is cut', async () => {
    const fault = await faultOf(text.slice(0, -20))
    expect(fault).toMatchObject({ line: 600 })
    expect(fault.message).toMatch(/middle of a row/)
  })
})

const reason = lacks('shared')
describe.skipIf(reason)(`real recordings${reason ? ` (${reason})` : ''}`, () => {
  it('of gaitpdb keep their own times and forces', async () => {
    const recording = await openRecording(`${SHARED}/data/gaitpdb/GaCo02_01.txt`)
    const { time_s, values } = whole(recording, 'left')
    expect(time_s).toHaveLength(12_119)
    expect(time_s.at(-1)).toBe(121.1715)
    expect(recording.facts()!.effectiveRate_Hz).toBeCloseTo(100.007, 3)
    expect(values[0]).toEqual([287.98, 204.6, 100.54, 49.94, 8.47, 72.05, 16.72, 22.88].map(Math.fround))
  })

  it('of gaitndd have negative counts', async () => {
    const recording = await openRecording(`${SHARED}/data/gaitndd/als13.csv`)
    expect(whole(recording, 'right').values.slice(0, 3).flat()).toEqual([-2048, -294, -295])
  })

  it('of balance', async () => {
    const cop = (await openRecording(`${SHARED}/data/balance/BDS00001.csv`)).cop()!
    expect([cop.time_s[0], cop.ap_mm[0], cop.ml_mm[0], cop.rate_Hz]).toEqual([0, -79.88789, 9.98673, 100])
  })
})
