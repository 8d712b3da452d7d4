import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { openRecording, RecordingFault } from '@solestream/ingest/recordings'
import type { OpenOptions, Recording } from '@solestream/ingest/recordings'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GOOD_FILES, ROWS, textOf, type GoodFile } from './goodFiles.ts'

let folder = ''
let made = 0
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bad-files-'))
})
afterAll(() => rmSync(folder, { recursive: true }))
const fileOf = (content: string | Uint8Array, name = `${++made}.dat`): string => {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}

/** Every number of a recording, in order. */
function numbersOf(recording: Recording): number[] {
  const cop = recording.cop()
  if (cop !== null) return [...cop.time_s, ...cop.ap_mm, ...cop.ml_mm]
  return [...recording.blocks()].flatMap(({ time_s, n, counts }) => [...time_s.subarray(0, n), ...counts])
}

async function read(file: string, options: OpenOptions): Promise<{ readonly numbers: number[]; readonly warnings: readonly string[] }> {
  const recording = await openRecording(file, options)
  const numbers = numbersOf(recording)
  expect(recording.facts()).not.toBeNull()
  return { numbers, warnings: recording.warnings }
}

async function faultOf(file: string, options: OpenOptions): Promise<RecordingFault> {
  let recording: Recording | null = null
  try {
    recording = await openRecording(file, options)
    numbersOf(recording)
  } catch (error) {
    // nothing of it may be taken for a whole recording
    expect(recording?.facts() ?? null).toBeNull()
    if (error instanceof RecordingFault) return error
    throw error
  }
  throw new Error('it was read')
}

/** The row with index 40 with one cell changed; -1 is the last cell. */
function withCell(good: GoodFile, column: number, change: (cell: string) => string): string[] {
  const rows = [...good.rows]
  const cells = rows[40]!.slice(0, rows[40]!.length - good.rowEnd.length).split(good.separator)
  const at = column < 0 ? cells.length + column : column
  cells[at] = change(cells[at]!)
  rows[40] = cells.join(good.separator) + good.rowEnd
  return rows
}

const without = (rows: readonly string[], i: number): string[] => rows.filter((_, k) => k !== i)

describe.each(GOOD_FILES)('a file of $name', (good) => {
  const { format, options, header, rows, separator, timeColumn, rowEnd } = good
  const text = textOf(good, rows)
  const lineOf = (row: number): number => header.length + row + 1
  /** A column of a sensor. */
  const sensor = format === 'stappone' ? 12 : 2

  it('is read, its format told by its content', async () => {
    const { numbers, warnings } = await read(fileOf(text, `${format}.wrong-extension`), options)
    expect(numbers.length).toBeGreaterThanOrEqual(3 * ROWS)
    expect(numbers.every(Number.isFinite)).toBe(true)
    expect(warnings).toEqual([])
    expect((await openRecording(fileOf(text), options)).format).toBe(format)
    expect((await openRecording(fileOf(text), { ...options, format })).format).toBe(format)
  })

  it.each<[name: string, change: () => string | Uint8Array]>([
    ['with CRLF', () => textOf(good, rows, '\r\n')],
    ['with a byte-order mark', () => `\ufeff${text}`],
    [
      'with empty lines',
      () =>
        textOf(
          good,
          rows.flatMap((row, i) => (i === 20 ? ['', '  ', row] : [row])),
        ),
    ],
    ['with empty lines at its end', () => `${text}\n \n`],
  ])('gives the same numbers %s', async (_, change) => {
    const { numbers, warnings } = await read(fileOf(change()), options)
    expect(numbers).toEqual((await read(fileOf(text), options)).numbers)
    expect(warnings).toEqual([])
  })

  it('is read to its end, with a note, where its last number may be cut', async () => {
    const { warnings, numbers } = await read(fileOf(text.slice(0, -1 - rowEnd.length)), options)
    expect(numbers).toEqual((await read(fileOf(text), options)).numbers)
    expect(warnings).toEqual([expect.stringMatching(/last number may be cut/)])
  })

  it.each<[name: string, content: () => string | Uint8Array, line: number | null, cause: RegExp]>([
    ['one row', () => textOf(good, rows.slice(0, 1)), null, /1 row of samples: too few/],
    ['cut in a line', () => text.slice(0, -20), lineOf(ROWS - 1), /ends in the middle of a row|cut off/],
    [
      'cut before a number',
      () => textOf(good, [...rows.slice(0, -1), `${rows.at(-1)!.split(separator)[0]!}`]).slice(0, -1),
      lineOf(ROWS - 1),
      /middle of a row/,
    ],
    [
      'one column too many',
      () =>
        textOf(
          good,
          withCell(good, sensor, (c) => c + separator + c),
        ),
      lineOf(40),
      /numbers where \d+ are due/,
    ],
    [
      'one column too few',
      () =>
        textOf(
          good,
          rows.map((row, i) => (i === 40 ? row.slice(0, row.lastIndexOf(separator, row.length - 1 - rowEnd.length)) + rowEnd : row)),
        ),
      lineOf(40),
      /numbers where \d+ are due/,
    ],
    [
      'a word for a number',
      () =>
        textOf(
          good,
          withCell(good, sensor, () => 'error'),
        ),
      lineOf(40),
      /"error", not a number/,
    ],
    [
      'infinity',
      () =>
        textOf(
          good,
          withCell(good, sensor, () => 'inf'),
        ),
      lineOf(40),
      /"inf", not a number/,
    ],
    [
      'a number beyond all numbers',
      () =>
        textOf(
          good,
          withCell(good, sensor, () => '1e400'),
        ),
      lineOf(40),
      /"1e400", not a number/,
    ],
    [
      'a decimal comma',
      () =>
        textOf(
          good,
          withCell(good, sensor, () => '1,5'),
        ),
      lineOf(40),
      /numbers where|"1,5", not a number/,
    ],
    ['a row twice', () => textOf(good, [...rows.slice(0, 41), ...rows.slice(40)]), lineOf(41), /time does not go forward/],
    [
      'rows in the wrong order',
      () => textOf(good, [...without(rows, 40).slice(0, 50), rows[40]!, ...rows.slice(51)]),
      lineOf(50),
      /time does not go forward/,
    ],
    [
      'no time',
      () =>
        textOf(
          good,
          withCell(good, timeColumn, () => 'nan'),
        ),
      lineOf(40),
      /time does not go forward|a value is missing/,
    ],
    [
      'the wrong line after empty lines',
      () => textOf(good, [...rows.slice(0, 10), '', '', ...rows.slice(10, 40), rows[12]!, ...rows.slice(40)]),
      lineOf(42),
      /time does not go forward/,
    ],
    [
      'damage in the middle',
      () => textOf(good, [...rows.slice(0, 40), '\0\0\0\0\0\0\0', ...rows.slice(40)]),
      lineOf(40),
      /not a number|where \d+ are due|binary/,
    ],
  ])('says so: %s', async (_, content, line, cause) => {
    const fault = await faultOf(fileOf(content()), options)
    expect(fault.message).toMatch(cause)
    expect(fault.line).toBe(line)
    expect(fault.message.startsWith(fault.file)).toBe(true)
    expect(fault.mend).not.toBe('')
  })

  it('is refused at every byte where its header may be cut', async () => {
    for (let end = 1; end < header.join('\n').length; end += Math.ceil(header.join('\n').length / 60)) {
      const fault = await faultOf(fileOf(text.slice(0, end)), options)
      expect(fault.mend, `cut at ${end}`).not.toBe('')
    }
  })

  it.skipIf(header.length === 0)('is refused with its header alone', async () => {
    expect((await faultOf(fileOf(textOf(good, [])), options)).message).toMatch(/0 rows of samples: too few/)
  })
})

