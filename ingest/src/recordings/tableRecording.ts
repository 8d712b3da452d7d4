import type { SampleBlock, Side } from '@solestream/processing/model'
import type { RecordingFacts } from './recording.ts'
import { RecordingFault } from './recordingFault.ts'
import { openRows } from './rowParser.ts'
import type { RowFormat, RowTarget } from './rowParser.ts'

/** A text file with one row a sample: time first, then `left` sensors of the left foot, then `right` of the right. */
export interface Table {
  readonly file: string
  readonly rows: RowFormat
  readonly left: number
  readonly right: number
}

/**
 * Samples in a block at most: enough that the cost per block vanishes, few enough to stay in the processor's cache; and of no more than a
 * second, because the feet come in turn: who joins them waits only so long for the other foot.
 */
const MOST_SAMPLES = 512
const MOST_SECONDS = 1
/** Rows that the nominal rate is taken from. */
const HEAD_ROWS = 2048
/** More than this many periods between two rows is a gap. */
const GAP_PERIODS = 1.5

export interface TableHead {
  readonly rate_Hz: number
  /** Largest absolute value of a sensor in the first rows. */
  readonly largest: number
}

const targetOf = (table: Table, capacity: number): RowTarget => ({
  time: new Float64Array(capacity),
  values: new Float32Array((table.rows.columns - 1) * capacity),
  capacity,
})

/** The nominal rate and what the values are like, from the first rows. Reads no further. */
export function readTableHead(table: Table): TableHead {
  const reader = openRows(table.file, table.rows)
  try {
    const target = targetOf(table, HEAD_ROWS)
    const n = reader.read(target)
    if (n < 2)
      throw new RecordingFault(
        table.file,
        null,
        `${n} row${n === 1 ? '' : 's'} of samples: too few to be a recording`,
        'Export the recording again.',
      )
    let largest = 0
    for (let k = 0; k < table.left + table.right; k++)
      for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(target.values[k * HEAD_ROWS + i]!) || 0)
    return { rate_Hz: nominalRate(table.file, target.time.subarray(0, n)), largest }
  } finally {
    reader.close()
  }
}

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

/** All rows as blocks, left then right for the same stretch of time. Memory is that of a block, whatever the file's length. */
export function* tableBlocks(
  table: Table,
  rate_Hz: number,
  warnings: Set<string>,
  done: (facts: RecordingFacts) => void,
): Generator<SampleBlock> {
  const reader = openRows(table.file, table.rows)
  const capacity = Math.max(1, Math.min(MOST_SAMPLES, Math.floor(MOST_SECONDS * rate_Hz)))
  try {
    let first = NaN
    let last = NaN
    let rows = 0
    let lost = 0
    for (;;) {
      const target = targetOf(table, capacity)
      const n = reader.read(target)
      if (n === 0) break
      if (rows === 0) first = target.time[0]!
      for (let i = 0, start = 0, lostBefore = 0; i < n; i++) {
        const time_s = target.time[i]! - first
        const step = rows + i === 0 ? 1 / rate_Hz : time_s - last
        if (!(step > 0)) throw notForward(table.file, reader.firstLine() + i)
        if (step * rate_Hz > GAP_PERIODS) {
          if (i > start) yield* bothFeet(table, target, start, i, rows + lost - lostBefore, lostBefore)
          // rows before this one within the block belong to the part just given
          start = i
          lostBefore = Math.max(1, Math.round(step * rate_Hz) - 1)
          lost += lostBefore
        }
        target.time[i] = last = time_s
        if (i === n - 1) yield* bothFeet(table, target, start, n, rows + lost - lostBefore, lostBefore)
      }
      rows += n
    }
    if (reader.endsOpen()) warnings.add('The last line has no line end: its last number may be cut.')
    done({ rows, lostRows: lost, last_s: last, effectiveRate_Hz: (rows + lost - 1) / last })
  } finally {
    reader.close()
  }
}

const notForward = (file: string, line: number): RecordingFault =>
  new RecordingFault(
    file,
    line,
    'the time does not go forward here',
    'Times must be numbers that grow from row to row: sort or correct the rows.',
  )

/** Rows from..to of a target as blocks. `before`: rows of the file before the target, with all lost ones but those just before `from`. */
function* bothFeet(table: Table, target: RowTarget, from: number, to: number, before: number, lostBefore: number): Generator<SampleBlock> {
  const n = to - from
  const time_s = target.time.subarray(from, to)
  const foot = (side: Side, firstColumn: number, sensors: number): SampleBlock => ({
    side,
    sequence: before + from + lostBefore,
    n,
    sensors,
    time_s,
    counts: columnsOf(target, firstColumn, sensors, from, n),
    imu: null,
    lostBefore,
    saturated: 0,
    recovered: false,
  })
  if (table.left > 0) yield foot('left', 0, table.left)
  if (table.right > 0) yield foot('right', table.left, table.right)
}

function columnsOf(target: RowTarget, first: number, sensors: number, from: number, n: number): Float32Array {
  const values = target.values as Float32Array
  const { capacity } = target
  if (n === capacity) return values.subarray(first * n, (first + sensors) * n)
  const own = new Float32Array(sensors * n)
  for (let k = 0; k < sensors; k++) own.set(values.subarray((first + k) * capacity + from, (first + k) * capacity + from + n), k * n)
  return own
}
