import type { InsoleDescription, Side } from '@solestream/processing/model'
import { copRecording } from './copRecording.ts'
import { bareLayout, givenLayout } from './layouts.ts'
import type { OpenOptions, Recording } from './recording.ts'
import { RecordingFault } from './recordingFault.ts'
import { lineOf } from './reader.ts'
import type { RecordingReader } from './reader.ts'
import { readTableHead } from './table.ts'
import type { Table } from './table.ts'
import { tableRecording } from './tableRecording.ts'

const BALANCE_HEADER = 'time_s,cop_ap_mm,cop_ml_mm'
const MEND = `The first line must read time_s,left_1..left_n,right_1..right_n (one foot alone is fine), or ${BALANCE_HEADER}.`

/** One row a sample of both feet; or the centre of pressure of a balance trial. */
export const csvReader: RecordingReader = {
  format: 'csv',
  recognises: (head) => /^time_s\b/.test(head.text),
  open(file, options, head) {
    const header = lineOf(file, head, 1)
      .trim()
      .split(',')
      .map((name) => name.trim())
    return header.join(',') === BALANCE_HEADER ? copRecording(file) : insoles(file, options, columnsOf(file, header))
  },
}

function columnsOf(file: string, header: readonly string[]): { left: number; right: number } {
  const refuse = (cause: string): never => {
    throw new RecordingFault(file, 1, cause, MEND)
  }
  if (/^time_s *[;\t]/.test(header[0] ?? '')) refuse('its columns are not separated by commas')
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
