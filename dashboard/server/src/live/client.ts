import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { decodeAcknowledge, encodeDrops, FRAMES_IN_FLIGHT } from '@solestream/dashboard-shared'
import type { Side } from '@solestream/processing/model'

/** What waits in this process for a socket before frames are held back. The system's own buffers are full by then. */
const HOLD_BYTES = 16 * 1024
/** With this much waiting the client reads nothing: it is let go, and finds everything again when it comes back. */
const GIVE_UP_BYTES = 1024 * 1024
const TELL_DROPS_MS = 500
const RETRY_MS = 20
const PLAIN = { binary: true, compress: false }
const UNKNOWN_MESSAGE = 1008

/**
 * One page. It gets every message in order while it keeps up. When it does not, only the newest frame of each side waits for it; the ones
 * that this replaces are counted, and the count is told. Events, strides and documents always wait: they are few.
 */
export class LiveClient {
  readonly #socket: WebSocket
  readonly #stream: Duplex
  #corked = false
  readonly #waiting: Record<Side, Uint8Array | null> = { left: null, right: null }
  readonly #drops: Record<Side, number> = { left: 0, right: 0 }
  #sent = 0
  #acknowledged: number | null = null
  #tell: NodeJS.Timeout | null = null
  #retry: NodeJS.Timeout | null = null

  /** `stream` is what the WebSocket writes to. */
  constructor(socket: WebSocket, stream: Duplex) {
    this.#socket = socket
    this.#stream = stream
    socket.on('message', (data: Buffer, isBinary) => {
      const count = isBinary ? decodeAcknowledge(data) : null
      if (count === null) {
        socket.close(UNKNOWN_MESSAGE, 'only acknowledgements are understood')
        return
      }
      this.#acknowledged = count
      this.#flush()
    })
    socket.on('close', () => {
      for (const timer of [this.#tell, this.#retry]) if (timer !== null) clearTimeout(timer)
    })
  }

  /** `bytes` are shared by all clients and never changed. */
  send(bytes: Uint8Array): void {
    this.#put(bytes)
    if (this.#socket.bufferedAmount > GIVE_UP_BYTES) this.#giveUp()
  }

  sendFrame(side: Side, bytes: Uint8Array): void {
    if (this.#retry !== null) this.#flush()
    if (!this.#behind()) {
      this.#write(bytes)
      return
    }
    if (this.#waiting[side] !== null) this.#drop(side)
    this.#waiting[side] = bytes
    // Cheaper than a callback with every message of every page that keeps up.
    this.#retry ??= setTimeout(this.#flush, RETRY_MS)
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason)
  }

  terminate(): void {
    this.#socket.terminate()
  }

  #behind(): boolean {
    if (this.#socket.bufferedAmount > HOLD_BYTES) {
      if (!this.#corked) return true
      // Only what the system does not take counts, not what waits here for the end of the turn.
      this.#uncork()
      if (this.#socket.bufferedAmount > HOLD_BYTES) return true
    }
    // Modulo 2^32, as the counts are.
    return this.#acknowledged !== null && (this.#sent - this.#acknowledged) >>> 0 >= FRAMES_IN_FLIGHT
  }

  #write(bytes: Uint8Array): void {
    this.#sent = (this.#sent + 1) >>> 0
    this.#put(bytes)
  }

  /** What one packet brings (a frame, an event, a stride) leaves in one write: the system calls are most of what a page costs. */
  #put(bytes: Uint8Array): void {
    if (!this.#corked) {
      this.#corked = true
      this.#stream.cork()
      process.nextTick(this.#uncork)
    }
    this.#socket.send(bytes, PLAIN)
  }

  #giveUp(): void {
    this.#uncork()
    if (this.#socket.bufferedAmount > GIVE_UP_BYTES) this.#socket.terminate()
  }

  readonly #uncork = (): void => {
    if (!this.#corked) return
    this.#corked = false
    this.#stream.uncork()
  }

  readonly #flush = (): void => {
    if (this.#retry !== null) clearTimeout(this.#retry)
    this.#retry = null
    for (const side of ['left', 'right'] as const) {
      const bytes = this.#waiting[side]
      if (bytes === null) continue
      if (this.#behind()) {
        this.#retry = setTimeout(this.#flush, RETRY_MS)
        return
      }
      this.#waiting[side] = null
      this.#write(bytes)
    }
  }

  #drop(side: Side): void {
    this.#drops[side]++
    this.#tell ??= setTimeout(() => {
      this.#tell = null
      this.send(encodeDrops(this.#drops))
    }, TELL_DROPS_MS)
  }
}
