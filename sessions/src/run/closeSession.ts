import type { SessionMeta } from '@solestream/processing/model'
import type { Store } from '@solestream/processing/storage'
import { analyzeInWorker } from './analyzeInWorker.ts'
import { storeAnalysis } from './storeAnalysis.ts'

/**
 * Computes a closed session again offline, from its journal, in a worker thread, and puts that in the place of the live result. Returns the
 * strides stored. Safe to repeat.
 */
export async function closeSession(options: {
  readonly meta: SessionMeta
  readonly file: string
  /** Session time of the newest sample; null: take it from the journal. */
  readonly duration_s: number | null
  readonly store: Store
}): Promise<number> {
  const { meta, file, store } = options
  const analysis = await analyzeInWorker({ file, open: { format: 'solestream' }, options: { mode: 'offline', task: 'walk' } })
  const strides = await storeAnalysis(store, meta.id, analysis)
  const duration_s = options.duration_s ?? analysis.lastSample_s
  await store.closeSession(meta.id, new Date(Date.parse(meta.started_utc) + 1000 * Math.max(0, duration_s)).toISOString())
  return strides
}
