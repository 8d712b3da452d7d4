import type { Socket } from 'node:net'
import { Controller } from './controller.ts'
import { EVENT, H4Framer } from './h4.ts'
import { command, commandComplete, commandStatus, EVENT_CODE, handleOf, LE_META, OPCODE, opcodeOf, STATUS } from './hci.ts'
import { Link, refusal } from './link.ts'

const RSSI_dBm = -55
const ADVERTISING_MS = 100
// Far above btvirt's own handles, which count from 42.
const FIRST_HANDLE = 0x100

export interface Air {
  readonly path: string
  /** Whether a device with this address can be heard; unknown addresses count as out of range. */
  audible(address: string): boolean
  /** A device died or a link ended. */
  changed(): void
}

/** A host (one process with noble or bleno) and its controllers: one for itself, one more for each link that it opened. */
export class VirtualDevice {
  readonly name: string
  address: string | null = null
  #alive = true
  #silent = false
  readonly #air: Air
  readonly #socket: Socket
  readonly #framer = new H4Framer()
  readonly #main: Controller
  readonly #links = new Map<number, Link>()
  #pending: Link | null = null
  #nextHandle = FIRST_HANDLE
  #scan: { readonly withDuplicates: boolean; readonly heard: Set<string>; readonly timer: NodeJS.Timeout } | null = null

  constructor(name: string, socket: Socket, air: Air) {
    this.name = name
    this.#air = air
    this.#socket = socket
    this.#main = new Controller(
      air.path,
      (packet) => this.#fromMain(packet),
      () => socket.destroy(),
    )
    socket.on('error', () => undefined)
    socket.on('close', () => this.#died())
    void this.#begin()
  }

  get audible(): boolean {
    return this.#alive && !this.#silent
  }

  links(): Iterable<Link> {
    return this.#links.values()
  }

  setSilent(silent: boolean): void {
    this.#silent = silent
  }

  /** The adapter is pulled out. */
  unplug(): void {
    this.#socket.destroy()
  }

  /** At once, without a word to anybody. */
  close(): void {
    this.#alive = false
    this.#stopScan()
    this.#socket.destroy()
    this.#main.close()
    for (const link of this.#links.values()) link.terminate()
  }

  receive(chunk: Buffer): void {
    for (const packet of this.#framer.push(chunk)) this.#fromHost(packet)
  }

  async #begin(): Promise<void> {
    const answer = await this.#main.ask(command(OPCODE.readAddress))
    this.address = Buffer.from(answer.subarray(7, 13)).reverse().toString('hex')
    this.#socket.write(Buffer.from([0]))
  }

  #toHost(packet: Buffer): void {
    if (this.#alive) this.#socket.write(packet)
  }

  #fromHost(packet: Buffer): void {
    const handle = handleOf(packet)
    const opcode = opcodeOf(packet)
    if (opcode === OPCODE.readRssi && handle !== null) {
      this.#toHost(commandComplete(OPCODE.readRssi, STATUS.success, handle & 0xff, handle >> 8, RSSI_dBm & 0xff))
      return
    }
    if (handle !== null) {
      const link = this.#links.get(handle)
      if (link) link.send(packet)
      else this.#main.send(packet)
      return
    }
    if (opcode === OPCODE.leCreateConnection) return this.#connect(packet)
    if (opcode === OPCODE.leCancelConnection) {
      if (this.#pending && !this.#pending.connected) this.#pending.cancel()
      else this.#toHost(commandComplete(OPCODE.leCancelConnection, STATUS.commandDisallowed))
      return
    }
    if (opcode === OPCODE.leSetScanEnable) this.#scanSet(packet[4] === 1, packet[5] === 0)
    if (opcode === OPCODE.reset) this.#stopScan()
    this.#main.send(packet)
  }

  #connect(request: Buffer): void {
    if (this.#pending && !this.#pending.connected) return this.#toHost(refusal())
    this.#toHost(commandStatus(OPCODE.leCreateConnection, STATUS.success))
    const link: Link = new Link(this.#air.path, this.#nextHandle++, request, {
      toHost: (packet) => this.#toHost(packet),
      inRange: (peer) => this.audible && this.#air.audible(peer),
      ended: (l) => {
        this.#links.delete(l.handle)
        if (this.#pending === l) this.#pending = null
        this.#air.changed()
      },
    })
    this.#pending = link
    this.#links.set(link.handle, link)
  }

  #fromMain(packet: Buffer): void {
    if (packet[0] === EVENT && packet[1] === EVENT_CODE.leMeta && packet[3] === LE_META.advertisingReport) {
      if (!this.#hears(packet)) return
      packet.writeInt8(RSSI_dBm, packet.length - 1)
    }
    this.#toHost(packet)
  }

  /** btvirt gives one report an event: number, type, address type, address, length, data, RSSI. */
  #hears(report: Buffer): boolean {
    const address = Buffer.from(report.subarray(7, 13)).reverse().toString('hex')
    if (!this.#scan || !this.audible || !this.#air.audible(address)) return false
    const key = `${address}/${String(report[5])}`
    if (!this.#scan.withDuplicates && this.#scan.heard.has(key)) return false
    this.#scan.heard.add(key)
    return true
  }

  #scanSet(enabled: boolean, withDuplicates: boolean): void {
    this.#stopScan()
    if (!enabled) return
    // btvirt reports an advertiser once for each scan: scanning anew makes advertisements repeat.
    const timer = setInterval(() => {
      void this.#main.ask(command(OPCODE.leSetScanEnable, 0, 0))
      void this.#main.ask(command(OPCODE.leSetScanEnable, 1, 0))
    }, ADVERTISING_MS)
    this.#scan = { withDuplicates, heard: new Set(), timer }
  }

  #stopScan(): void {
    if (this.#scan) clearInterval(this.#scan.timer)
    this.#scan = null
  }

  #died(): void {
    if (!this.#alive) return
    this.#alive = false
    this.#stopScan()
    if (this.#pending && !this.#pending.connected) this.#pending.terminate()
    this.#air.changed()
  }

  /** Frees the controller of a dead device. */
  bury(): void {
    this.#main.close()
  }

  /** Dead, and its own links with it: they outlive it by their supervision time-out. */
  get over(): boolean {
    return !this.#alive && this.#links.size === 0
  }
}
