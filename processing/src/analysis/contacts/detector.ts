import type { GaitEvent, Machine, Side } from '@solestream/processing/model'
import { ACQUIRE_WINDOW_S } from './acquire.ts'
import { Follower } from './follower.ts'
import { History } from './history.ts'
import { Intake } from './intake.ts'
import { Levels } from './levels.ts'
import { CONTACT_SETTINGS } from './settings.ts'
import type { ContactSettings } from './settings.ts'
import type { ForceChunk } from './types.ts'

const NONE: readonly GaitEvent[] = []
/** Samples that are kept; more when they are so dense that they span less time than this. */
const REMEMBERED = 2048
const MOST_REMEMBERED = 16384
const REMEMBERED_S = ACQUIRE_WINDOW_S + 1

/** Causal detector of one foot. */
export function createContactDetector(side: Side, settings: Partial<ContactSettings> = {}): Machine<ForceChunk, GaitEvent> {
  const all = { ...CONTACT_SETTINGS, ...settings }
  const intake = new Intake(new History(REMEMBERED))
  const { history } = intake
  const follower = new Follower(side, history, new Levels(all.memory), all, false)
  const { out } = follower.core
  return {
    push(chunk) {
      intake.begin(chunk)
      for (let i = 0; i < chunk.n; i++) {
        if (history.count === history.mask + 1 && history.count < MOST_REMEMBERED && history.span_s < REMEMBERED_S) history.grow()
        if (intake.take(chunk, i)) follower.step(history.count - 1)
      }
      return out.length === 0 ? NONE : out.splice(0)
    },
    end() {
      follower.core.end()
      return out.splice(0)
    },
  }
}
