import { readFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { ConfigurationFault } from '@solestream/ingest'

/** What a row of a mapping says of a file. */
export interface MappedFile {
  readonly person?: string
  readonly condition?: string
  readonly recorded_at?: string
  readonly side?: string
  readonly layout?: string
  readonly unit?: string
  readonly format?: string
  readonly task?: string
}

const COLUMNS = ['file', 'person', 'condition', 'recorded_at', 'side', 'layout', 'unit', 'format', 'task'] as const

/**
 * A csv of files and whose they are: a header with `file` and any of person, condition, recorded_at, side, layout, unit, format, task.
 * Files are named from the mapping's folder on, or by their base name alone. Throws a ConfigurationFault that names the row.
 */
export function readMapping(path: string): (file: string) => MappedFile {
  let rows: Record<string, string>[]
  try {
    rows = parse(readFileSync(path), { columns: true, bom: true, trim: true, skip_empty_lines: true })
  } catch (error) {
    throw new ConfigurationFault(`--mapping ${path} can’t be read: ${(error as Error).message}`, MEND)
  }
  const odd = Object.keys(rows[0] ?? {}).filter((name) => !(COLUMNS as readonly string[]).includes(name))
  if (rows.length === 0 || rows[0]!['file'] === undefined || odd.length > 0)
    throw new ConfigurationFault(
      `--mapping ${path}: ${rows.length === 0 ? 'it has no rows' : odd.length > 0 ? `column ${odd.join(', ')} is not known` : 'it has no column `file`'}`,
      MEND,
    )
  const by = new Map<string, MappedFile>()
  for (const [k, { file = '', ...row }] of rows.entries()) {
    const key = file.includes('/') || file.includes('\\') ? resolve(dirname(path), file) : file
    if (file === '') throw new ConfigurationFault(`--mapping ${path}, row ${k + 2}: no file is named`, MEND)
    if (by.has(key)) throw new ConfigurationFault(`--mapping ${path}, row ${k + 2}: ${file} is there already`, 'give each file one row')
    by.set(key, Object.fromEntries(Object.entries(row).filter(([, value]) => value !== '')))
  }
  return (file) => by.get(resolve(file)) ?? by.get(basename(file)) ?? {}
}

const MEND = `a csv whose first line is a header: file, and any of ${COLUMNS.slice(1).join(', ')}`
