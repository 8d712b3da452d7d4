import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OpenOptions } from '@solestream/ingest/recordings'
import type { WalkInputs } from '@solestream/processing/model'
import type { DataFolder } from '../configuration/dataFolder.ts'

/** How a file that was imported is read; a layout is in it whole. It tells no name: the file's own may be a person's. */
export interface ImportSettings {
  readonly open: OpenOptions
  readonly inputs: WalkInputs
}

export const importedFile = (data: DataFolder, id: string): string => join(data.recordings, `${id}.import`)
export const importSettingsFile = (data: DataFolder, id: string): string => join(data.recordings, `${id}.import.json`)

/** The raw recording of a session, and how it is read; null: it is not kept (any more). */
export function keptRecording(data: DataFolder, id: string): ({ readonly file: string } & ImportSettings) | null {
  const journal = data.journal(id)
  if (existsSync(journal)) return { file: journal, open: { format: 'solestream' }, inputs: {} }
  const file = importedFile(data, id)
  if (!existsSync(file)) return null
  return { file, ...(JSON.parse(readFileSync(importSettingsFile(data, id), 'utf8')) as ImportSettings) }
}
