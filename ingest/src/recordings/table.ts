import type { OpenOptions } from './recording.ts'
import { RecordingFault } from './recordingFault.ts'
import { ConfigurationFault } from '../configurationFault.ts'
import { openRows, rowTarget } from './rowParser.ts'
import type { RowFormat, RowTarget } from './rowParser.ts'

/** A text file with one row a sample: a time, and `left` sensors of the left foot followed by `right` of the right. */
export interface Table {
  readonly file: string
  readonly rows: RowFormat
  readonly left: number
  readonly right: number
  /** How many columns, the time's not counted, stand before the first sensor's; default 0. */
  readonly before?: number
  /** Seconds in one unit of the time column; default 1. */
  readonly timeUnit_s?: number
  /** Whether row i of the target is a sample; one that is not counts as lost. May throw a RecordingFault. */
  readonly accepts?: (target: RowTarget, i: number) => boolean
  /** Where the file itself says that its time column ends, and in which line it says so. */
  readonly promised?: { readonly end_s: number; readonly line: number }
}

/** Rows that the nominal rate is taken from. */
const HEAD_ROWS = 2048
/** More than this many periods between two rows is a gap. */
export const GAP_PERIODS = 1.5

export interface TableHead {
  readonly rate_Hz: number
  /** Largest absolute value of a sensor in the first rows. */
  readonly largest: number
  /** The first row's time, in the file's own unit. */
  readonly firstTime: number
}

/** The nominal rate and what the values are like, from the first rows. Reads no further. */
export function readTableHead(table: Table): TableHead {
  const reader = openRows(table.file, table.rows)
  try {
    const target = rowTarget(table.rows.columns, HEAD_ROWS)
    const n = reader.read(target)
    if (n < 2) throw tooFewRows(table.file, n)
    const { before = 0, timeUnit_s = 1 } = table
    const firstTime = target.time[0]!
    let largest = 0
    for (let k = before; k < before + table.left + table.right; k++)
      for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(target.values[k * HEAD_ROWS + i]!) || 0)
    const time_s = target.time.subarray(0, n).map((t) => (t - firstTime) * timeUnit_s)
    return { rate_Hz: nominalRate(table.file, time_s), largest, firstTime }
  } finally {
    reader.close()
  }
}

export const tooFewRows = (file: string, n: number): RecordingFault =>
  new RecordingFault(file, null, `${n} row${n === 1 ? '' : 's'} of samples: too few to be a recording`, 'Export the recording again.')

/** Mean of the ordinary steps, and half a hertz's multiple where it lies within 0.02 % of one (gaitpdb: 100.007 is 100). */
export function nominalRate(file: string, time_s: Float64Array): number {
  const steps = Float64Array.from({ length: time_s.length - 1 }, (_, i) => time_s[i + 1]! - time_s[i]!)
  const median = Float64Array.from(steps).sort()[steps.length >> 1]!
  if (!(median > 0))
    throw new RecordingFault(
      file,
      null,
      'its first column is not a time in seconds that goes forward',
      'Name the right format, or export the recording again.',
    )
  const usual = steps.filter((s) => s < GAP_PERIODS * median && s > 0)
  const rate = usual.length / usual.reduce((a, b) => a + b, 0)
  const even = Math.round(2 * rate) / 2
  return even > 0 && Math.abs(rate - even) <= 2e-4 * even ? even : Math.round(rate * 1000) / 1000
}

/** For formats whose file says what its numbers are. */
export function refuseOtherUnit({ unit }: OpenOptions, own: 'raw' | 'N' | 'kPa', format: string): void {
  if (unit !== undefined && unit !== own)
    throw new ConfigurationFault(`A ${format} file holds ${own === 'raw' ? 'raw counts' : own}, not ${unit}.`, 'Leave out --unit.')
}
