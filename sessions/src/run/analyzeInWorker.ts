import type { OpenOptions } from '@solestream/ingest/recordings'
import { startThread } from '@solestream/processing/storage/thread'
import type { Analysis, AnalyzeOptions } from '../analyze/analysis.ts'

export interface AnalysisAsked {
  readonly file: string
  readonly open: OpenOptions
  readonly options: AnalyzeOptions
}
export type AnalysisAnswer = { readonly ok: true; readonly analysis: Analysis } | { readonly ok: false; readonly message: string }

/** Computes a recording in a thread of its own: the one that receives notifications is not held up. Rejects with an Error in plain words. */
export function analyzeInWorker(asked: AnalysisAsked): Promise<Analysis> {
  return new Promise((resolve, reject) => {
    const worker = startThread(new URL('./closeWorker.ts', import.meta.url), asked)
    worker.once('message', (answer: AnalysisAnswer) => (answer.ok ? resolve(answer.analysis) : reject(new Error(answer.message))))
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the worker that computes the session again ended (code ${code})`)))
  })
}
