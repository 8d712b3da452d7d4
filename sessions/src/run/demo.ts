import { rm } from 'node:fs/promises'
import type { Store } from '@solestream/processing/storage'
import type { DataFolder } from '../configuration/dataFolder.ts'
import type { SessionRunner } from './sessionRunner.ts'

const ROLL_AFTER_S = 1800
const KEEP_S = 3600

/** The demo walks for ever: it begins a new session every half hour and keeps its last hour. Sessions of real insoles are never touched. */
export async function rollDemo(runner: SessionRunner, store: Store, data: DataFolder, now = Date.now()): Promise<void> {
  const { recording } = runner
  if (recording && recording.lastSample_s >= ROLL_AFTER_S) {
    const { condition, pseudonym } = recording.meta
    void runner.end()
    await runner.begin({ condition, pseudonym })
  }
  for (const session of await store.listSessions()) {
    if (session.source !== 'simulated' || session.ended_utc === null) continue
    if (now - Date.parse(session.ended_utc) < 1000 * KEEP_S) continue
    await store.deleteSession(session.id)
    await rm(data.journal(session.id), { force: true })
  }
}
