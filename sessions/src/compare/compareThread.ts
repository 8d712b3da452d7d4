import { parentPort, workerData } from 'node:worker_threads'
import { compareSessions } from '@solestream/processing/analysis'
import { comparisonDocument } from './document.ts'
import type { CompareAnswer, CompareWork } from './storedComparison.ts'

// One comparison, one answer, then the thread ends.
const say = (answer: CompareAnswer): void => parentPort?.postMessage(answer)
try {
  const { a, b, baselines, version } = workerData as CompareWork
  say({ ok: true, document: comparisonDocument(a, b, baselines, compareSessions(a, b, baselines), version) })
} catch (error) {
  say({ ok: false, message: (error as Error).stack ?? String(error) })
}
