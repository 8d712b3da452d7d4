import { STRIDE_METRIC_NAMES, type Stride } from '@solestream/processing/model'

const CHUNK = 64 * 1024
const COLUMNS = ['session', 'side', 'start_s', 'toeOff_s', 'end_s', 'valid', 'excludedBecause', ...STRIDE_METRIC_NAMES] as const

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

/**
 * Strides as RFC 4180 text in pieces of about 64 KiB: a header, then one record a stride; what cannot be had is empty. Column names carry
 * the units. Numbers have every digit of their double.
 */
export function* strideCsv(session: string, strides: readonly Stride[]): Generator<string> {
  let chunk = `${COLUMNS.join(',')}\r\n`
  for (const stride of strides) {
    chunk += `${COLUMNS.map((column) => cell(column === 'session' ? session : stride[column])).join(',')}\r\n`
    if (chunk.length >= CHUNK) {
      yield chunk
      chunk = ''
    }
  }
  if (chunk !== '') yield chunk
}
