import type { Recording, RecordingFacts, RecordingFormat } from '@solestream/ingest/recordings'
import { createGait, GAIT_ALGORITHM, insoleItem, type GaitResult } from '@solestream/processing/analysis'
import type { Algorithm, InsoleDescription, Mode, Task, WalkInputs } from '@solestream/processing/model'

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

export interface AnalyzeOptions extends WalkInputs {
  readonly mode: Mode
  readonly task: Task
}

/** Rejects with a RecordingFault at the first thing in the file that can't be read; nothing of such a file counts. */
export async function analyzeRecording(recording: Recording, options: AnalyzeOptions): Promise<Analysis> {
  const gait = createGait({ ...options, wholeRecording: true })
  let lastSample_s = 0
  for (const insole of recording.insoles) gait.push(insoleItem(insole))
  for await (const block of recording.blocks()) {
    gait.push(block)
    lastSample_s = Math.max(lastSample_s, block.time_s[block.n - 1] ?? 0)
  }
  gait.end()
  return {
    ...gait.result(),
    mode: options.mode,
    task: options.task,
    algorithm: GAIT_ALGORITHM(options.mode),
    format: recording.format,
    insoles: recording.insoles,
    facts: recording.facts(),
    warnings: recording.warnings,
    lastSample_s,
  }
}
