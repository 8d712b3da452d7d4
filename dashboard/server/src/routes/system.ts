import type { StatusDocument } from '@solestream/dashboard-shared'
import type { SessionService } from '@solestream/sessions'
import { statusDocument } from '../statusDocument.ts'
import { eyes, type Handlers } from './handler.ts'
import type { Access, People } from '../access/access.ts'

export function systemHandlers(
  service: SessionService,
  people: People | null,
  { access, version }: { readonly access: Access; readonly version: string },
): Handlers<'getHealth' | 'getOpenApi' | 'getStatus'> {
  let openApi: object | undefined
  return {
    getHealth: () => service.health(),
    getOpenApi: async () => (openApi ??= (await import('../openapi.ts')).openApiDocument(version, access.cookie.name)),
    getStatus: async (request): Promise<StatusDocument> => {
      const status = service.status()
      const { may, looked } = await eyes(request, people?.store ?? null)
      // Who may not see the person does not learn that one is recorded.
      const { recording } = status
      if (recording !== null && !may(recording.pseudonym)) return statusDocument({ ...status, recording: null })
      if (recording !== null) await looked('session.status', recording.id, recording.pseudonym)
      return statusDocument(status)
    },
  }
}
