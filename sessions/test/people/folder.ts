import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openPeopleStore, SYSTEM, type Actor, type PersonFacts, type PeopleStore } from '@solestream/sessions/people'

export const FACTS: PersonFacts = { name: 'Ada Müller', birthYear: 1961, bodyMass_kg: 71.5, shoeSize: 39, notes: 'left knee' }
export const BY: Actor = { ...SYSTEM, from: '127.0.0.1' }

/** A store in a folder of its own; both go with the test. */
export async function testPeople(): Promise<{ readonly people: PeopleStore; readonly data: string }> {
  const data = mkdtempSync(join(tmpdir(), 'solestream-people-'))
  const people = await openPeopleStore(data)
  onTestFinished(async () => {
    await people.close()
    rmSync(data, { recursive: true, force: true })
  })
  return { people, data }
}

export async function therapist(people: PeopleStore, name = 'therese') {
  const account = await people.createAccount(BY, { name, role: 'therapist', pseudonym: null, passwordHash: 'none' })
  if (account === null) throw new Error(`the name ${name} is taken`)
  return account
}
