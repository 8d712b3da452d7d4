import { ConfigurationFault } from '@solestream/ingest'
import type { Recording, RecordingFacts, RecordingFormat } from '@solestream/ingest/recordings'
import {
  BALANCE_ALGORITHM,
  createGait,
  GAIT_ALGORITHM,
  insoleItem,
  type GaitOptions,
  type GaitResult,
} from '@solestream/processing/analysis'
import type { Algorithm, InsoleDescription, Mode, Task } from '@solestream/processing/model'
import { analyzeBalance } from './balance.ts'

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
  /** Of a standing trial: how much of it was used. Its figures are in the summary. */
  readonly balance: { readonly duration_s: number } | null
}

/** How a recording is analyzed, and what is known of it beside the samples. Task: default balance for a recorded centre of pressure, else walk. */
export type AnalyzeOptions = Omit<GaitOptions, 'insoles' | 'wholeRecording'>

/**
 * Rejects with a RecordingFault at the first thing in the file that can't be read (nothing of such a file counts), and with a
 * ConfigurationFault where the task can't be had of this recording.
 */
export async function analyzeRecording(recording: Recording, { task: asked, ...options }: AnalyzeOptions): Promise<Analysis> {
  const cop = recording.cop() !== null
  const task = asked ?? (cop ? 'balance' : 'walk')
  if (cop && task !== 'balance')
    throw new ConfigurationFault(
      `${recording.file} has the centre of pressure only: no strides can be had of it.`,
      'Leave out --task, or give --task balance.',
    )
  const { mode, ...inputs } = options
  if (task === 'balance') {
    const { duration_s, notes, ...trial } = analyzeBalance(recording, options)
    return {
      ...trial,
      ...factsOf(recording, notes),
      mode,
      task,
      algorithm: BALANCE_ALGORITHM,
      events: [],
      strides: [],
      curves: { force: {}, gaitLine: {} },
      balance: { duration_s },
    }
  }
  const gait = createGait({ ...options, task, wholeRecording: true })
  let lastSample_s = 0
  for (const insole of recording.insoles) gait.push(insoleItem(insole))
  for await (const block of recording.blocks()) {
    gait.push(block)
    lastSample_s = Math.max(lastSample_s, block.time_s[block.n - 1] ?? 0)
  }
  gait.end()
  return { ...gait.result(), ...factsOf(recording), mode, task, algorithm: GAIT_ALGORITHM(mode, inputs), lastSample_s, balance: null }
}

/** Complete once the blocks were read. */
const factsOf = (recording: Recording, notes: readonly string[] = []) => ({
  format: recording.format,
  insoles: recording.insoles,
  facts: recording.facts(),
  warnings: [...recording.warnings, ...notes],
})
