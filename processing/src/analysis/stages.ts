import type { Machine, Mode, Task, WalkInputs } from '../model/index.ts'
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

export const createStages = (mode: Mode, task: Task = 'walk', inputs: WalkInputs = {}): Stages =>
  stages({ left: createFoot('left', mode), right: createFoot('right', mode), walk: createWalk(mode, task, inputs) })

const stages = ({ left, right, walk }: Omit<Stages, 'fork'>): Stages => ({
  left,
  right,
  walk,
  fork: () => stages({ left: left.fork(), right: right.fork(), walk: walk.fork() }),
})
