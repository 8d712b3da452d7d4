import { parentPort, workerData } from 'node:worker_threads'
import { openSqliteStore } from '@solestream/processing/storage'
import { openDataFolder } from '../configuration/dataFolder.ts'
import { exportSessions } from './exportSessions.ts'
import type { ExportWork, ExportAnswer } from './exportTar.ts'

// One session into one folder, one answer, then the thread ends.
const { path, session, format, out, shift_days, version } = workerData as ExportWork
const say = (answer: ExportAnswer): void => parentPort?.postMessage(answer)
try {
  const data = openDataFolder(path)
  const store = await openSqliteStore({ file: data.database, outbox: false })
  try {
    const row = await store.getSession(session)
    const people = { dateShift_days: () => Promise.resolve(shift_days) }
    const from = { data, store, people, log: () => Promise.resolve() }
    const done =
      row === null ? null : await exportSessions([row], from, { format, out, choice: { withDates: false, withNotes: false }, version })
    say({ ok: true, exported: done !== null && done.sessions.length > 0 })
  } finally {
    await store.close()
  }
} catch (error) {
  say({ ok: false, message: (error as Error).message })
}
