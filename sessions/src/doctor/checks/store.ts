import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { openSqliteStore } from '@solestream/processing/storage'
import { addOnFault } from '../addOn.ts'
import { fails, works, type Check, type Finding } from '../check.ts'
import { copyDatabase } from '../databaseCopy.ts'
import { inProbeFolder } from '../probeFolder.ts'

/** The store as `start` opens it, on a copy of the database or, where there is none, on a new one: the real thread, add-on and disk. */
export const store: Check = {
  id: 'store',
  title: 'Store',
  need: () => 'start',
  async run({ options }, over) {
    const database = join(resolve(options.data), 'solestream.sqlite')
    return inProbeFolder(options.data, over, async (folder) => {
      const copy = join(folder, 'solestream.sqlite')
      const { said } = await copyDatabase(database, copy)
      try {
        return await tried(copy, said)
      } catch (error) {
        return told(error, copy, database)
      }
    })
  },
}

async function tried(file: string, said: string): Promise<Finding> {
  const opened = await openSqliteStore({ file, outbox: false })
  try {
    await opened.openSession({
      id: 'doctor',
      started_utc: '2026-01-01T00:00:00Z',
      ended_utc: null,
      source: 'doctor',
      pseudonym: null,
      condition: null,
      task: 'walk',
    })
    const log = await stat(`${file}-wal`).catch(() => null)
    if (log === null || log.size === 0)
      return fails(
        'SQLite can’t use its write-ahead log on this disk (a network folder, perhaps)',
        'Choose a folder on a local disk with --data FOLDER.',
      )
    return works(`SQLite writes ahead to its log, tried on ${said}`)
  } finally {
    await opened.close()
  }
}

function told(error: unknown, copy: string, database: string): Finding {
  const { message, mend } = error as { readonly message: string; readonly mend?: string }
  return (
    addOnFault(message, 'better-sqlite3', 'the SQLite module') ??
    fails(message.replaceAll(copy, database), mend ?? 'This was not foreseen: please report this text.')
  )
}
