import type { FastifyRequest } from 'fastify'
import type { NewConsent, NewPerson, TherapistsDocument } from '@solestream/dashboard-shared'
import type { SessionService } from '@solestream/sessions'
import type { PeopleStore } from '@solestream/sessions/people'
import { coded, ProblemError } from '../problems.ts'
import { accountOf, idOf, noPerson, viewerOf, type Handlers } from './handler.ts'
import { keptPeople, seenPerson } from './seenPerson.ts'

const PAGE = 100

export function peopleHandlers(
  service: SessionService,
  store: PeopleStore | null,
): Handlers<
  | 'listPeople'
  | 'createPerson'
  | 'getPerson'
  | 'changePerson'
  | 'listConsents'
  | 'giveConsent'
  | 'withdrawConsent'
  | 'listTherapists'
  | 'assignTherapist'
  | 'releaseTherapist'
  | 'getPersonLog'
  | 'erasePerson'
  | 'exportPerson'
> {
  const kept = (): PeopleStore => keptPeople(store)
  const seen = (request: FastifyRequest, action: string): Promise<string> => seenPerson(request, kept(), action)
  async function person(request: FastifyRequest, pseudonym: string) {
    const found = await kept().readPerson(viewerOf(request).actor, pseudonym)
    if (found === null) throw noPerson(pseudonym)
    return found
  }
  async function setTreats(request: FastifyRequest, treats: boolean) {
    const pseudonym = await seen(request, treats ? 'person.assign' : 'person.release')
    const id = Number(idOf(request))
    const account = await kept().account(id)
    if (account?.role !== 'therapist')
      throw new ProblemError('not-found', `There is no therapist ${id}.`, 'GET /api/v1/therapists lists them.')
    const { therapists } = await person(request, pseudonym)
    if (!treats && therapists.length === 1 && therapists[0] === id) throw new ProblemError(coded('conflict', 'lastTherapist'))
    await kept().setTreats(viewerOf(request).actor, pseudonym, id, treats)
    return { ...(await person(request, pseudonym)) }
  }

  return {
    listPeople: async (request) => {
      const { account, actor } = viewerOf(request)
      return { people: await kept().readPersons(actor, account === null ? { demo: true } : { therapist: account.id }) }
    },
    createPerson: async (request, reply) => {
      const { account, actor } = accountOf(request)
      reply.code(201)
      return kept().createPerson(actor, request.body as NewPerson, account.id)
    },
    getPerson: async (request) => person(request, await seen(request, 'person.read')),
    changePerson: async (request) => {
      const pseudonym = await seen(request, 'person.change')
      await kept().changePerson(viewerOf(request).actor, pseudonym, request.body as NewPerson)
      return person(request, pseudonym)
    },
    erasePerson: async (request) => service.erasePerson(await seen(request, 'person.erase'), viewerOf(request).actor, kept()),
    exportPerson: async (request, reply) => {
      const pseudonym = await seen(request, 'person.export')
      const tar = await service.exportPerson(pseudonym, viewerOf(request).actor, kept())
      if (tar === null) throw noPerson(pseudonym)
      reply.type('application/x-tar').header('content-disposition', `attachment; filename="${pseudonym}.tar"`)
      return tar
    },
    listConsents: async (request) => {
      const pseudonym = await seen(request, 'consent.read')
      await kept().log(viewerOf(request).actor, 'consent.read', pseudonym)
      return { consents: await kept().consentsOf(pseudonym) }
    },
    giveConsent: async (request, reply) => {
      const pseudonym = await seen(request, 'consent.give')
      const { purpose, version } = request.body as NewConsent
      reply.code(201)
      return kept().giveConsent(viewerOf(request).actor, pseudonym, purpose, version)
    },
    withdrawConsent: async (request) => {
      const pseudonym = await seen(request, 'consent.withdraw')
      if (!(await kept().withdrawConsent(viewerOf(request).actor, pseudonym, Number(idOf(request)))))
        throw new ProblemError('not-found', `There is no consent ${idOf(request)} that still holds.`, 'List the consents of this person.')
      return { consents: await kept().consentsOf(pseudonym) }
    },
    listTherapists: async (): Promise<TherapistsDocument> => ({
      therapists: (await kept().accounts())
        .filter(({ role, disabled_utc }) => role === 'therapist' && disabled_utc === null)
        .map(({ id, name }) => ({ id, name })),
    }),
    assignTherapist: (request) => setTreats(request, true),
    releaseTherapist: (request) => setTreats(request, false),
    getPersonLog: async (request) => {
      const pseudonym = await seen(request, 'person.log')
      const { before } = request.query as { before?: string }
      await kept().log(viewerOf(request).actor, 'person.log', pseudonym)
      return {
        entries: await kept().readLog({ limit: PAGE, subject: pseudonym, ...(before === undefined ? {} : { before: Number(before) }) }),
      }
    },
  }
}
