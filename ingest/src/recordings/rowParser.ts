import { closeSync, openSync, readSync } from 'node:fs'
import { RecordingFault } from './recordingFault.ts'

export interface RowFormat {
  /** Between two numbers: one comma, or any run of spaces and tabs. */
  readonly separator: 'comma' | 'blank'
  /** Numbers a row. */
  readonly columns: number
  /** Lines to leave out at the start (the header). */
  readonly skipLines: number
  /** Which column is the time; default 0. */
  readonly timeColumn?: number
}

/** Where parsed rows go: the time column to `time`; the c-th of the others, of row i, to values[c * capacity + i]. */
export interface RowTarget {
  readonly time: Float64Array
  readonly values: Float32Array | Float64Array
  /** Each row's line in the file, counted from 1. */
  readonly line: Float64Array
  readonly capacity: number
}

/** A target for `columns` numbers a row, the time included. */
export const rowTarget = (columns: number, capacity: number): RowTarget & { readonly values: Float32Array } => ({
  time: new Float64Array(capacity),
  values: new Float32Array((columns - 1) * capacity),
  line: new Float64Array(capacity),
  capacity,
})

export interface RowReader {
  /** Fills rows 0..n-1 of the target and returns n; 0: the end. Throws a RecordingFault. */
  read(target: RowTarget): number
  /** The file ended in a number, with neither a blank nor a line end after it: that number may be cut. */
  endsInNumber(): boolean
  close(): void
}

/** What is told of a file that endsInNumber(). */
export const MAY_BE_CUT = 'The last line has no line end: its last number may be cut.'

