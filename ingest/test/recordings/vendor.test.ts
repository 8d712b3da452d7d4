import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigurationFault } from '@solestream/ingest'
import { openRecording } from '@solestream/ingest/recordings'
import type { OpenOptions, Recording } from '@solestream/ingest/recordings'
import { demo16 } from '@solestream/ingest/virtual'
import type { SampleBlock, Side } from '@solestream/processing/model'
import { lacks, SHARED } from '@solestream/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GOOD_FILES, ROWS, textOf, type GoodFile } from './goodFiles.ts'

let folder = ''
let made = 0
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vendor-'))
})
afterAll(() => rmSync(folder, { recursive: true }))
const open = (text: string, options: OpenOptions = {}): Promise<Recording> => {
  const file = join(folder, `${++made}.txt`)
  writeFileSync(file, text)
  return openRecording(file, options)
}
const goodFile = (name: string): GoodFile => GOOD_FILES.find((g) => g.name === name)!
const blocksOf = (recording: Recording, side: Side): SampleBlock[] => [...recording.blocks()].filter((b) => b.side === side)
const sample = ({ counts, n, sensors }: SampleBlock, i: number): number[] => Array.from({ length: sensors }, (_, k) => counts[k * n + i]!)

describe('pedar', () => {
  const good = goodFile('pedar')
  const withHeader = (line: number, text: string): string => textOf({ ...good, header: good.header.with(line - 1, text) }, good.rows)

  it("is in Novel's own kPa, and says nothing of where its sensors are", async () => {
    for (const insole of (await open(textOf(good, good.rows))).insoles) {
      expect(insole).toMatchObject({ sensors: 99, rate_Hz: 100, layout: { id: 'pedar-99', geometry: 'none', unit: 'kPa' } })
      expect(insole.calibration).toMatchObject({ method: 'vendor', unit: 'kPa', calibrated_utc: '2026-02-01T10:00:00Z' })
    }
  })

  it('says that its date is unknown where it is none', async () => {
    const [insole] = (await open(withHeader(1, 'file name:  made.sol\tdate/time  31.02.26 10.00'))).insoles
    expect(insole!.calibration!.id).toMatch(/date unknown/)
  })

  it('takes a layout of 99 sensors and no other; the unit is its own', async () => {
    const text = textOf(good, good.rows)
    const layout = { ...demo16('right'), sensors: Array.from({ length: 99 }, () => demo16('right').sensors[0]!) }
    const { insoles } = await open(text, { layout })
    expect(insoles[0]!.layout).toMatchObject({ geometry: 'mm', unit: 'kPa', offset: 0, scale: 1 })
    await expect(open(text, { layout: demo16('right') })).rejects.toThrow(/16 sensors.*99/)
    await expect(open(text, { unit: 'raw' })).rejects.toThrow(ConfigurationFault)
    expect((await open(text, { unit: 'kPa' })).insoles).toHaveLength(2)
  })

  it.each([
    ['another unit', 4, 'pressure values in  N/cm2', 4, /in "N\/cm2", not kPa/],
    ['no unit', 4, '', 10, /does not say what the pressure values are in/],
    ['a mask', 7, 'left insole: 1,2,3,', 7, /list of sensors is not 1 to 99/],
    ['one insole', 8, '', 10, /which sensors of the right insole/],
    ['no total time', 3, 'scanning rate [Hz]: 100', 10, /the total time/],
    ['a total time that is none', 3, 'total time [secs]: long', 3, /"long", not seconds/],
    ['other columns', 10, 'time[secs]\tforce left\tforce right', 10, /columns are not time and sensors 1 to 99/],
    ['no columns', 10, '', null, /no line "time\[secs\]"/],
  ])('is refused with %s in its header', async (_, line, text, at, cause) => {
    const file = open(withHeader(line, text))
    await expect(file).rejects.toThrow(cause)
    await expect(file).rejects.toMatchObject({ line: at })
  })

  it('is refused where rows are cut off at a line end: its header says how long it is', async () => {
    const recording = await open(textOf(good, good.rows.slice(0, 50)))
    expect(() => [...recording.blocks()]).toThrow(/line 60: the file ends here at 0\.500 s, but its line 3 says 0\.600 s/)
    expect(recording.facts()).toBeNull()
  })
})

