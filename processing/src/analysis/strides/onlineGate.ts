import type { ExclusionReason, Machine, Side, Stride, Task } from '../../model/index.ts'
import { copyOf } from '../copyOf.ts'
import type { StrideDraft } from './draft.ts'
import { firstGates } from './firstGates.ts'
import { USUAL } from './limits.ts'
import { finish } from './finish.ts'
import { UsualStride } from './usualStride.ts'

interface FootState {
  readonly usual: UsualStride
  /** The next stride is the first one of a walk: after the start, or after a stop. */
  first: boolean
  /** Unusual strides in a row. */
  run: StrideDraft[]
}

/**
 * Causal gates: each foot against its own past. Of a turn the first stride can only be called an outlier (nothing says yet that another one
 * follows), and only the neighbour after it is known; the last stride of a walk is not.
 */
export const createOnlineGate = (task: Task): Machine<StrideDraft, Stride> => onlineGate(task, {})

function onlineGate(task: Task, feet: { [S in Side]?: FootState }): Machine<StrideDraft, Stride> {
  function judge(foot: FootState, stride: StrideDraft): ExclusionReason | null {
    const reason = firstGates(stride, foot.usual.median_s, foot.usual.n, task)
    if (reason !== null) {
      if (reason === 'pause') foot.first = true
      if (reason !== 'gap') foot.run = []
      return reason
    }
    if (foot.first) {
      foot.first = false
      return 'first-or-last'
    }
    if (stride.belt?.changes) {
      foot.usual.forget()
      foot.run = []
      return 'speed-change'
    }
    const direction = foot.usual.compare(stride)
    foot.usual.add(stride)
    if (direction !== 0) {
      foot.run.push(stride)
      if (foot.run.length >= USUAL.newSpeedFrom) {
        foot.usual.forget()
        for (const s of foot.run) foot.usual.add(s)
        foot.run = []
        return 'speed-change'
      }
      return foot.run.length > 1 ? 'turn' : 'outlier'
    }
    const afterTurn = foot.run.length > 1
    foot.run = []
    return afterTurn ? 'neighbour-of-turn' : null
  }

  return {
    push(stride) {
      const foot = (feet[stride.side] ??= { usual: new UsualStride(), first: true, run: [] })
      return [finish(stride, judge(foot, stride))]
    },
    end: () => [],
    fork: () => onlineGate(task, copyOf(feet)),
  }
}
