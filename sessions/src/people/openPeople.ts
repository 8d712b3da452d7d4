import { ConfigurationFault } from '@solestream/ingest'
import { StoreFault } from '@solestream/processing/storage'
import type { PersonFacts } from './model.ts'
import { openPeopleStore, type PeopleStore } from './peopleStore.ts'
import { createSignIn, type SignIn } from './signIn.ts'

export interface OpenPeople {
  readonly store: PeopleStore
  readonly signIn: SignIn
}

/** Nobody: what the demo shows where a clinic has its patients. */
const DEMO_PEOPLE: readonly PersonFacts[] = [
  { name: 'Demo person A (made up)', birthYear: 1958, bodyMass_kg: 74, shoeSize: 42, notes: 'Made up for the demo.' },
  { name: 'Demo person B (made up)', birthYear: 1990, bodyMass_kg: 62, shoeSize: 38, notes: 'Made up for the demo.' },
]

/** The identity database of a data folder that exists. Rejects with a ConfigurationFault. */
export async function openPeople(data: string, demo: boolean): Promise<OpenPeople> {
  try {
    const store = await openPeopleStore(data)
    if (demo && (await store.accountCount()) === 0) await store.addDemoPeople(DEMO_PEOPLE)
    return { store, signIn: createSignIn(store) }
  } catch (error) {
    if (error instanceof StoreFault) throw new ConfigurationFault(error.message, error.mend)
    throw error
  }
}
