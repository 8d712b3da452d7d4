import { resolve } from 'node:path'
import { createOutboxWatch } from './outboxWatch.ts'
import { methodsBy } from './syncStore.ts'
import type { WorkerSettings } from './sqlite/messages.ts'
import type { OutboxCounts, Store, StoreOptions } from './store.ts'
import { createCalls } from './thread/calls.ts'
import { startThread } from './thread/startThread.ts'

export interface SqliteOptions extends StoreOptions {
  readonly file: string
  /** For the one that records: a second one is refused ('in-use'). Default false. */
  readonly alone?: boolean
}

/**
 * Opens (or makes) a store in one SQLite file: WAL, every acknowledged write is on the disk. Rejects with a StoreFault when the file cannot
 * be used.
 */
export async function openSqliteStore(options: SqliteOptions): Promise<Store> {
  const file = resolve(options.file)
  const settings: WorkerSettings = { file, outbox: options.outbox ?? true, alone: options.alone ?? false }
  const watch = createOutboxWatch()
  const calls = await createCalls<OutboxCounts>(startThread(new URL('./sqliteWorker.ts', import.meta.url), settings), file, watch.tell)
  return { ...methodsBy(calls.call), watchOutbox: watch.listen, close: calls.close }
}
