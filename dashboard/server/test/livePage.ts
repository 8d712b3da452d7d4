import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { decodeLiveMessage, type LiveMessage } from '@solestream/dashboard-shared'
import type { Clinic } from './world.ts'

/** A live socket as a page or a script opens it, and what it is told. */
export async function openLive(port: number, headers: Record<string, string>) {
  const { cookie, authorization, 'x-forwarded-for': forwardedFor } = headers
  const given = { cookie, authorization, 'x-forwarded-for': forwardedFor }
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/v1/live`, {
    headers: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Record<string, string>,
  })
  // A refused one is none.
  socket.on('error', () => undefined)
  onTestFinished(() => socket.terminate())
  const messages: LiveMessage[] = []
  let check = (): void => undefined
  socket.on('message', (data: Buffer) => {
    const decoded = decodeLiveMessage(data)
    if (decoded.ok) messages.push(decoded.value)
    check()
  })
  const status = await new Promise<number>((resolve) => {
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
    socket.on('open', () => resolve(101))
  })
  const until = (enough: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      check = () => {
        if (enough()) resolve()
      }
      check()
    })
  return { socket, messages, status, until }
}

/** The service says how things stand. */
export const say = (c: Clinic): void => c.tell((listener) => listener.status(c.service.status()))
/** For each status: did it tell of a recording? */
export const isRecorded = (messages: readonly LiveMessage[]): boolean[] =>
  messages.flatMap((message) => (message.type === 'status' ? [message.status.recording !== null] : []))
