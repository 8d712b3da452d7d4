import type { SampleBlock, Side } from '@solestream/processing/model'
import type { RecordingFacts } from './recording.ts'
import { RecordingFault } from './recordingFault.ts'
import { MAY_BE_CUT, openRows, rowTarget } from './rowParser.ts'
import type { RowTarget } from './rowParser.ts'
import { GAP_PERIODS, tooFewRows } from './table.ts'
import type { Table } from './table.ts'

/**
 * Samples in a block at most: enough that the cost per block vanishes, few enough to stay in the processor's cache; and of no more than a
 * second, because the feet come in turn: who joins them waits only so long for the other foot.
 */
const MOST_SAMPLES = 512
const MOST_SECONDS = 1

/** All rows as blocks, left then right for the same stretch of time. Memory is that of a block, whatever the file's length. */
export function* tableBlocks(
  table: Table,
  rate_Hz: number,
  warnings: Set<string>,
  done: (facts: RecordingFacts) => void,
): Generator<SampleBlock> {
  const { timeUnit_s = 1 } = table
  const reader = openRows(table.file, table.rows)
  const capacity = Math.max(1, Math.min(MOST_SAMPLES, Math.floor(MOST_SECONDS * rate_Hz)))
  try {
    let first = NaN
    let last = NaN
    let lastTime = NaN
    let lastLine = 1
    let rows = 0
    let lost = 0
    let corrupt = 0
    for (;;) {
      const target = rowTarget(table.rows.columns, capacity)
      const got = reader.read(target)
      if (got === 0) break
      lastTime = target.time[got - 1]!
      lastLine = target.line[got - 1]!
      const n = table.accepts === undefined ? got : keepAccepted(table, target, got)
      corrupt += got - n
      if (n === 0) continue
      if (rows === 0) first = target.time[0]!
      for (let i = 0, start = 0, lostBefore = 0; i < n; i++) {
        const time_s = (target.time[i]! - first) * timeUnit_s
        const step = rows + i === 0 ? 1 / rate_Hz : time_s - last
        if (!(step > 0)) throw notForward(table.file, target.line[i]!)
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
    if (rows < 2) throw tooFewRows(table.file, rows)
    checkEnd(table, lastTime * timeUnit_s, lastLine, rate_Hz)
    if (corrupt > 0) warnings.add(`${corrupt} rows are marked as corrupt: they count as lost.`)
    if (reader.endsInNumber()) warnings.add(MAY_BE_CUT)
    done({ rows, lostRows: lost, last_s: last, effectiveRate_Hz: (rows + lost - 1) / last })
  } finally {
    reader.close()
  }
}

/** Moves the accepted rows to the front and gives their number. */
function keepAccepted({ accepts }: Table, target: RowTarget, n: number): number {
  const { time, values, line, capacity } = target
  let kept = 0
  for (let i = 0; i < n; i++) {
    if (!accepts!(target, i)) continue
    if (kept < i) {
      time[kept] = time[i]!
      line[kept] = line[i]!
      for (let at = 0; at < values.length; at += capacity) values[at + kept] = values[at + i]!
    }
    kept++
  }
  return kept
}

function checkEnd({ file, promised }: Table, end_s: number, line: number, rate_Hz: number): void {
  if (promised === undefined || end_s > promised.end_s - 0.5 / rate_Hz) return
  throw new RecordingFault(
    file,
    line,
    `the file ends here at ${end_s.toFixed(3)} s, but its line ${promised.line} says ${promised.end_s.toFixed(3)} s: the rest is cut off`,
    'Export or copy the recording again.',
  )
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
  const { left, right, before: others = 0 } = table
  if (left > 0) yield foot('left', others, left)
  if (right > 0) yield foot('right', others + left, right)
}

function columnsOf(target: RowTarget, first: number, sensors: number, from: number, n: number): Float32Array {
  const values = target.values as Float32Array
  const { capacity } = target
  if (n === capacity) return values.subarray(first * n, (first + sensors) * n)
  const own = new Float32Array(sensors * n)
  for (let k = 0; k < sensors; k++) own.set(values.subarray((first + k) * capacity + from, (first + k) * capacity + from + n), k * n)
  return own
}
