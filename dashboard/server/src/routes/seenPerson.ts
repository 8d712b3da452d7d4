import type { FastifyRequest } from 'fastify'
import { isDemo, type PeopleStore } from '@solestream/sessions/people'
import { ProblemError } from '../problems.ts'
import { eyes, noPerson, pseudonymOf } from './handler.ts'

export function keptPeople(store: PeopleStore | null): PeopleStore {
  if (store === null) throw new ProblemError('not-allowed', 'This server keeps no people.', 'Start solestream with a data folder.')
  return store
}

/** The pseudonym of the address, if the viewer may see that person; a look that is refused is written down. Rejects with a ProblemError. */
export async function seenPerson(request: FastifyRequest, people: PeopleStore, action: string): Promise<string> {
  const pseudonym = pseudonymOf(request)
  const eye = await eyes(request, people)
  if (!eye.may(pseudonym) || (eye.viewer.account === null && !isDemo(pseudonym))) {
    await eye.refused(action, '', pseudonym)
    throw noPerson(pseudonym)
  }
  if (!(await people.personExists(pseudonym))) throw noPerson(pseudonym)
  return pseudonym
}
