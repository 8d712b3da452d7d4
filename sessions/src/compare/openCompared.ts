import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigurationFault } from '@solestream/ingest'
import { RecordingFault, type OpenOptions } from '@solestream/ingest/recordings'
import type { ComparedSession } from '@solestream/processing/analysis'
import { openSqliteStore, StoreFault, type Store } from '@solestream/processing/storage'
import type { AnalyzeOptions } from '../analyze/analysis.ts'
import { analyzeFile } from '../analyze/analyzeFile.ts'
import { comparedAnalysis, comparedStored } from './comparedSessions.ts'

export interface CompareRequest {
  /** A recording's file, or the id of a stored session. */
  readonly what: string
  readonly speed_m_s: number | null
}

/**
 * The sessions that were asked for, in their order: files are analyzed, ids are looked up in the store of the data folder `data`. Rejects with
 * a RecordingFault (no such file or session, or a file that can't be read), or a ConfigurationFault.
 */
export async function openCompared(
  asked: readonly CompareRequest[],
  data: string,
  options: OpenOptions & AnalyzeOptions,
): Promise<readonly ComparedSession[]> {
  const database = join(data, 'solestream.sqlite')
  let store: Store | null = null
  try {
    const found: ComparedSession[] = []
    for (const { what, speed_m_s } of asked) {
      if (existsSync(what)) {
        found.push(comparedAnalysis(await analyzeFile(what, options), what, speed_m_s))
        continue
      }
      if (!existsSync(database)) throw absent(what, `there is no store in ${data}`)
      store ??= await readStore(database)
      const session = await comparedStored(store, what, speed_m_s)
      if (session === null) throw absent(what, `the store in ${data} has no result of a session of that id`)
      found.push(session)
    }
    return found
  } finally {
    await store?.close()
  }
}

const absent = (what: string, why: string): RecordingFault =>
  new RecordingFault(
    what,
    null,
    `there is no such file, and ${why}`,
    "Name a recording's file, or a session by the id that the page of sessions shows, with --data FOLDER for the folder it is kept in.",
  )

/** Without an outbox: nothing is written. */
async function readStore(file: string): Promise<Store> {
  try {
    return await openSqliteStore({ file, outbox: false })
  } catch (error) {
    if (error instanceof StoreFault) throw new ConfigurationFault(error.message, error.mend)
    throw error
  }
}
