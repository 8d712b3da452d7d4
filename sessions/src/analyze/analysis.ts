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
import type { Algorithm, InsoleDescription, Mode, Quality, Task } from '@solestream/processing/model'
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
      ...factsOf(recording, trial.quality, notes),
      mode,
      task,
      algorithm: BALANCE_ALGORITHM,
      events: [],
      strides: [],
      curves: { force: {}, gaitLine: {} },
      balance: { duration_s },
    }
  }
  // Filled while the blocks are read. A speed that was typed for the whole recording goes before it.
  const belt = options.beltSpeed_m_s === undefined && recording.belt ? { belt: recording.belt } : {}
  const gait = createGait({ ...options, ...belt, task, wholeRecording: true })
  let lastSample_s = 0
  for (const insole of recording.insoles) gait.push(insoleItem(insole))
  for await (const block of recording.blocks()) {
    gait.push(block)
    lastSample_s = Math.max(lastSample_s, block.time_s[block.n - 1] ?? 0)
  }
  gait.end()
  const result = gait.result()
  return {
    ...result,
    ...factsOf(recording, result.quality),
    mode,
    task,
    algorithm: GAIT_ALGORITHM(mode, { ...inputs, ...(recording.belt?.length ? belt : {}) }),
    lastSample_s,
    balance: null,
  }
}

/** Complete once the blocks were read. The clocks are known to those who assembled the samples. */
const factsOf = (recording: Recording, quality: Quality, notes: readonly string[] = []) => {
  const facts = recording.facts()
  return {
    format: recording.format,
    insoles: recording.insoles,
    facts,
    quality: { ...quality, clockError_ms: facts?.clockError_ms ?? null },
    warnings: [...recording.warnings, ...notes],
  }
}
