import Sqlite from 'better-sqlite3'
import type { Database } from 'better-sqlite3'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { StoreFault } from '../storeFault.ts'
import { migrate, newest, type Migration } from './migrate.ts'

/** What says that a SQLite file is ours, and how it came to its present form. */
export interface DatabaseKind {
  readonly applicationId: number
  readonly migrations: readonly Migration[]
}

const BUSY_MS = 2000

/** Opens or makes the file and brings it to the newest version. Throws what the file system and SQLite throw, or a StoreFault. */
export function openDatabase(file: string, { applicationId, migrations }: DatabaseKind): Database {
  const known = newest(migrations)
  mkdirSync(dirname(file), { recursive: true })
  const db = new Sqlite(file, { timeout: BUSY_MS })
  try {
    const application = db.pragma('application_id', { simple: true })
    const tables = db.prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'table'").pluck().get() as number
    if (application !== applicationId && tables > 0)
      throw new StoreFault(
        'foreign',
        `${file} is a database of another program.`,
        'Choose another data folder (--data), or move that file away.',
      )
    const version = tables > 0 ? (db.prepare('SELECT max(version) FROM migration').pluck().get() as number) : 0
    if (version > known)
      throw new StoreFault(
        'newer-version',
        `${file} was written by a newer solestream (store version ${version}, this one knows ${known}).`,
        'Use that newer version, or choose another data folder (--data).',
      )
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    // What is deleted is overwritten: it may have been a person's.
    db.pragma('secure_delete = ON')
    db.pragma('journal_size_limit = 16777216')
    db.pragma(`application_id = ${applicationId}`)
    migrate(db, migrations, new Date().toISOString())
    return db
  } catch (error) {
    db.close()
    throw error
  }
}
