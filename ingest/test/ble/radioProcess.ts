/** noble behind its door, command by command. */
import { loadNoble } from '../../src/ble/loadNoble.ts'
import { createNobleRadio } from '../../src/ble/nobleRadio.ts'
import { encodeCommand, UUIDS } from '@solestream/firmware-protocol'
import type { Connection } from '@solestream/ingest/ble'

interface Insides {
  readonly _bindings: { readonly _handles: Record<string, number>; readonly _hci: { onSocketData(packet: Buffer): void } }
}

const rejections: string[] = []
process.on('unhandledRejection', (reason) => rejections.push(String(reason)))

const radio = createNobleRadio(2500)
let found: (id: string) => void = () => undefined
let connection: Connection | null = null

async function answer(command: {
  readonly do: 'find' | 'connect' | 'disconnect' | 'race'
  readonly id?: string
  readonly ms?: number
}): Promise<string> {
  if (command.do === 'find') {
    const id = await new Promise<string>((resolve) => {
      found = resolve
      radio.startScan()
    })
    await radio.stopScan()
    return id
  }
  if (command.do === 'disconnect') {
    await connection?.disconnect()
    return 'disconnected'
  }
  if (command.do === 'race') {
    await connection?.discover()
    const { _bindings } = (await loadNoble()) as unknown as Insides
    const handle = _bindings._handles[command.id ?? ''] ?? 0
    // The write is still on its way through noble when the link ends.
    void connection?.write(UUIDS.control, encodeCommand({ command: 'start', request: 1 }))
    _bindings._hci.onSocketData(Buffer.from([0x04, 0x05, 4, 0, handle & 0xff, handle >> 8, 0x08]))
    await new Promise((resolve) => setTimeout(resolve, 50))
    return rejections.join('; ')
  }
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(new Error('the time is up')), command.ms)
  try {
    connection = await radio.connect(command.id ?? '', abort.signal)
    return 'connected'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    clearTimeout(timer)
  }
}

process.on('disconnect', () => process.exit(0))
process.on('message', (command: Parameters<typeof answer>[0]) => void answer(command).then((text) => process.send?.({ text })))
await radio.open({
  state: (state) => {
    process.send?.(state === 'on' ? { ready: true } : { state })
  },
  found: ({ id }) => found(id),
  warning: () => undefined,
})
