import { openSqliteStore } from '@solestream/processing/storage'
import type { DataFolder } from '../configuration/dataFolder.ts'
import { SYSTEM } from '../people/model.ts'
import { openPeopleStore } from '../people/peopleStore.ts'
import type { Erased } from '../service.ts'
import { erasePerson } from './erasePerson.ts'

/** From the command line, beside a solestream that may run. Null: nothing is there of such a person. */
export async function eraseFromFolder(data: DataFolder, pseudonym: string): Promise<Erased | null> {
  const people = await openPeopleStore(data.path)
  try {
    const store = await openSqliteStore({ file: data.database })
    try {
      const measured = (await store.listSessions({ of: [pseudonym], limit: 1 })).length > 0
      if (!measured && !(await people.personExists(pseudonym))) return null
      return await erasePerson(pseudonym, SYSTEM, { store, people, data })
    } finally {
      await store.close()
    }
  } finally {
    await people.close()
  }
}
