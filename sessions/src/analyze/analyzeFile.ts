import { openRecording, type OpenOptions } from '@solestream/ingest/recordings'
import { analyzeRecording, type Analysis, type AnalyzeOptions } from './analysis.ts'

/** One recording, no store. Rejects with a RecordingFault. */
export async function analyzeFile(
  file: string,
  { mode, task, bodyWeight_N, beltSpeed_m_s, stanceWidth_mm, ...open }: OpenOptions & AnalyzeOptions,
): Promise<Analysis> {
  const inputs = {
    ...(bodyWeight_N !== undefined && { bodyWeight_N }),
    ...(beltSpeed_m_s !== undefined && { beltSpeed_m_s }),
    ...(stanceWidth_mm !== undefined && { stanceWidth_mm }),
  }
  return analyzeRecording(await openRecording(file, open), { mode, task, ...inputs })
}