describe('stappone', () => {
  const good = goodFile('stappone')
  const changed = (row: number, change: (cells: string[]) => void): string => {
    const rows = good.rows.map((text, i) => {
      const cells = text.split(',')
      if (i === row) change(cells)
      return cells.join(',')
    })
    return textOf(good, rows)
  }

  it('is of the side that a person says, never of a guessed one', async () => {
    const text = textOf(good, good.rows)
    await expect(open(text)).rejects.toThrow(ConfigurationFault)
    for (const side of ['left', 'right'] as const) {
      const recording = await open(text, { side })
      expect(recording.insoles).toMatchObject([{ side, sensors: 12, rate_Hz: 62.5, calibration: null, layout: { unit: 'raw' } }])
      expect(blocksOf(recording, side).reduce((n, b) => n + b.n, 0)).toBe(ROWS)
    }
  })

  it('knows when it was recorded', async () => {
    expect((await open(textOf(good, good.rows), { side: 'left' })).started_utc).toBe('2026-01-15T16:36:19.568Z')
  })

  it('leaves out the rows that the sole marked as corrupt: lost samples', async () => {
    const recording = await open(
      changed(20, (cells) => (cells[23] = '1')),
      { side: 'left' },
    )
    const blocks = blocksOf(recording, 'left')
    expect(blocks.map((b) => [b.sequence, b.n, b.lostBefore])).toEqual([
      [0, 20, 0],
      [21, ROWS - 21, 1],
    ])
    expect(sample(blocks[1]!, 0)).toEqual(good.rows[21]!.split(',').slice(11, 23).map(Number).map(Math.fround))
    expect(recording.facts()).toMatchObject({ rows: ROWS - 1, lostRows: 1 })
    expect(recording.warnings).toEqual(['1 rows are marked as corrupt: they count as lost.'])
  })

  it('is refused with two soles in one file, and with another header', async () => {
    const two = await open(
      changed(30, (cells) => (cells[0] = '1')),
      { side: 'left' },
    )
    expect(() => [...two.blocks()]).toThrow(/line 32: sole 1 stands where it was sole 2/)
    const header = good.header[0]!
    await expect(
      open(textOf({ ...good, header: [header.replace('pressure_12', 'pressure_13')] }, good.rows), { side: 'left' }),
    ).rejects.toThrow(/line 1: column 23 is "pressure_13" where pressure_12 is due/)
    await expect(open(textOf({ ...good, header: [`${header},more`] }, good.rows), { side: 'left' })).rejects.toThrow(
      /column 25 is "more" where none/,
    )
  })
})

const reason = lacks('shared')
describe.skipIf(reason)(`recorded vendor files${reason ? ` (${reason})` : ''}`, () => {
  it('of pedar: all frames of both feet', async () => {
    const recording = await openRecording(`${SHARED}/data/vendor/pedar_example.asc`)
    expect(recording.format).toBe('pedar')
    const left = blocksOf(recording, 'left')
    expect(sample(left[0]!, 0).slice(0, 8)).toEqual([32.5, 40, 40, 20, 25, 35, 72.5, 67.5])
    expect(sample(blocksOf(recording, 'right').at(-1)!, left.at(-1)!.n - 1).slice(-3)).toEqual([102.5, 52.5, 47.5])
    expect(recording.facts()).toMatchObject({ rows: 1505, lostRows: 0, last_s: expect.closeTo(15.04, 6) as number })
    expect(recording.warnings).toEqual([])
  })

  it('of stappone: all rows of the one sole', async () => {
    const recording = await openRecording(`${SHARED}/data/vendor/stappone_example.csv`, { side: 'right' })
    expect(recording.format).toBe('stappone')
    expect(sample(blocksOf(recording, 'right')[0]!, 0)).toEqual([357, 474, 269, 446, 347, 521, 619, 413, 444, 487, 428, 560])
    expect(recording.facts()).toMatchObject({ rows: 4575, lostRows: 0, last_s: expect.closeTo(73.184, 6) as number })
    expect(recording.warnings).toEqual([])
  })
})
