import type { FastifyRequest } from 'fastify'
import type { PatientAccountDocument } from '@solestream/dashboard-shared'
import type { PeopleStore } from '@solestream/sessions/people'
import { coded, ProblemError } from '../problems.ts'
import { accountOf, eyes, noPerson, pseudonymOf, type Handlers } from './handler.ts'
import { setUpLink } from './setUpLink.ts'

/** A patient's account is made by who treats the person, who sees no more by it; administrators could else make themselves one. */
export function patientAccountHandlers(store: PeopleStore | null): Handlers<'getPatientAccount' | 'makePatientLink'> {
  async function treated(request: FastifyRequest, action: string): Promise<{ readonly kept: PeopleStore; readonly pseudonym: string }> {
    const pseudonym = pseudonymOf(request)
    const eye = await eyes(request, store)
    if (store === null) throw noPerson(pseudonym)
    if (!eye.may(pseudonym)) {
      await eye.refused(action, '', pseudonym)
      throw noPerson(pseudonym)
    }
    return { kept: store, pseudonym }
  }
  return {
    getPatientAccount: async (request): Promise<PatientAccountDocument> => {
      const { kept, pseudonym } = await treated(request, 'account.read')
      await kept.log(accountOf(request).actor, 'account.read', pseudonym)
      return { account: await kept.accountOfPatient(pseudonym) }
    },
    makePatientLink: async (request, reply) => {
      const { kept, pseudonym } = await treated(request, 'account.link')
      const { actor } = accountOf(request)
      // Its name is the pseudonym until the patient chooses one.
      const account =
        (await kept.accountOfPatient(pseudonym)) ??
        (await kept.createAccount(actor, { name: pseudonym, role: 'patient', pseudonym, passwordHash: null }))
      if (account === null) throw new ProblemError('conflict', `Another account is named ${pseudonym}.`, 'Have an administrator rename it.')
      if (account.disabled_utc !== null) throw new ProblemError(coded('conflict', 'disabledAccount'))
      reply.code(201)
      return setUpLink(kept, actor, account.id)
    },
  }
}
