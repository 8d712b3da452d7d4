import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { openSqliteStore } from '@solestream/processing/storage'
import type { DataFolder } from '../configuration/dataFolder.ts'
import { SYSTEM } from '../people/model.ts'
import { openPeopleStore } from '../people/peopleStore.ts'
import { exportPerson } from './exportPerson.ts'

/** From the command line, beside a solestream that may run, into a new file for its owner only. False: there is no such person. */
export async function exportFromFolder(data: DataFolder, pseudonym: string, file: string): Promise<boolean> {
  const people = await openPeopleStore(data.path)
  try {
    const store = await openSqliteStore({ file: data.database, outbox: false })
    try {
      const tar = await exportPerson(pseudonym, SYSTEM, { store, people, data })
      if (tar === null) return false
      const target = createWriteStream(file, { mode: 0o600, flags: 'wx' })
      await pipeline(tar, target).catch(async (error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') await rm(file, { force: true })
        throw error
      })
      return true
    } finally {
      await store.close()
    }
  } finally {
    await people.close()
  }
}
