import { copyFile, stat } from 'node:fs/promises'

/** A larger database is not copied: that would take the disk's time. */
const MOST_BYTES = 200e6

/** What lies in `copy` now, in words: a copy, or nothing, so that a new one is made there. */
export async function copyDatabase(database: string, copy: string): Promise<{ readonly copied: boolean; readonly said: string }> {
  const there = await stat(database).catch(() => null)
  if (there === null) return { copied: false, said: 'a new database' }
  // Somebody has it open, or did not close it: a copy would be torn.
  const open = await stat(`${database}-wal`).catch(() => null)
  if (open !== null) return { copied: false, said: 'a new database (the present one is in use and was not looked into)' }
  if (there.size > MOST_BYTES) return { copied: false, said: 'a new database (the present one is large and was not looked into)' }
  await copyFile(database, copy)
  return { copied: true, said: 'a copy of the present database' }
}
