import type { SessionDocument } from '@solestream/dashboard-shared'
import type { SessionService } from '@solestream/sessions'

/** What stands out in a session, and the rules that said nothing, as the document of a session has them. */
export async function standsOut(service: SessionService, id: string): Promise<Pick<SessionDocument, 'findings' | 'silentRules'>> {
  const { findings, silent } = await service.findings(id)
  return { findings, silentRules: silent }
}
