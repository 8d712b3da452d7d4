import fastify, { type FastifyInstance } from 'fastify'
import { ServiceFault, type SessionService } from '@solestream/sessions'
import { createAccess, type People } from './access/access.ts'
import { createSignInCookie } from './access/signInCookie.ts'
import { TRUSTED_PROXY } from './access/clientAddress.ts'
import { answerClientError, INTERNAL, problemOf, sendProblem } from './errors.ts'
import { createGuard, type GuardOptions } from './guard.ts'
import { setSecurityHeaders } from './headers.ts'
import { LiveHub } from './live/hub.ts'
import { createUpgrade } from './live/socket.ts'
import { addRoutes } from './routes/index.ts'
import { addWeb } from './web.ts'

export interface Dependencies extends Pick<GuardOptions, 'allowedHosts'> {
  readonly service: SessionService
  /** May listen beyond loopback without TLS. Host names are on the list all the same. */
  readonly insecure: boolean
  /** Accounts and people; null: a server that keeps none, for tests and benches: everything is open then. */
  readonly people: People | null
  /** PEM; null or absent: plain HTTP. */
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer } | null
  /** Behind a proxy on this computer that does TLS: who asks is what the proxy says. */
  readonly behindProxy?: boolean
  /** Folder of the built page; null or missing: a page that says how to build it. */
  readonly webRoot: string | null
  readonly version: string
  /** Told of errors that are bugs; by default they go to stderr. */
  readonly report?: (error: unknown) => void
}

const BODY_LIMIT = 16 * 1024
/** Fastify waits for ever for the rest of a request. */
const REQUEST_MS = 30_000
/** Sockets that one may hold open without end are few enough that files stay to record with. */
const MAX_CONNECTIONS = 1000

/** Routes have no Fastify schemas (see validate.ts), so its compilers, half of its code, are never loaded. */
const NO_COMPILERS = {
  buildValidator: () => () => {
    throw new Error('input is checked in validate.ts')
  },
  buildSerializer: () => () => JSON.stringify,
}

/** The whole web server, not yet listening: `listen` opens it, `app.inject` tests it, `app.close()` ends it (not the service). */
export function buildApp({
  service,
  people,
  webRoot,
  allowedHosts,
  insecure,
  version,
  behindProxy = false,
  tls = null,
  report = console.error,
}: Dependencies): FastifyInstance {
  const overTls = tls !== null || behindProxy
  const guard = createGuard({ allowedHosts, overTls })
  const access = createAccess(people, createSignInCookie(overTls))
  const app = fastify({
    https: tls,
    logger: false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_MS,
    forceCloseConnections: true,
    trustProxy: behindProxy ? TRUSTED_PROXY : false,
    routerOptions: { maxParamLength: 128 },
    schemaController: { compilersFactory: NO_COMPILERS },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, _request, reply) => {
      setSecurityHeaders(reply)
      return sendProblem(reply, problemOf(error) ?? INTERNAL)
    },
  })
  app.server.maxConnections = MAX_CONNECTIONS
  // A form of another site can send text/plain without asking: JSON only.
  app.removeContentTypeParser('text/plain')

  app.addHook('onRequest', async (request, reply) => {
    setSecurityHeaders(reply)
    const refused = guard.host(request.headers) ?? (guard.changes(request.method) ? guard.origin(request.headers) : null)
    if (refused !== null) return sendProblem(reply, refused)
  })
  app.setErrorHandler((error, _request, reply) => {
    const known = problemOf(error)
    // What is told without its place is said here with it.
    if (known === null || (error instanceof ServiceFault && known.detail !== error.message)) report(error)
    return sendProblem(reply, known ?? INTERNAL)
  })

  addRoutes(app, { service, people, access, version })
  addWeb(app, webRoot)

  const hub = new LiveHub(service, version)
  app.server.on('upgrade', createUpgrade({ hub, behindProxy, guard, access, people: people?.store ?? null, report }))
  app.addHook('preClose', async () => hub.close())
  app.decorate('secured', insecure || tls !== null)
  app.decorate('tls', tls)
  return app
}
