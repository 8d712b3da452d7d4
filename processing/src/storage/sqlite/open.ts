import Sqlite from 'better-sqlite3'
import type { Database } from 'better-sqlite3'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { StoreFault } from '../storeFault.ts'
import { NEWEST, migrate } from './migrations.ts'

/** 'SOLE': says that a SQLite file is ours. */
const APPLICATION_ID = 0x534f4c45
const BUSY_MS = 2000

/** Opens or makes the file and brings it to the newest version. Throws what the file system and SQLite throw, or a StoreFault. */
export function openDatabase(file: string): Database {
  mkdirSync(dirname(file), { recursive: true })
  const db = new Sqlite(file, { timeout: BUSY_MS })
  try {
    const application = db.pragma('application_id', { simple: true })
    const tables = db.prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'table'").pluck().get() as number
    if (application !== APPLICATION_ID && tables > 0)
      throw new StoreFault(
        'foreign',
        `${file} is a database of another program.`,
        'Choose another data folder (--data), or move that file away.',
      )
    const version = tables > 0 ? (db.prepare('SELECT max(version) FROM migration').pluck().get() as number) : 0
    if (version > NEWEST)
      throw new StoreFault(
        'newer-version',
        `${file} was written by a newer solestream (store version ${version}, this one knows ${NEWEST}).`,
        'Use that newer version, or choose another data folder (--data).',
      )
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    db.pragma('journal_size_limit = 16777216')
    db.pragma(`application_id = ${APPLICATION_ID}`)
    migrate(db, new Date().toISOString())
    return db
  } catch (error) {
    db.close()
    throw error
  }
}
