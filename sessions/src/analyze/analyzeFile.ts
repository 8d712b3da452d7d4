import { openRecording, type OpenOptions } from '@solestream/ingest/recordings'
import { analyzeRecording, type AnalyzeOptions, type Analysis } from './analysis.ts'

/** One recording, no store. Rejects with a RecordingFault, or an UnknownAlgorithm. */
export async function analyzeFile(file: string, options: OpenOptions & AnalyzeOptions): Promise<Analysis> {
  const { mode, task, algorithm, beltSpeed_m_s, bodyWeight_N, ...open } = options
  const inputs = { ...(beltSpeed_m_s !== undefined && { beltSpeed_m_s }), ...(bodyWeight_N !== undefined && { bodyWeight_N }) }
  return analyzeRecording(await openRecording(file, open), { mode, task, algorithm, ...inputs })
}
