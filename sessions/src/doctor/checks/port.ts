import { createServer } from 'node:net'
import { fails, works, type Check } from '../check.ts'
import { holderOf } from '../portHolder.ts'

const LOCALHOST = new Set(['localhost', '127.0.0.1', '::1'])
/** Of these `start` answers on both, so that `localhost` does. */
const BOTH = ['::1', '127.0.0.1']
const NO_IPV6 = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'])

/** Whether the live page can be opened there, and who is in the way. */
export const port: Check = {
  id: 'port',
  title: 'Port',
  need: () => 'start',
  async run({ options: { host, port: wanted } }, over) {
    for (const address of LOCALHOST.has(host) ? BOTH : [host]) {
      const code = await tryOn(address, wanted)
      if (code === null || (address === '::1' && NO_IPV6.has(code))) continue
      if (code === 'EADDRINUSE') {
        const holder = await holderOf(address, wanted, over)
        return fails(`${wanted} is taken: ${holder.who} listens there`, holder.mend)
      }
      if (code === 'EACCES') return fails(`${wanted} may not be opened without more rights`, 'Choose a port above 1023 with --port.')
      if (['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'ENOTFOUND', 'EAI_AGAIN'].includes(code))
        return fails(`${host} is not an address of this computer`, 'Choose one with --host; 127.0.0.1 serves this computer only.')
      return fails(`${wanted} can’t be opened on ${address} (${code})`, 'Choose another port with --port; 0 picks a free one.')
    }
    return works(wanted === 0 ? `a free one will be picked on ${host}` : `${wanted} is free on ${host}`)
  },
}

/** Null when it can be listened on; else the system's code. */
function tryOn(host: string, wanted: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen({ host, port: wanted, exclusive: true }, () => server.close(() => resolve(null)))
  })
}
