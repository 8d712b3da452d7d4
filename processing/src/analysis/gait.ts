import type { GaitEvent, GraphOutput, InsoleDescription, Machine, Mode, Task, WalkOptions } from '../model/index.ts'
import type { FootChunk } from './foot.ts'
import { insoleItem, sideOf, type GaitInput } from './gaitInput.ts'
import { createStages, type Stages } from './stages.ts'
import type { WalkResult } from './walk.ts'

export interface GaitOptions extends WalkOptions {
  /** Insoles known from the start; others are described in the stream (see GaitInput). */
  readonly insoles?: readonly InsoleDescription[]
  readonly mode: Mode
  /** Default walk. */
  readonly task?: Task
  /** name@version, one of GAIT_ALGORITHM_IDS; default the current one. Another one throws UnknownAlgorithm. */
  readonly algorithm?: string | undefined
}

export interface GaitResult extends WalkResult {
  readonly events: readonly GaitEvent[]
}

export interface Gait extends Machine<GaitInput, GraphOutput> {
  /** Everything so far; complete after end(). Events and strides in order of time. */
  result(): GaitResult
  fork(): Gait
}

/**
 * From samples of one or two insoles to force, events, strides, summary and quality: the whole of processing without RxJS.
 * Online: causal, a force block for each block in, events and strides as soon as they are sure. Offline: force blocks at once, all else at
 * end(). Force blocks are used again with the next block.
 */
export function createGait({ insoles = [], mode, task, algorithm, ...inputs }: GaitOptions): Gait {
  const gait = gaitOf(createStages(mode, task, inputs, algorithm), [])
  for (const insole of insoles) gait.push(insoleItem(insole))
  return gait
}

const NONE: readonly GraphOutput[] = []

function gaitOf(stages: Stages, events: GaitEvent[]): Gait {
  const { walk } = stages

  function through(chunks: readonly FootChunk[]): readonly GraphOutput[] {
    if (chunks.length === 0) return NONE
    for (const chunk of chunks) for (const event of chunk.events) events.push(event)
    return chunks.length === 1 ? walk.push(chunks[0]!) : chunks.flatMap((chunk) => walk.push(chunk))
  }

  return {
    push: (input) => through(stages[sideOf(input)].push(input)),
    end: () => [...through(stages.left.end()), ...through(stages.right.end()), ...walk.end()],
    result: () => {
      const { strides, ...rest } = walk.result()
      return { events: events.toSorted((a, b) => a.time_s - b.time_s), strides: strides.toSorted((a, b) => a.start_s - b.start_s), ...rest }
    },
    fork: () => gaitOf(stages.fork(), events.slice()),
  }
}
