import type { IncomingMessage } from 'node:http'
import proxyAddr from '@fastify/proxy-addr'

/** Which neighbours may say for whom they speak: a proxy on this computer. The same rule for requests and sockets. */
export const TRUSTED_PROXY = 'loopback'
const trusts = proxyAddr.compile(TRUSTED_PROXY)

/** Who asks: the neighbour or, behind a proxy of ours, whom that names in X-Forwarded-For. */
export const clientAddress = (request: IncomingMessage, behindProxy: boolean): string | null =>
  request.socket.remoteAddress === undefined ? null : behindProxy ? proxyAddr(request, trusts) : request.socket.remoteAddress
