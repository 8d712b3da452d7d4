import { existsSync } from 'node:fs'
import { repairJournal } from '@solestream/ingest/recordings'
import type { Store } from '@solestream/processing/storage'
import type { DataFolder } from '../configuration/dataFolder.ts'
import { closeSession } from './closeSession.ts'

/**
 * Closes the sessions that an earlier run left open (power cut, crash): the torn tail of the journal is cut, the rest computed.
 * Returns what could not be mended, in words.
 */
export async function recoverSessions(store: Store, data: DataFolder): Promise<readonly string[]> {
  const problems: string[] = []
  for (const session of await store.listSessions()) {
    if (session.ended_utc !== null) continue
    const file = data.journal(session.id)
    try {
      if (!existsSync(file)) {
        await store.closeSession(session.id, session.started_utc)
        continue
      }
      await repairJournal(file)
      await closeSession({ meta: session, file, duration_s: null, store })
    } catch (error) {
      problems.push(`Session ${session.id}, left open by an earlier run, can't be computed: ${(error as Error).message}`)
    }
  }
  return problems
}
