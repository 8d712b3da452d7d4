import { ConfigurationFault } from '@solestream/ingest'
import { EXPORT_FORMATS, exportSessions, selectSessions, type ExportFormatName, type ExportSelection } from '@solestream/sessions/export'
import { namedSessions, openFolder } from '@solestream/sessions/folder'
import { createProgressBar } from '@solestream/sessions/progress'
import { VERSION } from './version.ts'

interface Flags {
  readonly format?: string
  readonly out?: string
  readonly all?: boolean
  readonly person?: string
  readonly from?: string
  readonly to?: string
  readonly condition?: string
  readonly consent?: string
  readonly withDates?: boolean
  readonly withNotes?: boolean
  readonly data: string
}

export async function exportStored(ids: readonly string[], flags: Flags): Promise<void> {
  const format = flags.format ?? 'csv'
  if (!(EXPORT_FORMATS as readonly string[]).includes(format))
    throw new ConfigurationFault(`--format ${format} is not known`, `--format takes ${EXPORT_FORMATS.join(', ')}`)
  if (flags.out === undefined || flags.out.trim() === '')
    throw new ConfigurationFault('no folder was named to export to', 'name a new one with --out FOLDER')
  const selection = selectionOf(flags)
  const selects = flags.all === true || Object.keys(selection).length > 0
  if (ids.length > 0 === selects)
    throw new ConfigurationFault(
      selects ? 'sessions were named and selected' : 'no session was named',
      'name sessions by their ids, or select them with --person, --from, --to, --condition, --consent, or give --all',
    )
  const folder = await openFolder(flags.data)
  const bar = createProgressBar()
  try {
    const rows = selects ? await selectSessions(selection, folder) : await namedSessions(folder, ids)
    if (rows.length === 0)
      throw new ConfigurationFault('no session fits that selection', 'widen it; the page of sessions shows what there is')
    const choice = { withDates: flags.withDates === true, withNotes: flags.withNotes === true }
    const asked = { format: format as ExportFormatName, out: flags.out, choice, version: VERSION, onProgress: bar.at }
    const { sessions, leftOut } = await exportSessions(rows, folder, asked)
    bar.end()
    for (const { session, why } of leftOut) console.error(`  ${session} was left out: ${why}.`)
    if (sessions.length === 0) {
      console.error('  Nothing was exported.')
      process.exitCode = 1
      return
    }
    console.log(`${flags.out}: ${sessions.length} sessions as ${format}, with SHA-256 sums in manifest.json.`)
    if (!choice.withDates || !choice.withNotes)
      console.error('Pseudonymous: session.json says what was left out. Gait itself can identify a person.')
  } finally {
    bar.end()
    await folder.close()
  }
}

function selectionOf({ person, from, to, condition, consent }: Flags): ExportSelection {
  if (consent !== undefined && consent !== 'care' && consent !== 'research')
    throw new ConfigurationFault(`--consent ${consent} is not known`, '--consent takes care or research')
  return {
    ...(person === undefined ? {} : { person }),
    ...(from === undefined ? {} : { from_utc: dateOf('--from', from) }),
    ...(to === undefined ? {} : { to_utc: dateOf('--to', to) }),
    ...(condition === undefined ? {} : { condition }),
    ...(consent === undefined ? {} : { consent }),
  }
}

function dateOf(flag: string, text: string): string {
  const date = new Date(text)
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(date.getTime()))
    throw new ConfigurationFault(`${flag} ${text} is no date`, 'dates are such as 2026-03-14 or 2026-03-14T10:30:00Z')
  return date.toISOString()
}
