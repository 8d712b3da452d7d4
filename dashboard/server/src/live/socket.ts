import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Socket } from 'node:net'
import type { WebSocketServer } from 'ws'
import type { PeopleStore } from '@solestream/sessions/people'
import type { Access } from '../access/access.ts'
import { clientAddress } from '../access/clientAddress.ts'
import { refusal } from '../access/rules.ts'
import { endWithProblem } from '../errors.ts'
import type { Guard } from '../guard.ts'
import { problem } from '../problems.ts'
import { LIVE_PATH } from '../routeTable.ts'
import { LiveClient } from './client.ts'
import type { LiveHub } from './hub.ts'
import { createWatcher } from './watcher.ts'

const MAX_MESSAGE_BYTES = 64
const MAX_CLIENTS = 500
const NOBODY = problem('sign-in-needed', 'Nobody is signed in here.', 'Sign in, or send a valid API token.')

export interface UpgradeOptions {
  readonly hub: LiveHub
  readonly behindProxy: boolean
  readonly guard: Guard
  readonly access: Access
  readonly people: PeopleStore | null
  readonly report: (error: unknown) => void
}

/** Handles upgrade requests of any server that is given to it: the same checks as every route, then a WebSocket to the hub. */
export function createUpgrade({
  hub,
  behindProxy,
  guard,
  access,
  people,
  report,
}: UpgradeOptions): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  let loading: Promise<WebSocketServer> | null = null

  // Loaded with the first page: ws is not needed to start.
  const load = () =>
    (loading ??= import('ws').then(
      ({ WebSocketServer }) =>
        new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: MAX_MESSAGE_BYTES, clientTracking: false }),
    ))

  function refusalOf({ url, headers }: IncomingMessage) {
    const refused = guard.host(headers) ?? guard.origin(headers)
    if (refused !== null) return refused
    if ((url ?? '').split('?', 1)[0] !== LIVE_PATH) return problem('not-found', 'No WebSocket is served here.', `Connect to ${LIVE_PATH}.`)
    if (headers.upgrade?.toLowerCase() !== 'websocket')
      return problem('upgrade-required', 'Only WebSocket is spoken here.', 'Send Upgrade: websocket.')
    if (hub.size >= MAX_CLIENTS) return problem('unavailable', `${MAX_CLIENTS} pages are connected already.`, 'Close some of them.')
    return null
  }

  async function open(request: IncomingMessage, socket: Duplex, head: Buffer, destroy: () => void): Promise<void> {
    const from = clientAddress(request, behindProxy)
    // A page opens its socket by itself and keeps it open: no act of a person.
    const who = () => access.viewerOf(request.headers, from, false)
    const viewer = await who()
    const refused = refusal('live', viewer)
    if (refused !== null || viewer === null) return endWithProblem(socket as Socket, refused ?? NOBODY)
    const server = await load()
    socket.off('error', destroy)
    server.handleUpgrade(request, socket, head, (webSocket) => {
      // A broken connection also closes: nothing more to do.
      webSocket.on('error', () => webSocket.terminate())
      const leave = hub.add(new LiveClient(webSocket, socket), createWatcher({ viewer, people, again: who }))
      webSocket.on('close', leave)
    })
  }

  return (request, socket, head) => {
    const destroy = () => socket.destroy()
    socket.on('error', destroy)
    const refused = refusalOf(request)
    if (refused !== null) return endWithProblem(socket as Socket, refused)
    open(request, socket, head, destroy).catch((error: unknown) => {
      socket.destroy()
      report(error)
    })
  }
}
