import type { IncomingHttpHeaders } from 'node:http'
import type { ProblemDocument } from '@solestream/dashboard-shared'
import { problem } from './problems.ts'

export interface GuardOptions {
  /** Host names and addresses beside localhost, 127.0.0.1 and [::1]; without port. */
  readonly allowedHosts: readonly string[]
  /** Browsers reach it over TLS, by a certificate of its own or a proxy's: a page that came without is somebody else's. */
  readonly overTls: boolean
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']
const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/
/** As a Host header has it: IPv6 in brackets. */
const asHeader = (host: string): string => (host.includes(':') ? `[${host}]` : host).toLowerCase()
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A web page elsewhere can point a name of its own at this computer (DNS rebinding) and can send forms here. The first carries its own
 * Host, the second its own Origin: both are refused, whoever is signed in.
 */
export function createGuard({ allowedHosts, overTls }: GuardOptions) {
  const scheme = overTls ? 'https' : 'http'
  const allowed = new Set([...LOOPBACK, ...allowedHosts.map(asHeader)])

  /** Every request: null when it may pass. */
  function host(headers: IncomingHttpHeaders): ProblemDocument | null {
    const name = HOST.exec((headers.host ?? '').toLowerCase())?.[1]
    if (name !== undefined && allowed.has(name)) return null
    return problem(
      'host-not-allowed',
      `This server answers as ${[...allowed].join(', ')} only.`,
      'Open http://localhost with the port that the server printed, or start it with --names and the name that you use.',
    )
  }

  /** Requests that change something, and the live socket: from this page or from no page at all. */
  function origin(headers: IncomingHttpHeaders): ProblemDocument | null {
    const site = headers['sec-fetch-site']
    const from = headers.origin
    const samePage = from === undefined || from === `${scheme}://${headers.host}`
    if (samePage && (site === undefined || site === 'same-origin' || site === 'none')) return null
    return problem(
      'cross-origin',
      'A page of another origin asked.',
      `Use solestream's own page${overTls ? ', by its https address' : ''}, or a program that sends no Origin header.`,
    )
  }

  return { host, origin, changes: (method: string) => !SAFE_METHODS.has(method) }
}
export type Guard = ReturnType<typeof createGuard>
