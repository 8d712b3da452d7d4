import { randomBytes } from 'node:crypto'
import { openDatabase } from '@solestream/processing/storage/sqlite'
import { PEOPLE_DATABASE } from './migrations.ts'
import type { PeopleStore } from './peopleStore.ts'
import { storeOf } from './storeOf.ts'
import { createPeopleState, type PeopleMethod } from './state/peopleState.ts'

/** The same store without files and without a thread of its own: for tests that need many. */
export function createMemoryPeople(now?: () => Date): PeopleStore {
  const db = openDatabase(':memory:', PEOPLE_DATABASE)
  const state = createPeopleState(db, randomBytes(32), now)
  const call = (name: string, args: readonly unknown[]): unknown =>
    (state[name as PeopleMethod] as (...args: readonly unknown[]) => unknown)(...args)
  const together = db.transaction(call)
  return storeOf(
    async (name, args) => together.immediate(name, args),
    async () => void db.close(),
  )
}
