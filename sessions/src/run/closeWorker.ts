import { parentPort, workerData } from 'node:worker_threads'
import { openRecording } from '@solestream/ingest/recordings'
import { analyzeRecording } from '../analyze/analysis.ts'

// One journal, one answer, then the thread ends.
const { file } = workerData as { file: string }
try {
  const recording = await openRecording(file, { format: 'solestream' })
  parentPort?.postMessage({ ok: true, analysis: await analyzeRecording(recording, { mode: 'offline', task: 'walk' }) })
} catch (error) {
  parentPort?.postMessage({ ok: false, message: (error as Error).message })
}
