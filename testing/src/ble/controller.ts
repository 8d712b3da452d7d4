import { connect, type Socket } from 'node:net'
import { H4Framer } from './h4.ts'
import { opcodeOf, EVENT_CODE } from './hci.ts'

/**
 * One controller of btvirt: exists as long as its socket is open. Answers to commands that the hub itself gave never reach the device,
 * so a packet goes out either with `send` (the device's) or with `ask` (the hub's).
 */
export class Controller {
  readonly #socket: Socket
  readonly #framer = new H4Framer()
  readonly #asked = new Map<number, (((answer: Buffer) => void) | null)[]>()
  #open = true

  constructor(path: string, onPacket: (packet: Buffer) => void, onClose: () => void) {
    this.#socket = connect(path)
    this.#socket.on('data', (chunk) => {
      for (const packet of this.#framer.push(chunk)) if (this.#open && !this.#answer(packet)) onPacket(packet)
    })
    this.#socket.on('error', () => undefined)
    this.#socket.on('close', () => {
      if (!this.#open) return
      this.#open = false
      onClose()
    })
  }

  send(packet: Buffer): void {
    const waiting = this.#asked.get(opcodeOf(packet) ?? -1)
    // Answers come in the order of the commands: the device's own take their place in the row.
    if (waiting !== undefined) waiting.push(null)
    this.#write(packet)
  }

  /** A command of the hub's own; resolves with its Command Complete or Command Status event. */
  ask(packet: Buffer): Promise<Buffer> {
    const opcode = opcodeOf(packet) ?? -1
    return new Promise((resolve) => {
      const waiting = this.#asked.get(opcode) ?? []
      waiting.push(resolve)
      this.#asked.set(opcode, waiting)
      this.#write(packet)
    })
  }

  close(): void {
    this.#open = false
    this.#socket.destroy()
  }

  #write(packet: Buffer): void {
    if (this.#open) this.#socket.write(packet)
  }

  #answer(packet: Buffer): boolean {
    if (packet[1] !== EVENT_CODE.commandComplete && packet[1] !== EVENT_CODE.commandStatus) return false
    const opcode = opcodeOf(packet)
    const waiting = opcode === null ? undefined : this.#asked.get(opcode)
    if (opcode === null || waiting === undefined) return false
    const resolve = waiting.shift()
    if (waiting.length === 0) this.#asked.delete(opcode)
    if (typeof resolve !== 'function') return false
    resolve(packet)
    return true
  }
}
