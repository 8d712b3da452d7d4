import type { Calibration } from '@solestream/firmware-protocol'
import type { InsoleDescription, Side } from '@solestream/processing/model'
import { bareLayout, givenLayout } from './layouts.ts'
import { RecordingFault } from './recordingFault.ts'
import type { FileHead, RecordingReader } from './reader.ts'
import { lineOf } from './reader.ts'
import { readTableHead, refuseOtherUnit } from './table.ts'
import type { Table } from './table.ts'
import { tableRecording } from './tableRecording.ts'

const SENSORS = 99
const HEADER_LINES = 40
const MEND = 'Export the trial from pedar again as ascii, in kPa and without a mask.'

/**
 * Novel pedar ascii (.asc): a header of some lines, then time and 99 sensors of the left and 99 of the right foot, in kPa as Novel's own
 * calibration gives them. Where the sensors are is not in the file.
 */
export const pedarReader: RecordingReader = {
  format: 'pedar',
  recognises: ({ text }) => /^file name:.*\r?\nsensor type:/i.test(text),
  open(file, options, head) {
    refuseOtherUnit(options, 'kPa', 'pedar')
    const header = readHeader(file, head)
    const table: Table = {
      file,
      rows: { separator: 'blank', columns: 1 + 2 * SENSORS, skipLines: header.lines },
      left: SENSORS,
      right: SENSORS,
      promised: header.promised,
    }
    const { rate_Hz, largest } = readTableHead(table)
    const describe = (side: Side): InsoleDescription => ({
      side,
      sensors: SENSORS,
      rate_Hz,
      layout:
        options.layout === undefined
          ? { ...bareLayout(side, SENSORS, 'kPa', largest), id: 'pedar-99' }
          : givenLayout(options.layout, side, SENSORS, 'kPa'),
      calibration: novelCalibration(header),
    })
    return tableRecording('pedar', table, rate_Hz, [describe('left'), describe('right')])
  },
}

/** The values are Novel's kPa already; they were calibrated by the day of the recording, whose time zone the file does not say. */
const novelCalibration = ({ insole, recorded_utc }: PedarHeader): Calibration => ({
  id: `pedar ${insole}${recorded_utc === null ? ' (date unknown)' : ''}`,
  method: 'vendor',
  unit: 'kPa',
  calibrated_utc: recorded_utc ?? '1970-01-01T00:00:00Z',
  temperature_C: null,
  zero: new Array<number>(SENSORS).fill(0),
  gain: new Array<number>(SENSORS).fill(1),
})

interface PedarHeader {
  readonly insole: string
  readonly recorded_utc: string | null
  readonly promised: { readonly end_s: number; readonly line: number }
  readonly lines: number
}

const LABELS = {
  date: /\bdate\/time\s+(.*)/i,
  insole: /^sensor type:(.*)/i,
  total: /^total times? \[secs\]:\s*(\S*)/i,
  unit: /^pressure values in(.*)/i,
  left: /^left insole:(.*)/i,
  right: /^right insole:(.*)/i,
}
type Label = keyof typeof LABELS
interface Entry {
  readonly text: string
  readonly line: number
}
type Entries = Map<Label, Entry>

function readHeader(file: string, head: FileHead): PedarHeader {
  const entries: Entries = new Map()
  for (let line = 1; line <= HEADER_LINES; line++) {
    const text = lineOf(file, head, line).trim()
    for (const label of Object.keys(LABELS) as Label[]) {
      const match = LABELS[label].exec(text)
      if (match !== null) entries.set(label, { text: match[1]!.trim(), line })
    }
    if (/^time\[secs\]/i.test(text)) return checked(file, entries, { text, line })
  }
  throw new RecordingFault(file, null, 'there is no line "time[secs]" with the numbers of the sensors in its header', MEND)
}

/** Throws at the first thing in the header that is missing or not pedar's. */
function checked(file: string, entries: Entries, columns: Entry): PedarHeader {
  const refuse = (line: number, cause: string): never => {
    throw new RecordingFault(file, line, cause, MEND)
  }
  const entry = (label: Label, what: string): Entry =>
    entries.get(label) ?? refuse(columns.line, `the header before this line does not say ${what}`)
  const unit = entry('unit', 'what the pressure values are in')
  if (unit.text !== 'kPa') refuse(unit.line, `its pressure values are in ${JSON.stringify(unit.text.slice(0, 20))}, not kPa`)
  const total = entry('total', 'the total time')
  const end_s = Number(total.text)
  if (!(end_s > 0)) refuse(total.line, `its total time is ${JSON.stringify(total.text.slice(0, 20))}, not seconds`)
  for (const side of ['left', 'right'] as const) {
    const { text, line } = entry(side, `which sensors of the ${side} insole it has`)
    if (!isWhole(text.split(',').filter((n) => n.trim() !== '')))
      refuse(line, `the ${side} insole's list of sensors is not 1 to ${SENSORS}`)
  }
  const [, ...numbers] = columns.text.split(/\s+/)
  if (numbers.length !== 2 * SENSORS || !isWhole(numbers.slice(0, SENSORS)) || !isWhole(numbers.slice(SENSORS)))
    refuse(columns.line, `the columns are not time and sensors 1 to ${SENSORS} of the left and of the right foot`)
  const recorded_utc = dateOf(entries.get('date')?.text ?? '')
  return { insole: entries.get('insole')?.text ?? '', recorded_utc, promised: { end_s, line: total.line }, lines: columns.line }
}

const isWhole = (numbers: readonly string[]): boolean => numbers.length === SENSORS && numbers.every((text, i) => Number(text) === i + 1)

/** 25.04.23 10.49: day, month, year. */
function dateOf(text: string): string | null {
  const [, day, month, year, hour, minute] = /^(\d\d)\.(\d\d)\.(\d\d)\s+(\d\d)\.(\d\d)/.exec(text) ?? []
  const date = `20${year}-${month}-${day}T${hour}:${minute}:00Z`
  const time = Date.parse(date)
  // Date.parse takes the 31st of February for the 3rd of March
  return Number.isNaN(time) || Number(day) !== new Date(time).getUTCDate() ? null : date
}
