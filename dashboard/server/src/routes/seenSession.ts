import type { FastifyRequest } from 'fastify'
import type { SessionDocument } from '@solestream/dashboard-shared'
import type { SessionService } from '@solestream/sessions'
import type { PeopleStore } from '@solestream/sessions/people'
import { researchView } from '../access/researchView.ts'
import { eyes, noSession } from './handler.ts'

/** A session if the viewer may see it, as the viewer may see it, with the look written down. */
export function seenSession(service: SessionService, store: PeopleStore | null) {
  return async (request: FastifyRequest, id: string, action: string): Promise<Omit<SessionDocument, 'findings' | 'silentRules'>> => {
    const eye = await eyes(request, store)
    const found = await service.getSession(id)
    if (found === null) throw noSession(id)
    const { pseudonym } = found.session
    if (!eye.may(pseudonym)) {
      await eye.refused(action, id, pseudonym)
      throw noSession(id)
    }
    await eye.looked(action, id, pseudonym)
    return { ...found, session: (await researchView(eye.viewer, store, [found.session]))[0]! }
  }
}
