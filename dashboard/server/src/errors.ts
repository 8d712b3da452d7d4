import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyReply } from 'fastify'
import type { ProblemDocument } from '@solestream/dashboard-shared'
import { ServiceFault } from '@solestream/sessions'
import { coded, PROBLEM_TYPE, ProblemError, problem, type ProblemKind } from './problems.ts'
import { withoutPlaces } from './withoutPlaces.ts'

const KIND_OF_FAULT = { 404: 'not-found', 409: 'conflict', 503: 'unavailable', 507: 'storage-full' } as const satisfies Record<
  ServiceFault['status'],
  ProblemKind
>

const BY_CODE: Readonly<Record<string, readonly [kind: ProblemKind, detail: string, mend: string]>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: ['invalid-json', 'The body is not valid JSON.', 'Send a JSON object.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['invalid-json', 'The body is empty.', 'Send a JSON object; {} where nothing has to be said.'],
  FST_ERR_CTP_BODY_TOO_LARGE: ['too-large', 'The body is larger than 16 KiB.', 'Send less.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['bad-request', 'The body is not as long as Content-Length says.', 'Send it again.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    'json-expected',
    'The body has another content type.',
    'Send Content-Type: application/json and a JSON object.',
  ],
  FST_ERR_BAD_URL: ['bad-request', 'The address cannot be decoded.', 'Check its percent signs.'],
  FST_ERR_MAX_PARAM_LENGTH: ['not-found', 'A part of the address is too long.', 'Session ids have at most 128 characters.'],
}

/** Every error as the one who asked should see it; null: a bug, to be reported where the server runs. */
export function problemOf(error: unknown): ProblemDocument | null {
  if (error instanceof ProblemError) return error.problem
  if (error instanceof ServiceFault) return problem(KIND_OF_FAULT[error.status], withoutPlaces(error.message), error.mend)
  const known = BY_CODE[(error as { code?: string }).code ?? '']
  return known === undefined ? null : problem(...known)
}

export const INTERNAL = coded('internal', 'internal')

export function sendProblem(reply: FastifyReply, document: ProblemDocument): FastifyReply {
  return reply.code(document.status).header('cache-control', 'no-store').type(PROBLEM_TYPE).send(JSON.stringify(document))
}

/** The same on a bare socket: for requests that never reach a route. */
export function endWithProblem(socket: Pick<Socket, 'writable' | 'end' | 'destroy'>, document: ProblemDocument): void {
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const body = JSON.stringify(document)
  socket.end(
    `HTTP/1.1 ${document.status} ${STATUS_CODES[document.status] ?? 'Error'}\r\nContent-Type: ${PROBLEM_TYPE}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n${body}`,
  )
}

/** Bytes that are no HTTP request. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const kind =
    error.code === 'HPE_HEADER_OVERFLOW' ? 'headers-too-large' : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'timeout' : 'bad-request'
  endWithProblem(socket, problem(kind, 'The bytes that arrived are no HTTP request that can be served.', 'Check address, port and client.'))
}
