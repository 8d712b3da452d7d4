import { ACKNOWLEDGE_EVERY, decodeLiveMessage, encodeAcknowledge, isFrame, type LiveMessage } from '@solestream/dashboard-shared'

export type Connection =
  | { readonly state: 'connecting' }
  | { readonly state: 'open' }
  /** performance.now() of the loss and of the next try. */
  | { readonly state: 'lost'; readonly since_ms: number; readonly retry_ms: number }

/** 0.5 s, doubled up to 8 s, with jitter so that many pages do not come back at once. */
export const backoff_ms = (attempt: number, random = Math.random()): number => Math.min(8000, 500 * 2 ** attempt) * (0.75 + 0.5 * random)

/** Keeps the live socket open; each message decoded once. Returns the function that ends it. */
export function openLiveSocket(
  onMessage: (message: LiveMessage) => void,
  onConnection: (connection: Connection) => void,
  onLost: () => void,
): () => void {
  let socket: WebSocket | null = null
  let timer = 0
  let attempt = 0
  let lostSince_ms = NaN
  let ended = false
  let frames = 0

  const connect = (): void => {
    const url = new URL('/api/v1/live', location.href)
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
    socket = new WebSocket(url)
    socket.binaryType = 'arraybuffer'
    socket.onopen = () => {
      attempt = 0
      lostSince_ms = NaN
      onConnection({ state: 'open' })
      // From now on the server knows how far behind this page is, and sends it the newest frames only.
      frames = 0
      socket?.send(encodeAcknowledge(frames))
    }
    socket.onmessage = ({ data }) => {
      const decoded = decodeLiveMessage(data as ArrayBuffer)
      if (decoded.ok) onMessage(decoded.value)
      else console.warn(`live message not read: ${decoded.fault}: ${decoded.detail}`)
      if (isFrame(data as ArrayBuffer) && ++frames % ACKNOWLEDGE_EVERY === 0) socket?.send(encodeAcknowledge(frames))
    }
    socket.onclose = () => {
      if (ended) return
      // A refused or ended sign-in looks like a lost connection here: any answer of the server tells which.
      onLost()
      if (Number.isNaN(lostSince_ms)) lostSince_ms = performance.now()
      const wait_ms = backoff_ms(attempt++)
      timer = setTimeout(connect, wait_ms) as unknown as number
      onConnection({ state: 'lost', since_ms: lostSince_ms, retry_ms: performance.now() + wait_ms })
    }
  }
  connect()
  return () => {
    ended = true
    clearTimeout(timer)
    socket?.close()
  }
}
