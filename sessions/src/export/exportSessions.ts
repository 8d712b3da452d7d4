import type { SessionRow } from '@solestream/processing/storage'
import type { ExportChoice } from './about.ts'
import { FORMATS } from './formats.ts'
import type { ExportFormatName, ExportFrom, ExportSession } from './model.ts'
import { openExport } from './openExport.ts'
import { createExportFolder } from './target.ts'

export interface ExportAsked {
  readonly format: ExportFormatName
  readonly out: string
  readonly choice: ExportChoice
  readonly version: string
  /** 0 to 1, and which session. */
  readonly onProgress?: (share: number, what: string) => void
}

/** What went out, and what could not, with its reason. */
export interface Exported {
  readonly sessions: readonly string[]
  readonly leftOut: readonly { readonly session: string; readonly why: string }[]
}

/**
 * Sessions into one new folder, whole or not at all. The same sessions give the same bytes. Rejects with a ConfigurationFault where the folder is
 * there already, and with what reading a recording throws.
 */
export async function exportSessions(rows: readonly SessionRow[], from: ExportFrom, asked: ExportAsked): Promise<Exported> {
  const format = await FORMATS[asked.format]()
  const folder = await createExportFolder(asked.out)
  const sessions: string[] = []
  const leftOut: { session: string; why: string }[] = []
  const done: ExportSession[] = []
  try {
    for (const [k, row] of rows.entries()) {
      asked.onProgress?.(k / rows.length, row.id)
      const session = await openExport(row, from, asked.choice, asked.version)
      if (session === null) {
        leftOut.push({ session: row.id, why: 'it has no result yet' })
        continue
      }
      await format.write(session, folder)
      sessions.push(row.id)
      // Samples are not held on to.
      done.push({ ...session, strides: [] })
      await from.log('session.export', row)
    }
    await format.finish?.(done, folder)
    if (sessions.length > 0) await folder.finish()
    else await folder.abandon()
    return { sessions, leftOut }
  } catch (error) {
    await folder.abandon()
    throw error
  }
}
