import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { Decrypter } from 'age-encryption'
import { openSqliteStore, StoreFault } from '@solestream/processing/storage'
import { notHeld } from '@solestream/processing/storage/sqlite'
import { extract } from 'tar-stream'
import { openDataFolder } from '../configuration/dataFolder.ts'
import { SYSTEM } from '../people/model.ts'
import { openPeopleStore, peopleFiles, verifyFolderLog } from '../people/peopleStore.ts'
import type { AuditVerdict } from '../people/state/auditLog.ts'
import type { TakenBack } from '../people/state/takenBack.ts'
import { erasePerson } from './erasePerson.ts'
import { removeLeftovers, unpackedFor } from './leftovers.ts'

export class BackupFault extends Error {
  override readonly name = 'BackupFault'
  readonly mend: string
  constructor(message: string, mend: string) {
    super(message)
    this.mend = mend
  }
}

export interface Restored {
  readonly recordings: number
  /** Pseudonyms that were erased after the backup was made, and are erased again. */
  readonly erasedAgain: readonly string[]
  /** Consents withdrawn, tokens revoked, accounts disabled since the backup: how many were taken back again. */
  readonly takenBackAgain: number
  readonly log: AuditVerdict
  /** Where what was there before lies now; null: nothing was there. */
  readonly before: string | null
}

export interface RestoreOptions {
  /** Pseudonyms that are known to have been erased, from a list kept elsewhere. */
  readonly erased?: readonly string[]
  readonly now?: Date
}

/** What the present folder knows that a backup made before does not. */
interface Later {
  readonly erased: readonly string[]
  readonly takenBack: TakenBack
}
const NOTHING_LATER: Later = { erased: [], takenBack: { consents: [], tokens: [], accounts: [] } }

const NAME = /^(people\/people\.sqlite|solestream\.sqlite|keys\/audit\.(head|key)|recordings\/[A-Za-z0-9_.-]+)$/

/**
 * Puts a backup in the place of a data folder, whole or not at all: it is unpacked and checked beside it, what the present folder
 * knows to be erased, withdrawn, revoked or disabled is so again, then the folders change places. Rejects with a BackupFault; nothing is changed then.
 */
export async function restoreBackup(
  source: string,
  target: string,
  passphrase: string,
  { erased = [], now = new Date() }: RestoreOptions = {},
): Promise<Restored> {
  free(target)
  const stamp = now.toISOString().replaceAll(/[:.]/g, '-')
  const known = existsSync(peopleFiles(target).database) ? await laterIn(target) : NOTHING_LATER
  const later = { ...known, erased: [...new Set([...known.erased, ...erased])] }
  await removeLeftovers(target)
  const { path: fresh, release } = unpackedFor(target)
  try {
    await unpack(source, fresh, passphrase)
    if (!existsSync(peopleFiles(fresh).database) || !existsSync(join(fresh, 'solestream.sqlite')))
      throw new BackupFault(`${source} is not a whole backup: a database is missing.`, 'Take another backup.')
    const found = await checked(fresh, later)
    const recordings = (await readdir(join(fresh, 'recordings'))).length
    const before = existsSync(target) ? `${target}.before-${stamp}` : null
    if (before !== null) await rename(target, before)
    await release()
    await rename(fresh, target)
    return { recordings, ...found, before }
  } finally {
    await release()
    await rm(fresh, { recursive: true, force: true })
  }
}

/** Throws a BackupFault when a solestream records into the folder. */
function free(target: string): void {
  try {
    notHeld(join(target, 'solestream.sqlite'))
  } catch (error) {
    if (error instanceof StoreFault) throw new BackupFault(error.message, 'Stop it, restore, then start it again.')
    throw error
  }
}

async function laterIn(data: string): Promise<Later> {
  const people = await openPeopleStore(data).catch((error: unknown) => {
    if (!(error instanceof StoreFault)) throw error
    throw new BackupFault(
      `${error.message} Who was erased after the backup, and what was withdrawn, can't be told.`,
      `If that is meant, move ${data} away first: the backup is then taken as it is.`,
    )
  })
  try {
    const erased = (await people.erasures()).map(({ pseudonym }) => pseudonym)
    return { erased, takenBack: await people.takenBack() }
  } finally {
    await people.close()
  }
}

/** The log against its end in the backup, and what came later done again. */
async function checked(folder: string, later: Later): Promise<Pick<Restored, 'log' | 'erasedAgain' | 'takenBackAgain'>> {
  const data = openDataFolder(folder)
  const people = await openPeopleStore(folder)
  const store = await openSqliteStore({ file: data.database, outbox: false })
  try {
    const log = await verifyFolderLog(people, folder)
    const done = new Set((await people.erasures()).map(({ pseudonym }) => pseudonym))
    const erasedAgain = later.erased.filter((pseudonym) => !done.has(pseudonym))
    for (const pseudonym of erasedAgain) await erasePerson(pseudonym, SYSTEM, { store, people, data, isRecorded: () => false })
    const takenBackAgain = await people.takeBackAgain(later.takenBack)
    await people.endAllSignIns()
    await people.log(SYSTEM, 'restore', 'backup')
    return { log, erasedAgain, takenBackAgain }
  } finally {
    await store.close()
    await people.close()
  }
}

async function unpack(source: string, folder: string, passphrase: string): Promise<void> {
  if (!existsSync(source)) throw new BackupFault(`${source}: there is no such file.`, 'Check the name and the folder.')
  for (const part of ['', 'people', 'keys', 'recordings']) await mkdir(join(folder, part), { recursive: true, mode: 0o700 })
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  let decrypted: Readable
  try {
    decrypted = Readable.fromWeb((await decrypter.decrypt(Readable.toWeb(createReadStream(source)) as never)) as unknown as WebStream)
  } catch (error) {
    throw new BackupFault(
      `${source} can't be opened (${(error as Error).message}).`,
      'Check the passphrase, and that the file is a backup of solestream.',
    )
  }
  const tar = extract()
  const reading = pipeline(decrypted, tar)
  // Its fault also ends the loop below, which says it.
  reading.catch(() => undefined)
  try {
    for await (const entry of tar) {
      // Only what a backup has: no name leads out of the folder.
      if (!NAME.test(entry.header.name) || entry.header.name.includes('..'))
        throw new Error(`it holds ${JSON.stringify(entry.header.name)}, which no backup does`)
      await pipeline(entry, createWriteStream(join(folder, entry.header.name), { mode: 0o600, flags: 'wx' }))
    }
    await reading
  } catch (error) {
    throw new BackupFault(`${source} is damaged or cut off (${(error as Error).message}).`, 'Take another backup.')
  }
}
