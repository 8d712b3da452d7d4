import type { Machine, Mode, Side, Task, WalkOptions } from '../model/index.ts'
import { gaitVersion } from './algorithms.ts'
import { createFoot, type FootChunk } from './foot.ts'
import type { GaitInput } from './gaitInput.ts'
import { createWalk, type Walk } from './walk.ts'

/** The machines that the graph is made of: each foot's own, and the one where both meet. */
export interface Stages {
  readonly left: Machine<GaitInput, FootChunk>
  readonly right: Machine<GaitInput, FootChunk>
  readonly walk: Walk
  /** All of them as they are now, to be run again from here: a checkpoint of the graph. */
  fork(): Stages
}

/** `algorithm`: name@version, one of GAIT_ALGORITHM_IDS; the current one without. Throws UnknownAlgorithm. */
export function createStages(mode: Mode, task: Task = 'walk', inputs: WalkOptions = {}, algorithm?: string): Stages {
  const { detectContacts, cannot } = gaitVersion(algorithm)
  const foot = (side: Side) => createFoot(side, mode, detectContacts)
  return stages({ left: foot('left'), right: foot('right'), walk: createWalk(mode, task, inputs, cannot) })
}

const stages = ({ left, right, walk }: Omit<Stages, 'fork'>): Stages => ({
  left,
  right,
  walk,
  fork: () => stages({ left: left.fork(), right: right.fork(), walk: walk.fork() }),
})
