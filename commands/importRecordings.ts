import { readFileSync } from 'node:fs'
import { ConfigurationFault } from '@solestream/ingest'
import { openFolder } from '@solestream/sessions/folder'
import {
  filesOf,
  importOne,
  importText,
  readMapping,
  type Imported,
  type ImportRequest,
  type MappedFile,
} from '@solestream/sessions/import'
import { createProgressBar } from '@solestream/sessions/progress'
import { analyzeOptions, type AnalyzeFlags } from './analyzeFlags.ts'

interface Flags extends Omit<AnalyzeFlags, 'mode' | 'algorithm'> {
  readonly person?: string
  readonly condition?: string
  readonly recordedAt?: string
  readonly mapping?: string
  readonly data: string
  readonly json?: boolean
}

const MOST_CONDITION = 200

export async function importRecordings(named: readonly string[], flags: Flags): Promise<void> {
  const mapped = flags.mapping === undefined ? () => ({}) : readMapping(flags.mapping)
  const files = (await filesOf(named)).filter((file) => file !== flags.mapping)
  // All wrong options at once, before the first file is looked at.
  const requests = files.map((file) => requestOf(file, flags, mapped(file)))
  const folder = await openFolder(flags.data, { make: true })
  const bar = createProgressBar()
  const done: Imported[] = []
  try {
    for (const [k, request] of requests.entries()) {
      bar.at(k / requests.length, request.file)
      done.push(await importOne(request, folder))
    }
  } finally {
    bar.end()
    await folder.close()
  }
  const count = (outcome: Imported['outcome']): number => done.filter((one) => one.outcome === outcome).length
  if (flags.json) process.stdout.write(`${JSON.stringify({ files: done })}\n`)
  else for (const one of done) console.log(importText(one))
  console.error(`${count('taken')} taken, ${count('already-there')} already there, ${count('refused')} not taken.`)
  if (count('refused') > 0) process.exitCode = 1
}

function requestOf(file: string, flags: Flags, row: MappedFile): ImportRequest {
  const { format, unit, side, task, layout } = { ...flags, ...row }
  const given = Object.fromEntries(Object.entries({ format, unit, side, task, layout }).filter(([, value]) => value !== undefined))
  const { bodyWeight, beltSpeed, stanceWidth, toeOut } = flags
  const numbers = Object.fromEntries(
    Object.entries({ bodyWeight, beltSpeed, stanceWidth, toeOut }).filter(([, value]) => value !== undefined),
  )
  const { mode: _, task: done, format: f, unit: u, side: s, layout: l, ...inputs } = analyzeOptions({ ...given, ...numbers })
  const condition = row.condition ?? flags.condition ?? null
  if (condition !== null && (condition.trim() === '' || condition.length > MOST_CONDITION))
    throw new ConfigurationFault(`${file}: the condition is empty or longer than ${MOST_CONDITION} characters`, 'shorten it')
  return {
    file,
    open: { ...(f && { format: f }), ...(u && { unit: u }), ...(s && { side: s }), ...(typeof l === 'string' && { layout: layoutIn(l) }) },
    inputs,
    ...(done && { task: done }),
    pseudonym: row.person ?? flags.person ?? null,
    condition,
    recorded_utc: dateOf(file, row.recorded_at ?? flags.recordedAt),
  }
}

/** Whole, so that the session can be computed again without that file. */
function layoutIn(file: string): Exclude<ImportRequest['open']['layout'], undefined> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Exclude<ImportRequest['open']['layout'], undefined>
  } catch {
    // A layout's name, or a file whose fault the reader tells.
    return file
  }
}

function dateOf(file: string, text: string | undefined): string | null {
  if (text === undefined) return null
  const date = new Date(text)
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(date.getTime()))
    throw new ConfigurationFault(`${file}: ${text} is no date`, 'dates are such as 2026-03-14 or 2026-03-14T10:30:00Z')
  return date.toISOString()
}
