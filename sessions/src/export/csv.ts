import type { Column } from './tables.ts'
import { tableFormat, type OpenTable } from './tableFormat.ts'

const PIECE = 1 << 16

/** A spreadsheet runs text that begins like a formula: an apostrophe keeps it text. */
function text(value: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The fewest digits that give the same number again, as a 4-byte float where it is one; empty: there is none. */
function cell(value: string | number | boolean | null | undefined, type: Column['type']): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return text(value)
  if (typeof value === 'boolean') return String(value)
  if (!Number.isFinite(value)) return ''
  if (type !== 'f32' || Number.isInteger(value)) return String(value)
  const short = Number(value.toPrecision(7))
  return String(Math.fround(short) === value ? short : Number(value.toPrecision(9)))
}

const open: OpenTable = (target, name, columns) => {
  const file = target.stream(name)
  let piece = `${columns.map((c) => c.name).join(',')}\r\n`
  return {
    async rows(n, cells) {
      for (let i = 0; i < n; i++) {
        for (let k = 0; k < columns.length; k++) piece += (k > 0 ? ',' : '') + cell(cells[k]![i], columns[k]!.type)
        piece += '\r\n'
        if (piece.length >= PIECE) {
          const full = piece
          piece = ''
          await file.write(full)
        }
      }
    },
    async end() {
      if (piece !== '') await file.write(piece)
      await file.end()
    },
  }
}

/** RFC 4180: a header, then one record a row; units are in dictionary.json. */
export const csv = tableFormat('csv', 'csv', open)
