import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import type { SessionService } from '@solestream/sessions'

/** What the binary messages are compared with: one JSON text per sample and insole, and one for each
 * event, stride, summary and status; made once and sent to every page. */
export async function serveJson(service: SessionService): Promise<{ readonly url: string; close(): void }> {
  const server = createServer()
  const sockets = new WebSocketServer({ server, perMessageDeflate: false })
  const toAll = (document: object) => {
    if (sockets.clients.size === 0) return
    const text = JSON.stringify(document)
    for (const socket of sockets.clients) socket.send(text)
  }
  const leave = service.listen({
    force({ side, block, force, copX, copY }) {
      if (sockets.clients.size === 0) return
      for (let i = 0; i < block.n; i++) {
        const counts: number[] = []
        for (let k = 0; k < block.sensors; k++) counts.push(block.counts[k * block.n + i]!)
        const cop = [copX[i], copY[i]]
        toAll({ side, sequence: block.sequence + i, time_s: block.time_s[i], counts, force: force[i], cop })
      }
    },
    event: (event) => toAll({ event }),
    stride: (stride) => toAll({ stride }),
    replaced: (replaced) => toAll({ replaced }),
    summary: (summary, unavailable, quality) => toAll({ summary, unavailable, quality }),
    status: (status) => toAll({ status: { ...status, insoles: status.insoles.map((insole) => ({ ...insole, layout: null })) } }),
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      leave()
      sockets.close()
      for (const socket of sockets.clients) socket.terminate()
      server.close()
    },
  }
}
