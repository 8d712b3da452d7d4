import { algorithmId, SIDES, type SessionMeta } from '@solestream/processing/model'
import type { ResultKey, Store } from '@solestream/processing/storage'
import { startThread } from '@solestream/processing/storage/thread'
import type { Analysis } from '../analyze/analysis.ts'

/**
 * Computes a closed session again offline, from its journal, in a worker thread (the thread that receives notifications is not held up),
 * and puts that in the place of the live result. Returns the strides stored. Safe to repeat.
 */
export async function closeSession(options: {
  readonly meta: SessionMeta
  readonly file: string
  /** Session time of the newest sample; null: take it from the journal. */
  readonly duration_s: number | null
  readonly store: Store
}): Promise<number> {
  const { meta, file, store } = options
  const analysis = await analyzeInWorker(file)
  const key: ResultKey = { session: meta.id, algorithm: algorithmId(analysis.algorithm), mode: 'offline' }
  await store.describeResult(key, analysis.algorithm.settings)
  for (const side of SIDES)
    await store.replaceStretch(
      key,
      side,
      -Infinity,
      Infinity,
      analysis.strides.filter((s) => s.side === side),
    )
  const { summary, unavailable, quality, curves } = analysis
  await store.putSummary({ key, summary, unavailable, quality, curves })
  const duration_s = options.duration_s ?? analysis.lastSample_s
  await store.closeSession(meta.id, new Date(Date.parse(meta.started_utc) + 1000 * Math.max(0, duration_s)).toISOString())
  return analysis.strides.length
}

function analyzeInWorker(file: string): Promise<Analysis> {
  return new Promise((resolve, reject) => {
    const worker = startThread(new URL('./closeWorker.ts', import.meta.url), { file })
    worker.once('message', (answer: { ok: true; analysis: Analysis } | { ok: false; message: string }) =>
      answer.ok ? resolve(answer.analysis) : reject(new Error(answer.message)),
    )
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the worker that computes the session again ended (code ${code})`)))
  })
}
