import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { ConfigurationFault } from '@solestream/ingest'

export interface Listening {
  /** What to open in a browser. */
  readonly url: string
  readonly port: number
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1'])
const EVERYWHERE = new Set(['0.0.0.0', '::'])
const ATTEMPTS = 5
const NO_IPV6 = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'])

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? ''

interface Decorated {
  /** May be reached from other computers: over TLS, or because a person said so. */
  readonly secured?: boolean
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer } | null
}
const decorated = (app: FastifyInstance) => app as Decorated
const needsSecurity = (host: string) =>
  new ConfigurationFault(
    `host ${host} would open this server to others, and what is sent there could be read on the way`,
    'leave --host away, serve TLS with --tls-certificate and --tls-key, or add --insecure if everyone on that network may see and change everything',
  )

function faultOf(error: unknown, host: string, port: number): unknown {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new ConfigurationFault(
        `port ${port} is taken on ${host}: another program, or another solestream, listens there`,
        'stop that program, or choose another port with --port (0 picks a free one)',
      )
    case 'EACCES':
      return new ConfigurationFault(`port ${port} may not be opened without more rights`, 'choose a port above 1023 with --port')
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new ConfigurationFault(
        `${host} is not an address of this computer`,
        'choose one with --host; 127.0.0.1 serves this computer only',
      )
    default:
      return error
  }
}

function open(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port }, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

/** What keeps slow and idle connections from staying. */
const LIMITS = ['requestTimeout', 'headersTimeout', 'keepAliveTimeout', 'timeout', 'maxRequestsPerSocket', 'maxConnections'] as const

/** A second door to the same application, with the same limits. */
export function twinOf(app: FastifyInstance): Server {
  const { tls } = decorated(app)
  const twin = tls ? createTlsServer(tls) : createServer()
  for (const limit of LIMITS) if (app.server[limit] !== null) twin[limit] = app.server[limit] as never
  for (const event of ['request', 'upgrade', 'clientError'] as const)
    twin.on(event, (...args: unknown[]) => app.server.emit(event, ...args))
  return twin
}

/**
 * Opens the server. On loopback it answers on 127.0.0.1 and, where it exists, ::1, so that `localhost` works whichever the browser tries
 * first. Port 0 picks a free one. Rejects with a ConfigurationFault when the port is taken or the host can't be had; the app is closed then.
 */
export async function listen(app: FastifyInstance, { host, port }: { readonly host: string; readonly port: number }): Promise<Listening> {
  const twin = twinOf(app)
  const closeTwin = () => {
    twin.close()
    twin.closeAllConnections()
  }
  try {
    if (!LOOPBACK.has(host)) {
      if (decorated(app).secured !== true) throw needsSecurity(host)
      await app.listen({ host, port })
    } else {
      // Before `ready`: afterwards Fastify takes no hooks.
      app.addHook('preClose', async () => closeTwin())
      await app.ready()
      await openBoth(app, twin, port, port === 0 ? ATTEMPTS : 1)
    }
  } catch (error) {
    await app.close()
    throw faultOf(error, host, port)
  }
  const bound = (app.server.address() as AddressInfo).port
  const name = LOOPBACK.has(host) || EVERYWHERE.has(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return { url: `${decorated(app).tls ? 'https' : 'http'}://${name}:${bound}`, port: bound }
}

/** ::1 first: with port 0 it chooses, and a port that is free there may be taken on 127.0.0.1, which is then tried again. */
async function openBoth(app: FastifyInstance, twin: Server, port: number, attempts: number): Promise<void> {
  let chosen = port
  try {
    chosen = await open(twin, '::1', port)
  } catch (error) {
    if (!NO_IPV6.has(codeOf(error))) throw error
  }
  try {
    await app.listen({ host: '127.0.0.1', port: chosen })
  } catch (error) {
    if (attempts <= 1 || codeOf(error) !== 'EADDRINUSE') throw error
    await new Promise((resolve) => twin.close(resolve))
    await openBoth(app, twin, port, attempts - 1)
  }
}
