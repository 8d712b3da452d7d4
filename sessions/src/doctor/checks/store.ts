import { copyFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { openSqliteStore } from '@solestream/processing/storage'
import { fails, works, type Check, type Finding } from '../check.ts'
import { inProbeFolder } from '../probeFolder.ts'

const NATIVE = /bindings file|invalid ELF|NODE_MODULE_VERSION|Could not locate|\.node\b/i
const NOT_INSTALLED = /Cannot find (package|module) '?better-sqlite3/
/** A larger database is not copied: that would take the disk's time. */
const MOST_COPIED_BYTES = 200e6

/** The store as `start` opens it, on a copy of the database or, where there is none, on a new one: the real thread, add-on and disk. */
export const store: Check = {
  id: 'store',
  title: 'Store',
  need: () => 'start',
  async run({ options }, over) {
    const database = join(resolve(options.data), 'solestream.sqlite')
    return inProbeFolder(options.data, over, async (folder) => {
      const copy = join(folder, 'solestream.sqlite')
      const said = await copied(database, copy)
      try {
        return await tried(copy, said)
      } catch (error) {
        return told(error, copy, database)
      }
    })
  },
}

/** What was copied, in words. */
async function copied(database: string, copy: string): Promise<string> {
  const there = await stat(database).catch(() => null)
  if (there === null) return 'a new database'
  // Somebody has it open, or did not close it: a copy would be torn.
  if (
    await stat(`${database}-wal`).then(
      () => true,
      () => false,
    )
  )
    return 'a new database (the present one is in use and was not looked into)'
  if (there.size > MOST_COPIED_BYTES) return 'a new database (the present one is large and was not looked into)'
  await copyFile(database, copy)
  return 'a copy of the present database'
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
  if (NOT_INSTALLED.test(message)) return fails('the SQLite module (better-sqlite3) is not installed', 'Run `npm ci` again.')
  if (NATIVE.test(message))
    return fails(
      `the SQLite module can’t be loaded into this Node: ${firstLine(message)}`,
      'Run `npm rebuild better-sqlite3`; off the internet it needs python3, make and a C++ compiler.',
    )
  return fails(message.replaceAll(copy, database), mend ?? 'This was not foreseen: please report this text.')
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? ''
