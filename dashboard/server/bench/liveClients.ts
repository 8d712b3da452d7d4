import { WebSocket } from 'ws'
import { MESSAGE } from '@solestream/dashboard-shared'

/* Many pages in a process of their own, so that reading does not compete with serving for one thread. */

export interface ClientsReport {
  readonly messages: number
  readonly bytes: number
  /** Key (side and sequence) and arrival, ms of the system's monotonic clock. */
  readonly arrivals: readonly (readonly [key: string, at_ms: number])[]
}
export type ClientsOrder = { readonly open: string; readonly clients: number } | { readonly measure: boolean } | { readonly close: true }

const now_ms = (): number => Number(process.hrtime.bigint()) / 1e6

let sockets: WebSocket[] = []
let measuring = false
let messages = 0
let bytes = 0
let arrivals: [string, number][] = []

/** Side and sequence of the first sample; null: no frame. */
function keyOf(data: Buffer, isBinary: boolean): string | null {
  if (!isBinary) {
    const { side, sequence } = JSON.parse(data.toString()) as { side?: string; sequence?: number }
    return sequence === undefined ? null : `${side}:${sequence}`
  }
  if (data[0] !== MESSAGE.frame) return null
  return `${data[1]! & 1 ? 'right' : 'left'}:${data.readDoubleLE(8)}`
}

function open(url: string, count: number): Promise<unknown> {
  sockets = Array.from({ length: count }, () => new WebSocket(url, { perMessageDeflate: false }))
  for (const socket of sockets) {
    socket.on('message', (data: Buffer, isBinary) => {
      if (!measuring) return
      const at_ms = now_ms()
      const key = keyOf(data, isBinary)
      if (key === null) return
      messages++
      bytes += data.length
      arrivals.push([key, at_ms])
    })
  }
  return Promise.all(sockets.map((socket) => new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))))
}

process.on('message', (order: ClientsOrder) => {
  if ('open' in order) {
    void open(order.open, order.clients).then(() => process.send!('ready'))
  } else if ('measure' in order) {
    measuring = order.measure
    if (measuring) {
      messages = bytes = 0
      arrivals = []
      process.send!('measuring')
    } else process.send!({ messages, bytes, arrivals } satisfies ClientsReport)
  } else {
    for (const socket of sockets) socket.terminate()
    process.send!('closed')
  }
})
