import { Controller } from './controller.ts'
import {
  connectionFailed,
  EVENT_CODE,
  handleOf,
  LE_META,
  OPCODE,
  STATUS,
  command,
  commandComplete,
  commandStatus,
  disconnect,
  opcodeOf,
  withHandle,
} from './hci.ts'
import { EVENT } from './h4.ts'

const RETRY_MS = 20
const ALL = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]

export interface LinkOwner {
  /** To the central's host. */
  toHost(packet: Buffer): void
  /** Whether the two hear each other: nobody out of range or dead. */
  inRange(peerAddress: string): boolean
  /** The link came to its end, or its request was cancelled. */
  ended(link: Link): void
}

function reversedHex(address: Buffer): string {
  return Buffer.from(address).reverse().toString('hex')
}

/**
 * A central's connection, or its request for one, on a btvirt controller of its own: btvirt tells the second peripheral of one controller
 * a wrong connection handle. A request stays pending until the peer advertises, as on a real controller.
 */
export class Link {
  /** The handle that the central's host knows. */
  readonly handle: number
  readonly peerAddress: string
  readonly supervision_ms: number
  readonly #owner: LinkOwner
  readonly #request: Buffer
  readonly #controller: Controller
  #inner: number | null = null
  #over = false
  #timer: NodeJS.Timeout | null = null
  #supervision: NodeJS.Timeout | null = null

  constructor(path: string, handle: number, request: Buffer, owner: LinkOwner) {
    this.handle = handle
    this.#owner = owner
    this.#request = Buffer.from(request)
    this.peerAddress = reversedHex(request.subarray(10, 16))
    this.supervision_ms = request.readUInt16LE(23) * 10
    this.#controller = new Controller(
      path,
      (packet) => this.#fromController(packet),
      () => this.#end(),
    )
    void this.#prepare()
  }

  get connected(): boolean {
    return this.#inner !== null
  }

  /** From the central's host: data, or a command about this connection. */
  send(packet: Buffer): void {
    if (this.#inner === null) return
    if (packet[0] === 0x02 && !this.#owner.inRange(this.peerAddress)) return
    this.#controller.send(withHandle(packet, this.#inner))
  }

  cancel(): void {
    if (this.connected) {
      this.#owner.toHost(commandComplete(OPCODE.leCancelConnection, STATUS.commandDisallowed))
      return
    }
    this.#owner.toHost(commandComplete(OPCODE.leCancelConnection, STATUS.success))
    this.#owner.toHost(connectionFailed(STATUS.unknownConnection, this.#request.readUInt8(9), this.#request.subarray(10, 16)))
    this.#end()
  }

  /** One of the two is gone or out of range: after the supervision time-out, if that still holds, the connection ends. */
  supervise(): void {
    if (!this.connected) return
    this.#supervision ??= setTimeout(() => {
      this.#supervision = null
      if (!this.#owner.inRange(this.peerAddress)) this.terminate()
    }, this.supervision_ms)
  }

  terminate(): void {
    if (this.#inner === null) return this.#end()
    void this.#controller.ask(disconnect(this.#inner, STATUS.connectionTimeout))
  }

  async #prepare(): Promise<void> {
    await this.#controller.ask(command(OPCODE.reset))
    await this.#controller.ask(command(OPCODE.setEventMask, ...ALL))
    await this.#controller.ask(command(OPCODE.leSetEventMask, ...ALL))
    this.#attempt()
  }

  #attempt(): void {
    if (this.#over || this.connected) return
    if (this.#owner.inRange(this.peerAddress)) {
      void this.#controller.ask(Buffer.from(this.#request)).then((answer) => {
        // Otherwise LE Connection Complete follows, with its own status.
        if (answer[3] !== STATUS.success) this.#retry()
      })
    } else this.#retry()
  }

  #retry(): void {
    if (!this.#over) this.#timer = setTimeout(() => this.#attempt(), RETRY_MS)
  }

  #fromController(packet: Buffer): void {
    if (this.#over) return
    const meta = packet[0] === EVENT && packet[1] === EVENT_CODE.leMeta ? packet[3] : null
    if (meta === LE_META.connectionComplete || meta === LE_META.enhancedConnectionComplete) {
      if (packet[4] !== STATUS.success) return this.#retry()
      this.#inner = handleOf(packet)
      this.#owner.toHost(withHandle(packet, this.handle))
      return
    }
    if (meta === LE_META.advertisingReport) return
    const answered = opcodeOf(packet)
    if (answered !== null) {
      if (answered === OPCODE.disconnect || answered === OPCODE.leConnectionUpdate) this.#owner.toHost(packet)
      return
    }
    if (packet[0] === 0x02 && !this.#owner.inRange(this.peerAddress)) return
    this.#owner.toHost(withHandle(packet, this.handle))
    if (packet[0] === EVENT && packet[1] === EVENT_CODE.disconnectionComplete) this.#end()
  }

  #end(): void {
    if (this.#over) return
    this.#over = true
    this.#inner = null
    if (this.#timer) clearTimeout(this.#timer)
    if (this.#supervision) clearTimeout(this.#supervision)
    this.#controller.close()
    this.#owner.ended(this)
  }
}

export function refusal(): Buffer {
  return commandStatus(OPCODE.leCreateConnection, STATUS.commandDisallowed)
}
