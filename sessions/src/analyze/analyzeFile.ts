import { openRecording, type OpenOptions } from '@solestream/ingest/recordings'
import type { Mode, Task } from '@solestream/processing/model'
import { analyzeRecording, type Analysis } from './analysis.ts'

/** One recording, no store. Rejects with a RecordingFault. */
export async function analyzeFile(file: string, options: OpenOptions & { readonly mode: Mode; readonly task: Task }): Promise<Analysis> {
  const { mode, task, ...open } = options
  return analyzeRecording(await openRecording(file, open), { mode, task })
}
