import type { FastifyReply, FastifyRequest } from 'fastify'
import { languageOf, type Language } from '@solestream/dashboard-shared/language'
import type { PeopleStore, Viewer } from '@solestream/sessions/people'
import { eyesOf, type Eyes } from '../access/sight.ts'
import { coded, ProblemError } from '../problems.ts'
import type { RouteName } from '../routeTable.ts'

export type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>
export type Handlers<Names extends RouteName> = Readonly<Record<Names, Handler>>

const viewers = new WeakMap<FastifyRequest, Viewer>()

/** Who asks, as the access hook found out before the handler runs. */
export const setViewer = (request: FastifyRequest, viewer: Viewer): unknown => viewers.set(request, viewer)
export function viewerOf(request: FastifyRequest): Viewer {
  const viewer = viewers.get(request)
  if (viewer === undefined) throw new Error(`${request.url} was not asked who it is`)
  return viewer
}
export const eyes = (request: FastifyRequest, people: PeopleStore | null): Promise<Eyes> => eyesOf(viewerOf(request), people)

/** The account that is signed in; the rules let nobody else come here. */
export function accountOf(request: FastifyRequest) {
  const { account, actor } = viewerOf(request)
  if (account === null) throw new Error(`${request.url} needs an account`)
  return { account, actor }
}

/** English where none was asked for. */
export const languageOfQuery = (request: FastifyRequest): Language => languageOf([(request.query as { language?: string }).language ?? ''])

export const idOf = (request: FastifyRequest): string => (request.params as { id: string }).id
export const pseudonymOf = (request: FastifyRequest): string => (request.params as { pseudonym: string }).pseudonym

/** What is not there, and what the viewer may not see: the same answer, so that it does not tell which. */
export const noSession = (id: string): ProblemError => new ProblemError(coded('not-found', 'noSession', { id }))
export const noPerson = (pseudonym: string): ProblemError => new ProblemError(coded('not-found', 'noPerson', { pseudonym }))
