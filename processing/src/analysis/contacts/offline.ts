import type { GaitEvent, Machine, Side } from '@solestream/processing/model'
import { copyOf } from '../copyOf.ts'
import { withoutBumps } from './bumps.ts'
import { ContactCore } from './core.ts'
import { Follower } from './follower.ts'
import { History } from './history.ts'
import { Intake } from './intake.ts'
import { RecordedLevels, SettledLevels } from './settledLevels.ts'
import { CONTACT_SETTINGS } from './settings.ts'
import type { ContactSettings } from './settings.ts'
import type { ForceChunk } from './types.ts'

const FIRST_CAPACITY = 16384
/** Events settle the levels; without one for this long, time does. */
const SILENCE_S = 1

/**
 * @algorithm Contacts, of a whole recording
 *
 * Initial contact and toe-off of one foot, from the whole recording: all events come from `end()`, without `detected_s`.
 *
 * The knees and states are those of `createContactDetector`. It goes through the recording twice: first to learn floor, peak and noise, then
 * with the medians of the 5 swings and stances around each moment, from the first sample on. A contact counts once it has lasted 70 ms; a
 * scuff (below 0.6 R, shorter than 0.35 of the usual stance) is left out.
 *
 * Accuracy, measured as there: found 99.93 %, extra 0.04 %, contact 1.9 ms, toe-off 2.4 ms, stride 2.4 ms, stance 5.0 ms, stride-time CV 0.05
 * points; on gaitpdb found 99.93 %, extra 0.00 %, contact 5.4 ms, toe-off 6.4 ms. It keeps 17 bytes a sample.
 */
export function createOfflineContactDetector(side: Side, settings: Partial<ContactSettings> = {}): Machine<ForceChunk, GaitEvent> {
  return detector(side, { ...CONTACT_SETTINGS, ...settings }, { intake: new Intake(new History(FIRST_CAPACITY)), ended: false })
}

function detector(side: Side, all: ContactSettings, state: { readonly intake: Intake; ended: boolean }): Machine<ForceChunk, GaitEvent> {
  const { intake } = state
  const { history } = intake
  return {
    push(chunk) {
      intake.begin(chunk)
      for (let i = 0; i < chunk.n; i++) {
        if (history.count > history.mask) history.grow()
        intake.take(chunk, i)
      }
      return []
    },
    end() {
      if (state.ended) return []
      state.ended = true
      const recorded = new RecordedLevels(all.memory)
      const first = new Follower(side, history, recorded, all, true)
      for (let i = 0; i < history.count; i++) first.step(i)
      first.core.end()
      if (!recorded.known) return []
      const levels = new SettledLevels(recorded, all.memory)
      const core = new ContactCore(side, history, levels, all, true)
      core.begin(0)
      let settled_s = 0
      for (let i = 1; i < history.count; i++) {
        core.step(i)
        const t = history.t(i)
        if (t - core.lastEvent_s > SILENCE_S && t - settled_s > SILENCE_S) {
          levels.settle(i)
          settled_s = t
        }
      }
      core.end()
      return withoutBumps(core.out, history, levels).map(({ detected_s: _, ...event }) => event)
    },
    fork: () => detector(side, all, copyOf(state)),
  }
}