describe('a value that is missing', () => {
  it.each(GOOD_FILES.filter((g) => !g.name.includes('balance')))('is missing in $name: never a number', async (good) => {
    const column = good.format === 'stappone' ? 12 : 2
    const { numbers } = await read(
      fileOf(
        textOf(
          good,
          withCell(good, column, () => 'NaN'),
        ),
      ),
      good.options,
    )
    expect(numbers.filter(Number.isNaN)).toHaveLength(1)
  })

  it('refuses a balance trial, which must be whole', async () => {
    const good = GOOD_FILES.find((g) => g.name.includes('balance'))!
    const fault = await faultOf(
      fileOf(
        textOf(
          good,
          withCell(good, 1, () => ''),
        ),
      ),
      {},
    )
    expect(fault).toMatchObject({ line: 42, message: expect.stringMatching(/a value is missing/) as string })
  })
})

describe('what is no recording at all', () => {
  it.each<[name: string, content: string | Uint8Array, line: number | null, cause: RegExp]>([
    ['empty', '', null, /the file is empty/],
    ['binary', new Uint8Array(9000).map((_, i) => i * 31), null, /binary file of no known format/],
    ['gzip', gzipSync('time_s,left_1\n0,1\n'), null, /compressed \(gzip\)/],
    ['a spreadsheet', new TextEncoder().encode('PK\x03\x04 and so on'), null, /zip archive or a spreadsheet/],
    ['UTF-16', Buffer.from('\ufefftime_s,left_1\n0,1\n', 'utf16le'), null, /UTF-16/],
    ['another table', 'name;age\nAda;36\n', 1, /no known format starts with "name;age"/],
    ['columns between semicolons', 'time_s;left_1\n0,00;1\n0,01;2\n', 1, /not separated by commas/],
    ['a first line without end', `time_s,${'left_1,'.repeat(100_000)}`, 1, /header is longer than 65536 bytes/],
    ['a huge foreign line', 'x'.repeat(3_000_000), 1, /no known format starts with "xxx/],
    ['a huge row', `time_s,left_1\n0,1\n0.01,${'1'.repeat(3_000_000)}\n`, 3, /longer than \d+ bytes/],
  ])('says so: %s', async (_, content, line, cause) => {
    const fault = await faultOf(fileOf(content), { side: 'left' })
    expect(fault.message).toMatch(cause)
    expect(fault.line).toBe(line)
    expect(fault.message.length).toBeLessThan(400)
  })

  it('says so: missing, a folder', async () => {
    expect((await faultOf(join(folder, 'none'), {})).message).toMatch(/no such file/)
    expect((await faultOf(folder, {})).message).toMatch(/folder/)
  })

  it.each(
    GOOD_FILES.flatMap((good) => (['csv', 'gaitpdb', 'pedar', 'stappone', 'solestream'] as const).map((format) => ({ good, format }))),
  )('$good.name, said to be $format', async ({ good, format }) => {
    if (format === good.format) return
    const fault = await faultOf(fileOf(textOf(good, good.rows)), { side: 'left', format })
    expect(fault.message).toMatch(/is due|are due|not a number|no line "time\[secs\]"|is not a solestream journal|not time_s/)
  })
})
