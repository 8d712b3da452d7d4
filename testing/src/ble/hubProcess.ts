/** The hub as a process of its own: arguments are btvirt's socket and the hub's; commands come over the IPC channel. */
import { Hub } from './hub.ts'

export interface HubCommand {
  readonly id: number
  readonly do: 'silence' | 'restore' | 'kill'
  readonly name: string
}

const [btvirt, path] = process.argv.slice(2)
if (btvirt === undefined || path === undefined || !process.send)
  throw new Error('usage: hubProcess BTVIRT_SOCKET HUB_SOCKET, with an IPC channel')
const hub = new Hub(btvirt)
process.on('message', (message: HubCommand) => {
  hub[message.do](message.name)
  process.send?.({ id: message.id })
})
process.on('disconnect', () => process.exit(0))
await hub.listen(path)
process.send({ id: 0 })
