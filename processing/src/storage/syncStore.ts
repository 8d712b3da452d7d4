import type { Store } from './store.ts'

/** The same contract without waiting: what a backend does on its own thread. Only writes change the outbox. */
export type SyncStore = {
  [M in Exclude<keyof Store, 'watchOutbox' | 'close'>]: (...args: Parameters<Store[M]>) => Awaited<ReturnType<Store[M]>>
}
export type SyncMethod = keyof SyncStore

export const READS = [
  'listSessions',
  'getSession',
  'results',
  'strides',
  'summary',
  'trend',
  'outbox',
  'deadLetters',
  'outboxCounts',
  'fits',
] as const
export const WRITES = [
  'openSession',
  'closeSession',
  'addMarker',
  'putInsoles',
  'putFit',
  'describeResult',
  'putStrides',
  'replaceStretch',
  'putSummary',
  'deleteSession',
  'acknowledge',
  'deadLetter',
] as const

const isWrite: ReadonlySet<string> = new Set<string>(WRITES)
export const writes = (method: SyncMethod): boolean => isWrite.has(method)

/** Every method of the contract becomes a call of `run`. */
export function methodsBy(run: (method: SyncMethod, args: readonly unknown[]) => Promise<unknown>): Omit<Store, 'watchOutbox' | 'close'> {
  const methods = [...READS, ...WRITES].map((method) => [method, (...args: readonly unknown[]) => run(method, args)] as const)
  return Object.fromEntries(methods) as unknown as Omit<Store, 'watchOutbox' | 'close'>
}
