import { STRIDE_METRIC_NAMES, type CalibrationUse, type Quality, type Side, type Stride } from '@solestream/processing/model'

const CHUNK = 64 * 1024
const COLUMNS = ['session', 'side', 'start_s', 'toeOff_s', 'end_s', 'valid', 'excludedBecause', ...STRIDE_METRIC_NAMES] as const
/** The same in every record of a foot: what its figures rest on. */
const OF_FOOT = ['calibration', 'calibrated_utc', 'tared_utc', 'clockError_ms', 'leftRightClockError_ms'] as const

/** A spreadsheet runs text that begins like a formula: an apostrophe keeps it text. Numbers go out bare, so -1 stays a number. */
function text(value: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function cell(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return text(value)
  return typeof value === 'number' && !Number.isFinite(value) ? '' : String(value)
}

/** What a session's figures rest on, where it is known. */
export interface Basis {
  readonly insoles: readonly { readonly side: Side; readonly calibration: Omit<CalibrationUse, 'fit'> | null }[]
  readonly clockError_ms: Quality['clockError_ms']
}

/** Of an insole that was changed in between: each one's, with a space. */
function ofFoot({ insoles, clockError_ms }: Basis, side: Side): Readonly<Record<(typeof OF_FOOT)[number], string | number | null>> {
  const uses = insoles.flatMap((insole) => (insole.side === side && insole.calibration !== null ? [insole.calibration] : []))
  const each = (values: readonly (string | null)[]): string => [...new Set(values.filter((value) => value !== null))].join(' ')
  return {
    calibration: each(uses.map(({ id, method }) => (method === 'none' ? null : id))),
    calibrated_utc: each(uses.map(({ calibrated_utc, method }) => (method === 'none' ? null : calibrated_utc))),
    tared_utc: each(uses.map(({ tared_utc }) => tared_utc)),
    clockError_ms: clockError_ms?.[side] ?? null,
    leftRightClockError_ms: clockError_ms?.leftRight ?? null,
  }
}

const ends = (basis: Basis, side: Side): string => {
  const of = ofFoot(basis, side)
  return OF_FOOT.map((column) => cell(of[column])).join(',')
}

/**
 * Strides as RFC 4180 text in pieces of about 64 KiB: a header, then one record a stride; what cannot be had is empty. Column names carry
 * the units. Numbers have every digit of their double.
 */
export function* strideCsv(session: string, strides: readonly Stride[], basis: Basis): Generator<string> {
  let chunk = `${[...COLUMNS, ...OF_FOOT].join(',')}\r\n`
  const feet = { left: ends(basis, 'left'), right: ends(basis, 'right') }
  for (const stride of strides) {
    chunk += `${COLUMNS.map((column) => cell(column === 'session' ? session : stride[column])).join(',')},${feet[stride.side]}\r\n`
    if (chunk.length >= CHUNK) {
      yield chunk
      chunk = ''
    }
  }
  if (chunk !== '') yield chunk
}
