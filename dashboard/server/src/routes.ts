import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type {
  NewMarker,
  SessionDocument,
  SessionsDocument,
  StartRecording,
  StatusDocument,
  StridesDocument,
} from '@solestream/dashboard-shared'
import type { Stride } from '@solestream/processing/model'
import type { SessionService } from '@solestream/sessions'
import { ProblemError } from './problems.ts'
import { ROUTES, ROUTE_NAMES, type RouteName } from './routeTable.ts'
import { statusDocument } from './statusDocument.ts'
import { strideCsv } from './strideCsv.ts'
import { validateInput } from './validate.ts'

const TAKES_INPUT: ReadonlySet<RouteName> = new Set<RouteName>([
  'startRecording',
  'stopRecording',
  'addMarker',
  'listSessions',
  'getSession',
  'getStrides',
  'getStridesCsv',
])
const DEFAULT_LIMIT = 50

const idOf = (request: FastifyRequest) => (request.params as { id: string }).id
const noSession = (id: string) => new ProblemError('not-found', `There is no session ${id}.`, 'GET /api/v1/sessions lists those there are.')

export function addRoutes(app: FastifyInstance, service: SessionService, version: string): void {
  let openApi: object | undefined

  async function stridesOf(id: string): Promise<readonly Stride[]> {
    const strides = await service.strides(id)
    if (strides === null) throw noSession(id)
    return strides
  }

  const handlers: Readonly<Record<RouteName, (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>>> = {
    getHealth: () => service.health(),
    getOpenApi: async () => (openApi ??= (await import('./openapi.ts')).openApiDocument(version)),
    getStatus: async (): Promise<StatusDocument> => statusDocument(service.status()),
    startRecording: async (request, reply) => {
      const started = await service.startRecording(request.body as StartRecording)
      reply.code(201)
      return started
    },
    stopRecording: () => service.stopRecording(),
    addMarker: async (request, reply) => {
      const marker = await service.mark((request.body as NewMarker).label.trim())
      reply.code(201)
      return marker
    },
    listSessions: async (request): Promise<SessionsDocument> => {
      const { limit: wanted, before } = request.query as { limit?: string; before?: string }
      const limit = wanted === undefined ? DEFAULT_LIMIT : Number(wanted)
      // One more than asked for tells whether there is a next page.
      const rows = await service.listSessions({ limit: limit + 1, ...(before === undefined ? {} : { before }) })
      const sessions = rows.slice(0, limit)
      return { sessions, next: rows.length > limit ? (sessions.at(-1)?.id ?? null) : null }
    },
    getSession: async (request): Promise<SessionDocument> => {
      const found = await service.getSession(idOf(request))
      if (found === null) throw noSession(idOf(request))
      return found
    },
    getStrides: async (request): Promise<StridesDocument> => ({ session: idOf(request), strides: await stridesOf(idOf(request)) }),
    getStridesCsv: async (request, reply) => {
      const id = idOf(request)
      const strides = await stridesOf(id)
      reply.type('text/csv; charset=utf-8; header=present').header('content-disposition', `attachment; filename="${id}-strides.csv"`)
      return Readable.from(strideCsv(id, strides))
    },
  }

  for (const name of ROUTE_NAMES) {
    const [method, url] = ROUTES[name]
    app.route({
      method,
      url,
      ...(TAKES_INPUT.has(name) ? { preValidation: (request: FastifyRequest) => validateInput(name, request) } : {}),
      handler: (request, reply) => {
        reply.header('cache-control', 'no-store')
        return handlers[name](request, reply)
      },
    })
  }
}
