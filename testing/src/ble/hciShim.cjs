'use strict'
// Loaded with `node --require`: stands in for the one native module under noble and bleno, which both stay as they are. HCI packets
// travel to the hub's Unix socket instead of a kernel socket.
const { Buffer } = require('node:buffer')
const { EventEmitter } = require('node:events')
const Module = require('node:module')
const net = require('node:net')
const { setImmediate, setTimeout } = require('node:timers')

const RECONNECT_MS = 200

/** Bytes in the H4 packet at `offset`, or 0 when its header is not all there. */
function packetLength(bytes, offset) {
  const rest = bytes.length - offset
  if (rest < 1) return 0
  const type = bytes[offset]
  if (type === 0x01) return rest < 4 ? 0 : 4 + bytes[offset + 3]
  if (type === 0x02) return rest < 5 ? 0 : 5 + bytes.readUInt16LE(offset + 3)
  if (type === 0x04) return rest < 3 ? 0 : 3 + bytes[offset + 2]
  throw new Error(`not an H4 packet: type ${type}`)
}

class VirtualHciSocket extends EventEmitter {
  #socket = null
  #up = false
  #closed = false
  #started = false
  #rest = Buffer.alloc(0)
  #queue = []
  #draining = false

  bindRaw(id) {
    this.#connect()
    return id ?? 0
  }
  bindUser(id) {
    return this.bindRaw(id)
  }
  // The management channel does not exist here: nothing to bind, nothing to write to.
  bindControl() {}
  setFilter() {}
  reset() {}
  cleanup() {}
  getDeviceList() {
    return [{ devId: 0, devUp: this.#up, idVendor: null, idProduct: null, busNumber: null, deviceAddress: null }]
  }
  isDevUp() {
    return this.#up
  }
  start() {
    this.#started = true
    this.#drain()
  }
  stop() {
    this.#started = false
  }
  write(packet) {
    if (this.#up) this.#socket.write(packet)
  }

  #connect() {
    const socket = net.connect(process.env.SOLESTREAM_HCI_SOCKET)
    this.#socket = socket
    socket.unref()
    socket.on('connect', () => {
      socket.write(`${process.env.SOLESTREAM_HCI_NAME}\n`)
    })
    socket.on('data', (chunk) => {
      // The hub's first byte says that the controller is there; packets follow.
      if (this.#up) return this.#receive(chunk)
      this.#up = true
      if (chunk.length > 1) this.#receive(chunk.subarray(1))
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      this.#up = false
      this.#rest = Buffer.alloc(0)
      this.#queue = []
      // An adapter that was unplugged may come back.
      if (!this.#closed) setTimeout(() => this.#connect(), RECONNECT_MS).unref()
    })
  }

  #receive(chunk) {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk
    let offset = 0
    for (;;) {
      const length = packetLength(bytes, offset)
      if (length === 0 || offset + length > bytes.length) break
      this.#queue.push(Buffer.from(bytes.subarray(offset, offset + length)))
      offset += length
    }
    this.#rest = Buffer.from(bytes.subarray(offset))
    this.#drain()
  }

  // A kernel socket gives one packet a turn of the event loop, and both libraries rely on it.
  #drain() {
    if (this.#draining || !this.#started || this.#queue.length === 0) return
    this.#draining = true
    setImmediate(() => {
      this.#draining = false
      const packet = this.#started ? this.#queue.shift() : undefined
      this.#drain()
      if (packet !== undefined) this.emit('data', packet)
    })
  }
}

const load = Module._load
Module._load = function (request, ...rest) {
  return request === '@abandonware/bluetooth-hci-socket' ? VirtualHciSocket : load.call(this, request, ...rest)
}
