import { dirname } from 'node:path'
import { StoreFault } from '../storeFault.ts'

const codeOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' ? code : ''
}

/** What SQLite or the file system says, in a person's words; null for anything else (a bug). */
export function storeFault(error: unknown, file: string): StoreFault | null {
  if (error instanceof StoreFault) return error
  const code = codeOf(error)
  const said = error instanceof Error ? error.message : String(error)
  if (/^SQLITE_FULL|^ENOSPC|^EDQUOT|^EFBIG/.test(code))
    return new StoreFault(
      'disk-full',
      `The disk of ${file} is full: nothing more is stored.`,
      'Free space on that disk, or choose another data folder (--data).',
    )
  if (/^SQLITE_(BUSY|LOCKED)/.test(code))
    return new StoreFault(
      'busy',
      `${file} is in use by another program (${said}).`,
      'Stop the other solestream that uses this data folder, or choose another folder (--data).',
    )
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code))
    return new StoreFault(
      'corrupt',
      `${file} is damaged or no database (${said}).`,
      'Move the file away and restore a backup, or import the recordings again: their journals are kept.',
    )
  if (/^SQLITE_(CANTOPEN|READONLY|PERM|AUTH|IOERR)|^E(ACCES|PERM|ROFS|NOENT|NOTDIR|EXIST|ISDIR|IO|NXIO|MFILE)$/.test(code))
    return new StoreFault(
      'unwritable',
      `${file} cannot be written (${said}).`,
      `Make ${dirname(file)} a folder that this user may write, or choose another data folder (--data).`,
    )
  return null
}