const CHUNK = 1 << 18
const LONGEST_LINE = 1 << 20
/** Above this an integer is not exact in a double. */
const EXACT = 2 ** 53 / 10 - 1
const POWERS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`))
const NEWLINE = 10
const RETURN = 13
const SPACE = 32
const TAB = 9
const COMMA = 44
const MINUS = 45
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf]
const PLUS = 43
const POINT = 46

/**
 * Rows of numbers from a text file: bytes are read in large chunks and digits become numbers by integer arithmetic, with no string and
 * no object per number. The result is the double nearest to the text (an exact integer over an exact power of ten).
 */
export function openRows(file: string, format: RowFormat): RowReader {
  const fd = openSync(file, 'r')
  const { columns, timeColumn = 0 } = format
  const comma = format.separator === 'comma'
  let buffer = new Uint8Array(2 * CHUNK)
  /** Bytes at..complete are whole lines; complete..filled is the beginning of the next. */
  let at = 0
  let complete = 0
  let filled = 0
  let line = 1
  let ended = false
  let open = false
  let inNumber = false
  let closed = false

  function refill(): boolean {
    while (!ended) {
      buffer.copyWithin(0, at, filled)
      filled -= at
      complete -= at
      at = 0
      if (filled + CHUNK > buffer.length) {
        if (filled > LONGEST_LINE) throw fault(`the line is longer than ${LONGEST_LINE} bytes`)
        const larger = new Uint8Array(2 * buffer.length)
        larger.set(buffer.subarray(0, filled))
        buffer = larger
      }
      const got = readSync(fd, buffer, filled, CHUNK, null)
      if (got === 0) {
        ended = true
        if (filled > 0 && buffer[filled - 1] !== NEWLINE) {
          open = true
          inNumber = ![SPACE, TAB, RETURN].includes(buffer[filled - 1]!)
          buffer[filled++] = NEWLINE
        }
        complete = filled
      } else {
        filled += got
        complete = buffer.lastIndexOf(NEWLINE, filled - 1) + 1
      }
      if (complete > at) return true
    }
    return false
  }

  const fault = (cause: string, mend = 'Export the recording again, or correct this line.'): RecordingFault =>
    new RecordingFault(file, line, cause, mend)

  /** Past a byte-order mark and the header. */
  function begin(): void {
    if (refill() && BYTE_ORDER_MARK.every((byte, i) => buffer[i] === byte)) at = BYTE_ORDER_MARK.length
    for (let skip = format.skipLines; skip > 0; skip--) {
      if (at >= complete && !refill()) return
      at = buffer.indexOf(NEWLINE, at) + 1
      line++
    }
  }

  /** A number the fast path does not take: an exponent, many digits, an empty cell, nan; or not a number. */
  function slow(from: number, to: number, column: number): number {
    const text = Buffer.from(buffer.subarray(from, to)).toString('latin1').trim()
    if (text === '' || /^nan$/i.test(text)) return NaN
    if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Math.fround(Number(text)))) return Number(text)
    const printable = text.length > 30 ? `${text.slice(0, 30)}...` : text
    const cause = `column ${column + 1} is ${JSON.stringify(printable)}, not a number`
    throw /^[+-]?\d+,\d+$/.test(text) ? fault(cause, 'Export with decimal points instead of commas.') : fault(cause)
  }

  function read({ time, values, line: lines, capacity }: RowTarget): number {
    let row = 0
    while (row < capacity) {
      if (at >= complete && !refill()) break
      const bytes = buffer
      const end = complete
      let p = at
      while (row < capacity && p < end) {
        const lineStart = p
        let column = 0
        let byte = bytes[p]!
        // an empty line, or blanks only
        while (byte === SPACE || byte === TAB || byte === RETURN) byte = bytes[++p]!
        if (byte === NEWLINE) {
          at = ++p
          line++
          continue
        }
        for (;;) {
          const start = p
          let negative = false
          if (byte === MINUS) {
            negative = true
            byte = bytes[++p]!
          } else if (byte === PLUS) byte = bytes[++p]!
          let mantissa = 0
          let fraction = 0
          let digits = p
          let digit = byte - 48
          while (digit >= 0 && digit <= 9) {
            mantissa = mantissa * 10 + digit
            byte = bytes[++p]!
            digit = byte - 48
          }
          digits = p - digits
          if (byte === POINT) {
            const point = p
            byte = bytes[++p]!
            digit = byte - 48
            while (digit >= 0 && digit <= 9) {
              mantissa = mantissa * 10 + digit
              byte = bytes[++p]!
              digit = byte - 48
            }
            fraction = p - point - 1
            digits += fraction
          }
          while (byte === SPACE || byte === TAB || byte === RETURN) byte = bytes[++p]!
          let value
          const stops = comma ? byte === COMMA || byte === NEWLINE : p > start
          if (!stops || digits === 0 || mantissa > EXACT || fraction > 22 || (!comma && !endsNumber(bytes[p - 1]!, byte))) {
            while (byte !== NEWLINE && (comma ? byte !== COMMA : byte !== SPACE && byte !== TAB)) byte = bytes[++p]!
            at = lineStart
            value = slow(start, p, column)
            while (byte === SPACE || byte === TAB || byte === RETURN) byte = bytes[++p]!
          } else {
            value = fraction === 0 ? mantissa : mantissa / POWERS[fraction]!
            if (negative) value = -value
          }
          if (column === timeColumn) time[row] = value
          else if (column < columns) values[(column < timeColumn ? column : column - 1) * capacity + row] = value
          column++
          if (byte === NEWLINE) break
          if (comma) byte = bytes[++p]!
          while (byte === SPACE || byte === TAB) byte = bytes[++p]!
        }
        if (column !== columns) throw short(column, p)
        lines[row] = line
        at = ++p
        line++
        row++
      }
      at = p
    }
    return row
  }

  function short(got: number, p: number): RecordingFault {
    const cut = open && p === filled - 1
    const cause = `${got} number${got === 1 ? '' : 's'} where ${columns} are due`
    return cut ? fault(`the file ends in the middle of a row: ${cause}`) : fault(cause)
  }

  try {
    begin()
  } catch (error) {
    closeSync(fd)
    throw error
  }
  return {
    read,
    endsInNumber: () => inNumber,
    close() {
      if (!closed) closeSync(fd)
      closed = true
    },
  }
}

/** In a blank-separated row a number must end at a blank or at the line's end. */
const endsNumber = (before: number, byte: number): boolean => byte === NEWLINE || before === SPACE || before === TAB
