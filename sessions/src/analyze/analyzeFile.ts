import { openRecording, type OpenOptions } from '@solestream/ingest/recordings'
import { analyzeRecording, type Analysis, type AnalyzeOptions } from './analysis.ts'

/** One recording, no store. Rejects with a RecordingFault, an UnknownAlgorithm, or a ConfigurationFault where the options don't suit it. */
export async function analyzeFile(
  file: string,
  { format, layout, unit, side, ...options }: OpenOptions & AnalyzeOptions,
): Promise<Analysis> {
  return analyzeRecording(await openRecording(file, defined({ format, layout, unit, side })), options)
}

/** Without what was not given. */
const defined = (options: { readonly [O in keyof OpenOptions]: OpenOptions[O] | undefined }): OpenOptions =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
