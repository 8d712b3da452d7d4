import { createOutboxWatch } from './outboxWatch.ts'
import { methodsBy, writes } from './syncStore.ts'
import { createMemoryState } from './memoryState.ts'
import type { Store, StoreOptions } from './store.ts'

/** Keeps everything in this process's memory, for trials and tests. */
export function createMemoryStore(options: StoreOptions = {}): Store {
  const state = createMemoryState(options.outbox ?? true)
  const watch = createOutboxWatch()
  let closed = false
  watch.tell(state.outboxCounts())
  return {
    ...methodsBy(async (method, args) => {
      if (closed) throw new Error('the store is closed')
      const answer = (state[method] as (...args: readonly unknown[]) => unknown)(...args)
      if (writes(method)) watch.tell(state.outboxCounts())
      return answer
    }),
    watchOutbox: watch.listen,
    async close() {
      closed = true
    },
  }
}
