import { ConfigurationFault } from '../configurationFault.ts'
import { bareLayout, givenLayout } from './layouts.ts'
import { lineOf } from './reader.ts'
import type { RecordingReader } from './reader.ts'
import { RecordingFault } from './recordingFault.ts'
import { readTableHead, refuseOtherUnit } from './table.ts'
import type { Table } from './table.ts'
import { tableRecording } from './tableRecording.ts'
import type { RowTarget } from './rowParser.ts'

const SENSORS = 12
const COLUMNS = [
  'sole_id',
  'timestamp',
  ...['accel', 'gyro', 'magn'].flatMap((sensor) => ['x', 'y', 'z'].map((axis) => `${sensor}_${axis}`)),
  ...Array.from({ length: SENSORS }, (_, i) => `pressure_${String(i + 1).padStart(2, '0')}`),
  'corrupt',
]
const TIME = COLUMNS.indexOf('timestamp')
/** Columns as the row parser numbers them: without the time. */
const REST = COLUMNS.filter((name) => name !== 'timestamp')
const SOLE = REST.indexOf('sole_id')
const CORRUPT = REST.indexOf('corrupt')

/**
 * A csv of one stappone sole: 12 pressures in counts, 62.5 Hz, time in milliseconds since 1970. Rows that the sole marked as corrupt are
 * lost samples. Its IMU is not read: the gyroscope's numbers do not fit a sample block's 16 bits.
 */
export const stapponeReader: RecordingReader = {
  format: 'stappone',
  recognises: ({ text }) => text.startsWith('sole_id,timestamp,'),
  open(file, options, head) {
    refuseOtherUnit(options, 'raw', 'stappone')
    checkHeader(file, lineOf(file, head, 1).trim().split(','))
    const { side } = options
    if (side === undefined)
      throw new ConfigurationFault(
        `${file} is of one sole and does not say whose foot it was under.`,
        'Say it: analyze FILE --side left, or --side right',
      )
    let sole: number | null = null
    const table: Table = {
      file,
      rows: { separator: 'comma', columns: COLUMNS.length, skipLines: 1, timeColumn: TIME },
      left: side === 'left' ? SENSORS : 0,
      right: side === 'right' ? SENSORS : 0,
      before: REST.indexOf('pressure_01'),
      timeUnit_s: 1e-3,
      accepts(target, i) {
        const id = valueOf(target, SOLE, i)
        sole ??= id
        if (id !== sole)
          throw new RecordingFault(
            file,
            target.line[i]!,
            `sole ${id} stands where it was sole ${sole}`,
            'Export each sole to a file of its own.',
          )
        return valueOf(target, CORRUPT, i) === 0
      },
    }
    const { rate_Hz, largest, firstTime } = readTableHead(table)
    const layout =
      options.layout === undefined
        ? { ...bareLayout(side, SENSORS, 'raw', largest), id: 'stappone-12' }
        : givenLayout(options.layout, side, SENSORS, undefined)
    const insole = { side, sensors: SENSORS, rate_Hz, layout, calibration: null }
    return tableRecording('stappone', table, rate_Hz, [insole], startOf(firstTime))
  },
}

const valueOf = ({ values, capacity }: RowTarget, column: number, row: number): number => values[column * capacity + row]!

function checkHeader(file: string, header: readonly string[]): void {
  const wrong = COLUMNS.findIndex((name, i) => header[i]?.trim() !== name)
  if (wrong < 0 && header.length === COLUMNS.length) return
  const at = wrong < 0 ? COLUMNS.length : wrong
  const cause = `column ${at + 1} is ${JSON.stringify((header[at] ?? '').slice(0, 30))} where ${COLUMNS[at] ?? 'none'} is due`
  throw new RecordingFault(file, 1, cause, 'Export the sole again with all its columns.')
}

/** Milliseconds since 1970 as ISO 8601; null for what can't be a date of a recording. */
function startOf(ms: number): string | null {
  return ms > 0 && ms < 8.64e15 ? new Date(ms).toISOString() : null
}
