import type { SessionDocument } from '@solestream/dashboard-shared'
import type { Language } from '@solestream/dashboard-shared/language'
import type { SessionService } from '@solestream/sessions'

/** What stands out in a session, and the rules that said nothing, as the document of a session has them. */
export async function standsOut(
  service: SessionService,
  id: string,
  language: Language,
): Promise<Pick<SessionDocument, 'findings' | 'silentRules'>> {
  const { findings, silent } = await service.findings(id, language)
  return { findings, silentRules: silent }
}
