import type { Stride } from '@solestream/processing/model'
import type { ResultKey, Store } from '@solestream/processing/storage'
import type { ReplacedStretch } from './replacedStretch.ts'

const FIRST_RETRY_MS = 250
const LONGEST_RETRY_MS = 10_000

/**
 * Writes live strides in order, one batch at a time; what a fault of the store holds up waits here and is tried again.
 * Nothing is lost meanwhile: the journal has the samples, and the close computes all strides again.
 */
export interface StrideWriter {
  add(stride: Stride): void
  /** Strides in place of others that were added. */
  replace(stretch: ReplacedStretch): void
  /** Strides that are in the store. */
  readonly stored: number
  /** The last fault, while it lasts. */
  readonly fault: string | null
  /** Resolves when all is written, or at once after a fault. */
  finish(): Promise<void>
}

type Work = { readonly type: 'strides'; readonly strides: Stride[] } | ReplacedStretch

export function createStrideWriter(store: Store, key: ResultKey): StrideWriter {
  const waiting: Work[] = []
  let stored = 0
  let fault: string | null = null
  let retry_ms = FIRST_RETRY_MS
  let writing: Promise<void> | null = null
  let timer: NodeJS.Timeout | null = null
  let finished = false

  const store_ = async (work: Work): Promise<void> => {
    if (work.type === 'strides') {
      await store.putStrides(key, work.strides)
      stored += work.strides.length
    } else {
      const { side, from_s, to_s, strides, before } = work
      await store.replaceStretch(key, side, from_s, to_s, strides)
      stored += strides.length - before.length
    }
  }
  const write = async (): Promise<void> => {
    for (let work = waiting.shift(); work !== undefined; work = waiting.shift()) {
      try {
        await store_(work)
        fault = null
        retry_ms = FIRST_RETRY_MS
      } catch (error) {
        waiting.unshift(work)
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
      const last = waiting.at(-1)
      if (last?.type === 'strides') last.strides.push(stride)
      else waiting.push({ type: 'strides', strides: [stride] })
      if (timer === null) kick()
    },
    replace(stretch) {
      waiting.push(stretch)
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
