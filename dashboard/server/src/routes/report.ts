import type { FastifyRequest } from 'fastify'
import type { ReportInput } from '@solestream/dashboard-shared/report'
import type { SessionService } from '@solestream/sessions'
import { isDemo } from '@solestream/sessions/people'
import type { People } from '../access/access.ts'
import { ProblemError } from '../problems.ts'
import { makePdf } from '../report/makePdf.ts'
import { idOf, languageOfQuery, noSession, viewerOf, type Handlers } from './handler.ts'
import { seenSession } from './seenSession.ts'
import { standsOut } from './standsOut.ts'

export function reportHandlers(service: SessionService, people: People | null): Handlers<'getReportPdf' | 'compareSessions'> {
  const store = people?.store ?? null
  const seen = seenSession(service, store)

  /** Names are for who treats and for the person: by no token, and not for research. Without accounts there are made-up ones only. */
  async function personOf(request: FastifyRequest, pseudonym: string | null): Promise<ReportInput['person']> {
    const { account, scopes, actor } = viewerOf(request)
    if (store === null || pseudonym === null || scopes !== null) return null
    if (account === null ? !isDemo(pseudonym) : account.role !== 'therapist' && account.role !== 'patient') return null
    return store.readPerson(actor, pseudonym)
  }

  return {
    getReportPdf: async (request, reply) => {
      const id = idOf(request)
      const language = languageOfQuery(request)
      const found = await seen(request, id, 'session.report')
      if (found.result === null)
        throw new ProblemError('conflict', `Session ${id} has no result yet, so there is nothing to report.`, 'Stop its recording first.')
      const strides = await service.strides(id)
      if (strides === null) throw noSession(id)
      const person = await personOf(request, found.session.pseudonym)
      const document = { ...found, ...(await standsOut(service, id, language)) }
      const bytes = await makePdf({ input: { document, strides, person }, language })
      reply.type('application/pdf').header('content-disposition', `inline; filename="${id}-report.pdf"`)
      return Buffer.from(bytes)
    },
    compareSessions: async (request) => {
      const { a, b, speedA, speedB } = request.query as { a: string; b: string; speedA?: string; speedB?: string }
      for (const id of new Set([a, b])) await seen(request, id, 'session.compare')
      const comparison = await service.compare({ a: { id: a, speed_m_s: speed(speedA) }, b: { id: b, speed_m_s: speed(speedB) } })
      if (comparison === null) throw noSession(`${a} or ${b}`)
      return comparison
    },
  }
}

const speed = (text: string | undefined): number | null => (text === undefined ? null : Number(text))
