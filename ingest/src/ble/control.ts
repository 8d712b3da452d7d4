import { decodeResponse, encodeCommand, UUIDS, type Command, type Response } from '@solestream/firmware-protocol'
import { attempt } from './attempt.ts'
import type { Connection } from './radio.ts'

const ANSWER_MS = 2000

/** Omit, for each member of a union. */
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
export type Order = Without<Exclude<Command, { command: 'reserved' }>, 'request'>

export interface Control {
  /** Rejects when the link goes or no answer comes in time; a refusal by the insole is an answer. */
  send(order: Order): Promise<Timed>
}
export interface Timed {
  readonly response: Response
  readonly sent_s: number
  readonly received_s: number
}

/** Commands go out one by one; each is answered by an indication with its request id. Subscribes, so: once a connection. */
export async function openControl(connection: Connection, now_s: () => number): Promise<Control> {
  const waiting = new Map<number, (response: Response, received_s: number) => void>()
  let request = 0
  let last: Promise<unknown> = Promise.resolve()

  await attempt('subscribe to control', ANSWER_MS, connection.over, () =>
    connection.subscribe(UUIDS.control, (bytes) => {
      const received_s = now_s()
      const response = decodeResponse(bytes)
      if (response.ok) waiting.get(response.value.request)?.(response.value, received_s)
    }),
  )

  function exchange(order: Order): Promise<Timed> {
    request = (request + 1) & 0xff
    const id = request
    let sent_s = 0
    return attempt(`command ${order.command}`, ANSWER_MS, connection.over, async () => {
      const answer = new Promise<Timed>((resolve) => {
        waiting.set(id, (response, received_s) => resolve({ response, sent_s, received_s }))
      })
      const bytes = encodeCommand({ ...order, request: id } as Command)
      sent_s = now_s()
      await connection.write(UUIDS.control, bytes)
      return answer
    }).finally(() => waiting.delete(id))
  }

  return {
    send(order) {
      const mine = last.then(() => exchange(order))
      last = mine.catch(() => undefined)
      return mine
    },
  }
}
