import { decodeIdentity, type Identity } from '@solestream/firmware-protocol'
import { attempt } from '../ble/attempt.ts'
import type { Air, Neighbour } from './air.ts'
import type { Evidence } from './evidence.ts'
import type { Person } from './person.ts'
import { NotSeen } from './verdict.ts'
import { createWitness, type Witness } from './witness.ts'

const DISCOVER_MS = 8000
const CONNECT_MS = 8000
const HEAR_MS = 10_000

/** What phases work with. */
export interface Kit {
  readonly air: Air
  readonly neighbour: Neighbour
  readonly now_s: () => number
  readonly evidence: Evidence
  /** May change what the insole keeps: its calibration. */
  readonly mayWrite: boolean
  readonly person: Person | null
  readonly identity: Identity
  /** The present link; a new one, already listening, where it was lost. */
  link(): Promise<Witness>
  /** A new link, of which nothing was read yet and nothing is listened to. */
  connect(): Promise<{ readonly witness: Witness; readonly discovery: string | null }>
  /** Whether it is heard again in that time. */
  hearAgain(limit_ms: number): Promise<boolean>
  /** A person switched it off and on. */
  restarted(): Promise<void>
  wait(ms: number): Promise<void>
}

export function createKit(options: {
  readonly air: Air
  readonly neighbour: Neighbour
  readonly evidence: Evidence
  readonly mayWrite: boolean
  readonly person: Person | null
  readonly now_s: () => number
  readonly log: Witness[]
}): Kit {
  const { air, evidence, now_s, log } = options
  let neighbour = options.neighbour
  let life = 0
  const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

  async function connect(): Promise<{ witness: Witness; discovery: string | null }> {
    const connection = await air.connect(neighbour.id, CONNECT_MS)
    const witness = createWitness(connection, now_s, life)
    log.push(witness)
    try {
      await attempt('discover services', DISCOVER_MS, connection.over, () => connection.discover())
      return { witness, discovery: null }
    } catch (error) {
      return { witness, discovery: error instanceof Error ? error.message : String(error) }
    }
  }

  async function hearAgain(limit_ms: number): Promise<boolean> {
    const heard = await air.hear(({ id, name }) => id === neighbour.id || (name !== null && name === neighbour.name), limit_ms)
    // Some systems give a device another id when it comes anew.
    if (heard !== null) neighbour = { ...neighbour, id: heard.id }
    return heard !== null
  }

  return {
    air,
    get neighbour() {
      return neighbour
    },
    now_s,
    evidence,
    mayWrite: options.mayWrite,
    person: options.person,
    get identity() {
      const bytes = evidence.of('basics').values.identity
      const identity = bytes && decodeIdentity(bytes)
      if (!identity?.ok) throw new NotSeen('its identity can’t be read')
      return identity.value
    },
    async link() {
      const present = log.at(-1)
      if (present && !present.connection.over.aborted) return present
      if (!(await hearAgain(HEAR_MS))) throw new Error(`it was not heard again within ${HEAR_MS / 1000} s`)
      const { witness, discovery } = await connect()
      if (discovery !== null) throw new Error(`it could not be connected again: ${discovery}`)
      await witness.listen()
      return witness
    },
    connect,
    hearAgain,
    async restarted() {
      life++
      await log.at(-1)?.connection.disconnect()
    },
    wait,
  }
}
