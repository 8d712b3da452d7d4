import { encodeCommand, RESPONSE_BIT, RESULTS, UUIDS, type Command, type Result } from '@solestream/firmware-protocol'
import { attempt, StepFault } from '../ble/attempt.ts'
import type { Connection } from '../ble/radio.ts'
import { GATT, type ValueName } from './gatt.ts'
import { NotSeen } from './verdict.ts'

/** Something that arrived, and when, on the host's monotonic clock. */
export interface Heard {
  readonly bytes: Uint8Array
  readonly at_s: number
}

/** A command as it was sent, and every answer to it. */
export interface Exchange {
  readonly what: string
  readonly sent: Uint8Array
  readonly sent_s: number
  /** Usually one. Grows when another one comes late. */
  readonly answers: readonly Heard[]
  /** Of the first answer; null: none came, or its result is no known one. */
  readonly result: Result | null
}

/** Everything that one connection brought. */
export interface Witness {
  readonly connection: Connection
  /** How often the insole was switched off and on before. */
  readonly life: number
  readonly values: readonly { readonly name: ValueName; readonly bytes: Uint8Array }[]
  readonly exchanges: readonly Exchange[]
  readonly samples: readonly Heard[]
  readonly statuses: readonly Heard[]
  /** Indications that answer no command. */
  readonly unasked: readonly Heard[]
  /** Subscribes to samples, control and, where it can, status. */
  listen(): Promise<void>
  read(name: ValueName): Promise<Uint8Array>
  /** Rejects when the link goes; no answer is an exchange too. */
  send(order: Order): Promise<Exchange>
  sendBytes(what: string, bytes: Uint8Array): Promise<Exchange>
  /** The request id that the next bytes may carry. */
  nextRequest(): number
}

/** A command without its request id. */
export type Order = Command extends infer C ? (C extends Command ? Omit<C, 'request'> : never) : never

const READ_MS = 3000
const SUBSCRIBE_MS = 3000
/** R-CONTROL-1 gives 1 s, a host waits 2. */
const ANSWER_MS = 2000
/** An insole that answers nothing is not asked for ever. */
const MOST_UNANSWERED = 3

interface Open extends Exchange {
  readonly answers: Heard[]
  arrived: () => void
}

const codeOf = (bytes: Uint8Array): number => bytes[1] ?? 0
const requestOf = (bytes: Uint8Array): number => bytes[2] ?? 0

export function createWitness(connection: Connection, now_s: () => number, life = 0): Witness {
  const values: { name: ValueName; bytes: Uint8Array }[] = []
  const exchanges: Open[] = []
  const samples: Heard[] = []
  const statuses: Heard[] = []
  const unasked: Heard[] = []
  let request = 0

  const hear = (list: Heard[]) => (bytes: Uint8Array) => void list.push({ bytes, at_s: now_s() })
  function answered(bytes: Uint8Array): void {
    const heard = { bytes, at_s: now_s() }
    // The newest of that request: ids come again after 256.
    const asked = exchanges.findLast(({ sent }) => requestOf(sent) === requestOf(bytes) && (codeOf(sent) | RESPONSE_BIT) === codeOf(bytes))
    if (asked === undefined) unasked.push(heard)
    else if (asked.answers.push(heard) === 1) asked.arrived()
  }
  const subscribe = (what: string, uuid: string, arrived: (bytes: Uint8Array) => void): Promise<void> =>
    attempt(`subscribe to ${what}`, SUBSCRIBE_MS, connection.over, () => connection.subscribe(uuid, arrived))

  async function sendBytes(what: string, bytes: Uint8Array): Promise<Exchange> {
    if (exchanges.filter(({ answers }) => answers.length === 0).length >= MOST_UNANSWERED)
      throw new NotSeen(`${MOST_UNANSWERED} commands were not answered: it was asked no more`)
    let arrived = (): void => undefined
    const answer = new Promise<void>((resolve) => (arrived = resolve))
    const answers: Heard[] = []
    const exchange: Open = {
      what,
      sent: bytes,
      sent_s: now_s(),
      answers,
      arrived,
      get result() {
        return RESULTS[answers[0]?.bytes[3] ?? -1] ?? null
      },
    }
    exchanges.push(exchange)
    try {
      await attempt(what, ANSWER_MS, connection.over, async () => {
        await connection.write(UUIDS.control, bytes)
        return answer
      })
    } catch (error) {
      if (!(error instanceof StepFault && error.why === 'timeout')) throw error
    }
    return exchange
  }
  const nextRequest = (): number => (request = (request % 255) + 1)

  return {
    connection,
    life,
    values,
    exchanges,
    samples,
    statuses,
    unasked,
    async listen() {
      await subscribe('control', UUIDS.control, answered)
      await subscribe('samples', UUIDS.samples, hear(samples))
      if (connection.properties(UUIDS.status).includes('notify')) await subscribe('status', UUIDS.status, hear(statuses))
    },
    async read(name) {
      const bytes = await attempt(`read ${name}`, READ_MS, connection.over, () => connection.read(GATT[name]))
      values.push({ name, bytes })
      return bytes
    },
    send: (order) => sendBytes(order.command, encodeCommand({ ...order, request: nextRequest() } as Command)),
    sendBytes,
    nextRequest,
  }
}
