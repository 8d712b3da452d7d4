import type { Stride } from '@solestream/processing/model'
import type { ResultKey, Store } from '@solestream/processing/storage'

const FIRST_RETRY_MS = 250
const LONGEST_RETRY_MS = 10_000

/**
 * Writes live strides in order, one batch at a time; what a fault of the store holds up waits here and is tried again.
 * Nothing is lost meanwhile: the journal has the samples, and the close computes all strides again.
 */
export interface StrideWriter {
  add(stride: Stride): void
  /** Strides that are in the store. */
  readonly stored: number
  /** The last fault, while it lasts. */
  readonly fault: string | null
  /** Resolves when all is written, or at once after a fault. */
  finish(): Promise<void>
}

export function createStrideWriter(store: Store, key: ResultKey): StrideWriter {
  let waiting: Stride[] = []
  let stored = 0
  let fault: string | null = null
  let retry_ms = FIRST_RETRY_MS
  let writing: Promise<void> | null = null
  let timer: NodeJS.Timeout | null = null
  let finished = false

  const write = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      try {
        await store.putStrides(key, batch)
        stored += batch.length
        fault = null
        retry_ms = FIRST_RETRY_MS
      } catch (error) {
        waiting = [...batch, ...waiting]
        fault = (error as Error).message
        if (finished) return
        timer = setTimeout(kick, retry_ms)
        retry_ms = Math.min(2 * retry_ms, LONGEST_RETRY_MS)
        return
      }
    }
  }
  const kick = (): void => {
    timer = null
    writing ??= write().finally(() => {
      writing = null
    })
  }
  return {
    add(stride) {
      waiting.push(stride)
      if (timer === null) kick()
    },
    get stored() {
      return stored
    },
    get fault() {
      return fault
    },
    async finish() {
      finished = true
      if (timer !== null) clearTimeout(timer)
      timer = null
      while (waiting.length > 0 || writing !== null) {
        kick()
        await writing
        if (fault !== null) return
      }
    },
  }
}
