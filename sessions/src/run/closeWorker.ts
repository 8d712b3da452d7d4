import { parentPort, workerData } from 'node:worker_threads'
import { openRecording } from '@solestream/ingest/recordings'
import { analyzeRecording } from '../analyze/analysis.ts'
import type { AnalysisAnswer, AnalysisAsked } from './analyzeInWorker.ts'

const tell = (answer: AnalysisAnswer): void => parentPort?.postMessage(answer)

// One recording, one answer, then the thread ends.
const { file, open, options } = workerData as AnalysisAsked
try {
  tell({ ok: true, analysis: await analyzeRecording(await openRecording(file, open), options) })
} catch (error) {
  tell({ ok: false, message: (error as Error).message })
}
