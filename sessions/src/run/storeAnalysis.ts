import { algorithmId, SIDES } from '@solestream/processing/model'
import type { ResultKey, Store } from '@solestream/processing/storage'
import type { Analysis } from '../analyze/analysis.ts'

export const resultKey = (session: string, { algorithm, mode }: Pick<Analysis, 'algorithm' | 'mode'>): ResultKey => ({
  session,
  algorithm: algorithmId(algorithm),
  mode,
})

/** Keeps a result and makes it the session's current one; other versions stay. Returns the strides stored. Safe to repeat. */
export async function storeAnalysis(store: Store, session: string, analysis: Analysis): Promise<number> {
  const key = resultKey(session, analysis)
  await store.describeResult(key, analysis.algorithm.settings)
  for (const side of SIDES) {
    const strides = analysis.strides.filter((s) => s.side === side)
    await store.replaceStretch(key, side, -Infinity, Infinity, strides)
  }
  const { summary, unavailable, quality, curves } = analysis
  await store.putSummary({ key, summary, unavailable, quality, curves })
  return analysis.strides.length
}
