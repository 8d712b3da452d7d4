import type { OutboxCounts } from './store.ts'

/** Tells listeners how full the outbox is, after every write (an entry that took another's place leaves the count as it was). */
export function createOutboxWatch() {
  const listeners = new Set<(counts: OutboxCounts) => void>()
  let last: OutboxCounts | null = null
  return {
    tell(counts: OutboxCounts): void {
      last = counts
      for (const listener of listeners) listener(counts)
    },
    listen(listener: (counts: OutboxCounts) => void): () => void {
      const own = (counts: OutboxCounts) => listener(counts)
      listeners.add(own)
      if (last !== null) own(last)
      return () => listeners.delete(own)
    },
  }
}
