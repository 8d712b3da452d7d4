import { createServer, type Server, type Socket } from 'node:net'
import { VirtualDevice } from './device.ts'

/**
 * Stands between btvirt and the hosts and gives what btvirt lacks: several links of one central, supervision time-outs, pending connects,
 * advertisements that repeat. Not modelled: radio loss, air time, connection interval, link-layer flow control, pairing.
 */
export class Hub {
  readonly #btvirt: string
  readonly #server: Server
  readonly #devices = new Set<VirtualDevice>()
  readonly #refused = new Set<string>()
  readonly #silenced = new Set<string>()

  constructor(btvirtSocket: string) {
    this.#btvirt = btvirtSocket
    this.#server = createServer((socket) => this.#accept(socket))
  }

  listen(path: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(path, () => resolve())
    })
  }

  /** Out of range: heard by nobody and hears nobody. */
  silence(name: string): void {
    this.#silenced.add(name)
    for (const device of this.#devices) if (device.name === name) device.setSilent(true)
    this.#superviseAll()
  }

  /** In range again, its adapter plugged in again. */
  restore(name: string): void {
    this.#silenced.delete(name)
    this.#refused.delete(name)
    for (const device of this.#devices) if (device.name === name) device.setSilent(false)
  }

  /** Its adapter is pulled out, until `restore`. */
  kill(name: string): void {
    this.#refused.add(name)
    for (const device of this.#devices) if (device.name === name) device.unplug()
  }

  close(): void {
    this.#server.close()
    for (const device of this.#devices) device.close()
  }

  #accept(socket: Socket): void {
    let greeting = Buffer.alloc(0)
    const first = (chunk: Buffer): void => {
      greeting = Buffer.concat([greeting, chunk])
      const end = greeting.indexOf(0x0a)
      if (end < 0) return
      socket.off('data', first)
      const name = greeting.subarray(0, end).toString('utf8')
      if (this.#refused.has(name)) return void socket.destroy()
      this.#add(name, socket, greeting.subarray(end + 1))
    }
    socket.on('error', () => undefined)
    socket.on('data', first)
  }

  #add(name: string, socket: Socket, early: Buffer): void {
    const device = new VirtualDevice(name, socket, {
      path: this.#btvirt,
      audible: (address) => [...this.#devices].some((d) => d.address === address && d.audible),
      changed: () => this.#sweep(),
    })
    device.setSilent(this.#silenced.has(name))
    this.#devices.add(device)
    socket.on('data', (chunk: Buffer) => device.receive(chunk))
    if (early.length > 0) device.receive(early)
  }

  #superviseAll(): void {
    for (const device of this.#devices) {
      for (const link of device.links()) if (!device.audible || !this.#audible(link.peerAddress)) link.supervise()
    }
  }

  #audible(address: string): boolean {
    return [...this.#devices].some((d) => d.address === address && d.audible)
  }

  /** A dead device's controller stays until no link needs it. */
  #sweep(): void {
    this.#superviseAll()
    for (const device of this.#devices) {
      if (!device.over || this.#isLinked(device)) continue
      device.bury()
      this.#devices.delete(device)
    }
  }

  #isLinked(device: VirtualDevice): boolean {
    for (const other of this.#devices)
      for (const link of other.links()) if (link.connected && link.peerAddress === device.address) return true
    return false
  }
}
