/** A BLE source in a process of its own; what it says goes to the parent. */
import { createBleSource, type Timing } from '@solestream/ingest/ble'
import { loadNoble } from '../../src/ble/loadNoble.ts'

const source = createBleSource({ timing: JSON.parse(process.argv[2] ?? '{}') as Partial<Timing> })
process.on('message', (message) => {
  if (message === 'stop') void source.stop().then(() => process.send?.({ stopped: true }))
  if (message === 'listeners') void countListeners().then((counted) => process.send?.({ counted }))
  if (message === 'outstanding') process.send?.({ counted: (source.outstanding?.('left') ?? 0) + (source.outstanding?.('right') ?? 0) })
  if (message === 'heap') {
    globalThis.gc?.()
    process.send?.({ counted: process.memoryUsage().heapUsed })
  }
})
process.on('disconnect', () => process.exit(0))
process.on('unhandledRejection', (reason) => {
  process.send?.({ unhandled: reason instanceof Error ? reason.stack : String(reason) })
})
await source.start({
  record: (record) => process.send?.({ record }),
  state: (state, detail, mend) => process.send?.({ state, detail, mend }),
  ready: () => Promise.resolve(),
})

/** Listeners on noble, on its live devices and their characteristics: all that reconnecting could pile up. */
async function countListeners(): Promise<number> {
  interface Emitter {
    eventNames(): (string | symbol)[]
    listenerCount(name: string | symbol): number
  }
  const noble = (await loadNoble()) as unknown as Emitter & {
    _peripherals: Record<string, Emitter & { state: string }>
    _characteristics: Record<string, Record<string, Record<string, Emitter>>>
  }
  const of = (emitter: Emitter): number => emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0)
  const live = Object.entries(noble._peripherals).filter(([, peripheral]) => peripheral.state === 'connected')
  const characteristics = live.flatMap(([id]) =>
    Object.values(noble._characteristics[id] ?? {}).flatMap((service) => Object.values(service)),
  )
  return of(noble) + live.reduce((sum, [, peripheral]) => sum + of(peripheral), 0) + characteristics.reduce((sum, c) => sum + of(c), 0)
}
