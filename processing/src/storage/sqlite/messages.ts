import type { OutboxCounts } from '../store.ts'
import type { Call, FromThread } from '../thread/calls.ts'
import type { SyncMethod } from '../syncStore.ts'

/** What the store and its worker say to each other. */
export interface WorkerSettings {
  readonly file: string
  readonly outbox: boolean
  /** See SqliteOptions. */
  readonly alone: boolean
}
export interface ToWorker extends Call {
  readonly method: SyncMethod
}
export type FromWorker = FromThread<OutboxCounts>
