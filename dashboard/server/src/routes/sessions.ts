import { Readable } from 'node:stream'
import type { SessionDocument, SessionsDocument, StridesDocument } from '@solestream/dashboard-shared'
import type { Stride } from '@solestream/processing/model'
import type { ExportFormatName, SessionService } from '@solestream/sessions'
import type { People } from '../access/access.ts'
import { researchView } from '../access/researchView.ts'
import { ProblemError } from '../problems.ts'
import { strideCsv } from '../strideCsv.ts'
import { eyes, idOf, languageOfQuery, noSession, type Handlers } from './handler.ts'
import { seenSession } from './seenSession.ts'
import { standsOut } from './standsOut.ts'

const DEFAULT_LIMIT = 50

export function sessionHandlers(
  service: SessionService,
  people: People | null,
): Handlers<'listSessions' | 'getSession' | 'getStrides' | 'getStridesCsv' | 'exportSession'> {
  const store = people?.store ?? null
  const seen = seenSession(service, store)

  async function stridesOf(id: string): Promise<readonly Stride[]> {
    const strides = await service.strides(id)
    if (strides === null) throw noSession(id)
    return strides
  }

  return {
    listSessions: async (request): Promise<SessionsDocument> => {
      const { limit: wanted, before, pseudonym } = request.query as { limit?: string; before?: string; pseudonym?: string }
      const limit = wanted === undefined ? DEFAULT_LIMIT : Number(wanted)
      const eye = await eyes(request, store)
      if (pseudonym !== undefined && !eye.may(pseudonym)) await eye.refused('session.list', '', pseudonym)
      // One more than asked for tells whether there is a next page.
      const rows = await service.listSessions({
        limit: limit + 1,
        ...(before === undefined ? {} : { before }),
        ...(pseudonym !== undefined ? { of: eye.may(pseudonym) ? [pseudonym] : [] } : eye.of === undefined ? {} : { of: eye.of }),
      })
      const page = rows.slice(0, limit)
      for (const pseudonym of new Set(page.map((row) => row.pseudonym)))
        if (pseudonym !== null) await eye.looked('session.list', '', pseudonym)
      return { sessions: await researchView(eye.viewer, store, page), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
    },
    getSession: async (request): Promise<SessionDocument> => ({
      ...(await seen(request, idOf(request), 'session.read')),
      ...(await standsOut(service, idOf(request), languageOfQuery(request))),
    }),
    getStrides: async (request): Promise<StridesDocument> => {
      await seen(request, idOf(request), 'session.strides')
      return { session: idOf(request), strides: await stridesOf(idOf(request)) }
    },
    exportSession: async (request, reply) => {
      const id = idOf(request)
      const { format } = request.query as { format: ExportFormatName }
      await seen(request, id, 'session.export')
      const tar = await service.exportSession(id, format, store)
      if (tar === null) throw new ProblemError('conflict', 'This session has no result yet.', 'Wait until it is computed, then export it.')
      reply.type('application/x-tar').header('content-disposition', `attachment; filename="${id}-${format}.tar"`)
      return tar
    },
    getStridesCsv: async (request, reply) => {
      const id = idOf(request)
      const { session, result } = await seen(request, id, 'session.export')
      const strides = await stridesOf(id)
      reply.type('text/csv; charset=utf-8; header=present').header('content-disposition', `attachment; filename="${id}-strides.csv"`)
      return Readable.from(strideCsv(id, strides, { insoles: session.insoles, clockError_ms: result?.quality.clockError_ms ?? null }))
    },
  }
}
