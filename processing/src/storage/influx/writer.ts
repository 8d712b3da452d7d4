import type { OutboxEntry, Store } from '../store.ts'
import type { InfluxClient } from './client.ts'
import { InfluxFault, influxFault } from './fault.ts'
import { influxProjection } from './projection.ts'
import type { InfluxPoint, Removal } from './projection.ts'

const BATCH = 200
/** So often a removal that InfluxDB answers with an error of its own is tried, before it is set aside. */
const REMOVAL_TRIES = 5

interface Item {
  readonly entryId: number
  readonly point: InfluxPoint
}

const nameOf = ({ measurement, tags, time_us }: InfluxPoint): string => `${measurement} ${tags['session']} ${tags['side']} at ${time_us} us`

/** Writes outbox entries in order and acknowledges each when all of it is there. Rejects with an InfluxFault or the store's error. */
export function createInfluxWriter(store: Store, client: InfluxClient) {
  const removalFaults = new Map<number, number>()

  /** Halves a batch that was refused for its content until the bad points stand alone. */
  const write = async (items: readonly Item[]): Promise<void> => {
    try {
      await client.write(items.map((i) => i.point))
    } catch (error) {
      const fault = influxFault(error)
      if (fault.kind !== 'bad' && fault.kind !== 'too-large') throw fault
      const [first] = items
      if (items.length === 1 && first) return store.deadLetter(first.entryId, nameOf(first.point), fault.message)
      const half = Math.ceil(items.length / 2)
      await write(items.slice(0, half))
      await write(items.slice(half))
    }
  }
  const writeAll = async (items: readonly Item[]): Promise<void> => {
    for (let i = 0; i < items.length; i += BATCH) await write(items.slice(i, i + BATCH))
  }
  const remove = async (entryId: number, removal: Removal): Promise<void> => {
    try {
      await client.remove(removal)
    } catch (error) {
      const fault = influxFault(error)
      const tries = (removalFaults.get(entryId) ?? 0) + 1
      if (fault.kind === 'bad' && tries < REMOVAL_TRIES) {
        removalFaults.set(entryId, tries)
        throw new InfluxFault('retry', fault.message)
      }
      if (fault.kind !== 'bad') throw fault
      await store.deadLetter(entryId, `removal from ${removal.measurement} of ${removal.session} ${removal.side ?? ''}`, fault.message)
    }
  }

  return async (entries: readonly OutboxEntry[]): Promise<void> => {
    let waiting: Item[] = []
    let upTo: number | null = null
    const flush = async (): Promise<void> => {
      await writeAll(waiting)
      waiting = []
      if (upTo !== null) await store.acknowledge(upTo)
      upTo = null
    }
    for (const entry of entries) {
      const { removals, points, refused } = influxProjection(entry)
      if (refused !== null) await store.deadLetter(entry.id, `${entry.kind} of ${entry.session.id}`, refused)
      if (removals.length > 0) await flush()
      for (const removal of removals) await remove(entry.id, removal)
      waiting.push(...points.map((point) => ({ entryId: entry.id, point })))
      upTo = entry.id
      if (waiting.length >= BATCH) await flush()
    }
    await flush()
    removalFaults.clear()
  }
}
