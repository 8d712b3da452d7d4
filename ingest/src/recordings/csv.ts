import type { InsoleDescription, SampleBlock, Side } from '@solestream/processing/model'
import { bareLayout, givenLayout } from './layouts.ts'
import type { CopColumns, OpenOptions, Recording, RecordingFacts } from './recording.ts'
import { RecordingFault } from './recordingFault.ts'
import type { RecordingReader } from './reader.ts'
import { openRows } from './rowParser.ts'
import { nominalRate, readTableHead, tableBlocks } from './tableRecording.ts'
import type { Table } from './tableRecording.ts'

const BALANCE_HEADER = 'time_s,cop_ap_mm,cop_ml_mm'
const MEND = `The first line must read time_s,left_1..left_n,right_1..right_n (one foot alone is fine), or ${BALANCE_HEADER}.`

/** One row a sample of both feet; or the centre of pressure of a balance trial. */
export const csvReader: RecordingReader = {
  format: 'csv',
  recognises: (head) => head.text.startsWith('time_s,'),
  open(file, options, head) {
    const header = (head.text.split('\n', 1)[0] ?? '')
      .trim()
      .split(',')
      .map((name) => name.trim())
    return header.join(',') === BALANCE_HEADER ? balance(file) : insoles(file, options, columnsOf(file, header))
  },
}

function columnsOf(file: string, header: readonly string[]): { left: number; right: number } {
  const refuse = (cause: string): never => {
    throw new RecordingFault(file, 1, cause, MEND)
  }
  if (header[0] !== 'time_s') refuse(`the first column is ${JSON.stringify((header[0] ?? '').slice(0, 30))}, not time_s`)
  const count = { left: 0, right: 0 }
  for (const name of header.slice(1)) {
    const side: Side = name.startsWith('right_') || count.right > 0 ? 'right' : 'left'
    const due = `${side}_${count[side] + 1}`
    if (name !== due) refuse(`the column ${JSON.stringify(name.slice(0, 30))} stands where ${due} is due`)
    count[side]++
  }
  if (count.left + count.right === 0) refuse('there is no column of a sensor')
  return count
}

function insoles(file: string, options: OpenOptions, { left, right }: { left: number; right: number }): Recording {
  const table: Table = { file, rows: { separator: 'comma', columns: 1 + left + right, skipLines: 1 }, left, right }
  const { rate_Hz, largest } = readTableHead(table)
  const describe = (side: Side, sensors: number): InsoleDescription => ({
    side,
    sensors,
    rate_Hz,
    layout:
      options.layout === undefined
        ? bareLayout(side, sensors, options.unit ?? 'raw', largest)
        : givenLayout(options.layout, side, sensors, options.unit),
    calibration: null,
  })
  return tableRecording('csv', table, rate_Hz, [
    ...(left > 0 ? [describe('left', left)] : []),
    ...(right > 0 ? [describe('right', right)] : []),
  ])
}

/** A Recording over a table of numbers; for every format that is one. */
export function tableRecording(
  format: Recording['format'],
  table: Table,
  rate_Hz: number,
  insoles: readonly InsoleDescription[],
): Recording {
  const warnings = new Set<string>()
  let facts: RecordingFacts | null = null
  return {
    format,
    file: table.file,
    insoles,
    started_utc: null,
    get warnings() {
      return [...warnings]
    },
    blocks: (): Iterable<SampleBlock> => tableBlocks(table, rate_Hz, warnings, (f) => (facts = f)),
    facts: () => facts,
    cop: () => null,
  }
}

function balance(file: string): Recording {
  const table: Table = { file, rows: { separator: 'comma', columns: 3, skipLines: 1 }, left: 0, right: 0 }
  const cop = readCop(table)
  const n = cop.time_s.length
  const last_s = cop.time_s[n - 1]!
  return {
    format: 'csv',
    file,
    insoles: [],
    started_utc: null,
    warnings: [],
    blocks: () => [],
    facts: () => ({ rows: n, lostRows: 0, last_s, effectiveRate_Hz: (n - 1) / last_s }),
    cop: () => cop,
  }
}

function readCop(table: Table): CopColumns {
  const reader = openRows(table.file, table.rows)
  const columns: [number[], number[], number[]] = [[], [], []]
  try {
    const capacity = 4096
    const target = { time: new Float64Array(capacity), values: new Float64Array(2 * capacity), capacity }
    for (let n = reader.read(target); n > 0; n = reader.read(target))
      for (let i = 0; i < n; i++) {
        const row = [target.time[i]!, target.values[i]!, target.values[capacity + i]!] as const
        if (row.some(Number.isNaN))
          throw new RecordingFault(
            table.file,
            reader.firstLine() + i,
            'a value is missing',
            'A balance trial must be complete: export it again.',
          )
        if (columns[0].length > 0 && !(row[0] > columns[0].at(-1)!))
          throw new RecordingFault(table.file, reader.firstLine() + i, 'the time does not go forward here', 'Sort or correct the rows.')
        row.forEach((value, c) => columns[c]!.push(value))
      }
  } finally {
    reader.close()
  }
  const [time, ap, ml] = columns
  if (time.length < 2)
    throw new RecordingFault(table.file, null, `${time.length} rows: too few to be a recording`, 'Export the recording again.')
  const first = time[0]!
  const time_s = Float64Array.from(time, (t) => t - first)
  return { time_s, ap_mm: Float64Array.from(ap), ml_mm: Float64Array.from(ml), rate_Hz: nominalRate(table.file, time_s) }
}
