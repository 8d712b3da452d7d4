import type { FastifyRequest } from 'fastify'
import type { StatusDocument } from '@solestream/dashboard-shared'
import type { SessionService } from '@solestream/sessions'
import { statusDocument, withoutPerson } from '../statusDocument.ts'
import { refusal } from '../access/rules.ts'
import { eyesOf } from '../access/sight.ts'
import { eyes, type Handlers } from './handler.ts'
import type { Access, People } from '../access/access.ts'

export function systemHandlers(
  service: SessionService,
  people: People | null,
  { access, version }: { readonly access: Access; readonly version: string },
): Handlers<'getHealth' | 'getOpenApi' | 'getStatus'> {
  let openApi: object | undefined
  /** Health is for everybody; that somebody is recorded, and how far, for who may see that person. */
  async function maySee(request: FastifyRequest, id: string): Promise<boolean> {
    const viewer = await access.viewerOf(request.headers, request.ip, false)
    if (viewer === null || refusal('getSession', viewer) !== null) return false
    const { recording } = service.status()
    const session = recording?.id === id ? recording : (await service.getSession(id))?.session
    if (session === undefined) return false
    const { may, looked } = await eyesOf(viewer, people?.store ?? null)
    if (!may(session.pseudonym)) return false
    await looked('session.health', id, session.pseudonym)
    return true
  }
  return {
    getHealth: async (request) => {
      const health = await service.health()
      return { ...health, session: health.session && (await maySee(request, health.session.id)) ? health.session : null }
    },
    getOpenApi: async () => (openApi ??= (await import('../openapi.ts')).openApiDocument(version, access.cookie.name)),
    getStatus: async (request): Promise<StatusDocument> => {
      const status = service.status()
      const { may, looked } = await eyes(request, people?.store ?? null)
      // Who may not see the person does not learn that one is recorded.
      const { recording } = status
      if (!may(recording?.pseudonym ?? null)) return statusDocument(withoutPerson(status))
      if (recording !== null) await looked('session.status', recording.id, recording.pseudonym)
      return statusDocument(status)
    },
  }
}
