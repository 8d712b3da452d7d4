import { existsSync } from 'node:fs'
import Sqlite from 'better-sqlite3'

/** Who writes or reads meanwhile is waited for so long, within one attempt. */
const BUSY_MS = 100

/**
 * Writes everything into the database file itself and empties the log beside it (`-wal`), where what was deleted would stand for hours yet.
 * A file that is not there has nothing to empty. False: somebody was at work in the database; try again.
 */
export function emptyWal(file: string): boolean {
  if (!existsSync(file)) return true
  const db = new Sqlite(file, { fileMustExist: true, timeout: BUSY_MS })
  try {
    const [told] = db.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[]
    return told?.busy === 0
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY') === true) return false
    throw error
  } finally {
    db.close()
  }
}
