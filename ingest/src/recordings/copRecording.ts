import type { CopColumns, Recording } from './recording.ts'
import { RecordingFault } from './recordingFault.ts'
import { MAY_BE_CUT, openRows, rowTarget } from './rowParser.ts'
import { GAP_PERIODS, nominalRate, tooFewRows } from './table.ts'

/** A balance trial: one row a sample of the centre of pressure, read whole. */
export function copRecording(file: string): Recording {
  const { cop, warnings } = readCop(file)
  const rows = cop.time_s.length
  const last_s = cop.time_s[rows - 1]!
  const lostRows = missingRows(cop)
  return {
    format: 'csv',
    file,
    insoles: [],
    started_utc: null,
    warnings,
    blocks: () => [],
    facts: () => ({ rows, lostRows, last_s, effectiveRate_Hz: (rows + lostRows - 1) / last_s }),
    cop: () => cop,
  }
}

/** By the times, as in every other recording. */
const missingRows = ({ time_s, rate_Hz }: CopColumns): number =>
  time_s.reduce((lost, t, i) => {
    const periods = i === 0 ? 1 : (t - time_s[i - 1]!) * rate_Hz
    return periods > GAP_PERIODS ? lost + Math.max(1, Math.round(periods) - 1) : lost
  }, 0)

function readCop(file: string): { readonly cop: CopColumns; readonly warnings: readonly string[] } {
  const reader = openRows(file, { separator: 'comma', columns: 3, skipLines: 1 })
  const columns: [time: number[], ap: number[], ml: number[]] = [[], [], []]
  try {
    const capacity = 4096
    const target = { ...rowTarget(3, capacity), values: new Float64Array(2 * capacity) }
    for (let n = reader.read(target); n > 0; n = reader.read(target))
      for (let i = 0; i < n; i++) {
        const row = [target.time[i]!, target.values[i]!, target.values[capacity + i]!] as const
        const fault = (cause: string, mend: string): RecordingFault => new RecordingFault(file, target.line[i]!, cause, mend)
        if (row.some(Number.isNaN)) throw fault('a value is missing', 'A balance trial must be complete: export it again.')
        if (columns[0].length > 0 && !(row[0] > columns[0].at(-1)!))
          throw fault('the time does not go forward here', 'Sort or correct the rows.')
        row.forEach((value, c) => columns[c]!.push(value))
      }
  } finally {
    reader.close()
  }
  const [time, ap, ml] = columns
  if (time.length < 2) throw tooFewRows(file, time.length)
  const first = time[0]!
  const time_s = Float64Array.from(time, (t) => t - first)
  const cop = { time_s, ap_mm: Float64Array.from(ap), ml_mm: Float64Array.from(ml), rate_Hz: nominalRate(file, time_s) }
  return { cop, warnings: reader.endsInNumber() ? [MAY_BE_CUT] : [] }
}
