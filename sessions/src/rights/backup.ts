import { createWriteStream } from 'node:fs'
import { open, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { Encrypter } from 'age-encryption'
import Sqlite from 'better-sqlite3'
import { pack } from 'tar-stream'
import type { DataFolder } from '../configuration/dataFolder.ts'
import { SYSTEM } from '../people/model.ts'
import { openPeopleStore, peopleFiles } from '../people/peopleStore.ts'
import { file as addFile } from './exportPerson.ts'
import { copiesOf, removeLeftovers } from './leftovers.ts'

export interface BackupMade {
  readonly file: string
  readonly recordings: number
  /** The end of the log: a later log must still contain it. */
  readonly head: { readonly seq: number; readonly mac: string }
}

export interface BackupOptions {
  readonly onProgress?: (share: number, what: string) => void
  /** Less than the default only where nothing is to be protected. */
  readonly scryptLogN?: number
}

/** Work factor of scrypt, 2^n: some seconds here; what guessing a passphrase costs each time. */
const SCRYPT_LOG_N = 18

/**
 * Everything of a data folder in one file, encrypted with a passphrase (age, https://age-encryption.org/v1), while solestream runs: databases
 * as consistent copies, recordings as far as they are written. The file appears when it is whole. It can be opened without solestream:
 * `age -d FILE | tar x`.
 */
export async function makeBackup(
  data: DataFolder,
  target: string,
  passphrase: string,
  { onProgress = () => undefined, scryptLogN = SCRYPT_LOG_N }: BackupOptions = {},
): Promise<BackupMade> {
  await removeLeftovers(data.path)
  const { path: copies, release } = copiesOf(data.path)
  const unfinished = join(dirname(target), `.${basename(target)}.unfinished`)
  try {
    const people = await openPeopleStore(data.path)
    // The end before the copy: what another process logs meanwhile is in the copy, not missing from it.
    const head = await people
      .log(SYSTEM, 'backup', basename(target))
      .then(() => people.logHead())
      .finally(() => people.copyTo(join(copies, 'people.sqlite')).finally(() => people.close()))
    copyDatabase(data.database, join(copies, 'solestream.sqlite'))
    await writeFile(join(copies, 'audit.head'), JSON.stringify(head), { mode: 0o600 })

    const recordings = (await readdir(data.recordings)).filter((name) => !name.startsWith('.')).sort()
    const tar = pack()
    const fill = async (): Promise<void> => {
      await addFile(tar, 'people/people.sqlite', join(copies, 'people.sqlite'))
      await addFile(tar, 'solestream.sqlite', join(copies, 'solestream.sqlite'))
      await addFile(tar, 'keys/audit.head', join(copies, 'audit.head'))
      await addFile(tar, 'keys/audit.key', peopleFiles(data.path).key)
      for (const [k, name] of recordings.entries()) {
        onProgress(k / recordings.length, name)
        await addFile(tar, `recordings/${name}`, join(data.recordings, name))
      }
      tar.finalize()
    }
    const encrypter = new Encrypter()
    encrypter.setScryptWorkFactor(scryptLogN)
    encrypter.setPassphrase(passphrase)
    const filling = fill().catch((error: Error) => tar.destroy(error))
    const encrypted = await encrypter.encrypt(Readable.toWeb(Readable.from(tar)) as never)
    await pipeline(Readable.fromWeb(encrypted as unknown as WebStream), createWriteStream(unfinished, { mode: 0o600 }))
    await filling
    const handle = await open(unfinished, 'r+')
    await handle.sync().finally(() => handle.close())
    await rename(unfinished, target)
    return { file: target, recordings: recordings.length, head }
  } finally {
    await release()
    await rm(copies, { recursive: true, force: true })
    await rm(unfinished, { force: true })
  }
}

/** Another program may write meanwhile: the copy is of one moment. */
function copyDatabase(from: string, to: string): void {
  const db = new Sqlite(from, { fileMustExist: true, timeout: 5000 })
  try {
    db.prepare('VACUUM INTO ?').run(to)
  } finally {
    db.close()
  }
}
