import { existsSync } from 'node:fs'
import { repairJournal } from '@solestream/ingest/recordings'
import type { SessionRow, Store } from '@solestream/processing/storage'
import type { DataFolder } from '../configuration/dataFolder.ts'
import { closeSession } from './closeSession.ts'

/**
 * Closes the sessions that an earlier run left open (power cut, crash): the torn tail of the journal is cut, the rest computed.
 * Returns what could not be mended, in words.
 */
export async function recoverSessions(store: Store, data: DataFolder): Promise<readonly string[]> {
  const problems: string[] = []
  for (const session of await openSessions(store)) {
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

async function openSessions(store: Store): Promise<readonly SessionRow[]> {
  const open: SessionRow[] = []
  for (let page = await store.listSessions(); page.length > 0; page = await store.listSessions({ before: page.at(-1)!.id }))
    open.push(...page.filter((session) => session.ended_utc === null))
  return open
}
