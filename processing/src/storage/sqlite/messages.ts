import type { OutboxCounts } from '../store.ts'
import type { StoreFaultCode } from '../storeFault.ts'
import type { SyncMethod } from '../syncStore.ts'

/** What the store and its worker say to each other. */
export interface WorkerSettings {
  readonly file: string
  readonly outbox: boolean
}
export interface ToWorker {
  readonly id: number
  readonly method: SyncMethod
  readonly args: readonly unknown[]
}
export interface FaultMessage {
  readonly code: StoreFaultCode
  readonly message: string
  readonly mend: string
}
export type Answer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly fault: FaultMessage }
  | { readonly id: number; readonly ok: false; readonly fault: null; readonly message: string }
export type FromWorker =
  | { readonly type: 'open'; readonly counts: OutboxCounts }
  | { readonly type: 'refused'; readonly fault: FaultMessage }
  | { readonly type: 'answers'; readonly answers: readonly Answer[]; readonly counts: OutboxCounts | null }
