import type { Recording, RecordingFacts, RecordingFormat } from '@solestream/ingest/recordings'
import { createGait, GAIT_ALGORITHM, insoleItem, type GaitResult } from '@solestream/processing/analysis'
import type { Algorithm, InsoleDescription, Mode, Task } from '@solestream/processing/model'

/** One recording through the gait algorithms. Plain data: it crosses threads. */
export interface Analysis extends GaitResult {
  readonly algorithm: Algorithm
  readonly mode: Mode
  readonly task: Task
  readonly format: RecordingFormat
  readonly insoles: readonly InsoleDescription[]
  readonly facts: RecordingFacts | null
  readonly warnings: readonly string[]
  /** Session time of the newest sample. */
  readonly lastSample_s: number
}

/** Rejects with a RecordingFault at the first thing in the file that can't be read; nothing of such a file counts. */
export async function analyzeRecording(recording: Recording, options: { readonly mode: Mode; readonly task: Task }): Promise<Analysis> {
  const gait = createGait(options)
  let lastSample_s = 0
  for (const insole of recording.insoles) gait.push(insoleItem(insole))
  for await (const block of recording.blocks()) {
    gait.push(block)
    lastSample_s = Math.max(lastSample_s, block.time_s[block.n - 1] ?? 0)
  }
  gait.end()
  const facts = recording.facts()
  const result = gait.result()
  return {
    ...result,
    // The clocks are known to those who assembled the samples.
    quality: { ...result.quality, clockError_ms: facts?.clockError_ms ?? null },
    ...options,
    algorithm: GAIT_ALGORITHM(options.mode),
    format: recording.format,
    insoles: recording.insoles,
    facts,
    warnings: recording.warnings,
    lastSample_s,
  }
}
