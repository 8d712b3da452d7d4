import type { GaitEvent, Side } from '../../model/index.ts'
import { copyOf } from '../copyOf.ts'
import { PartSamples, type PartChunk } from './samples.ts'
import { ROLL_OVER_SETTINGS, type RollOverSettings } from './settings.ts'
import { StanceFollower } from './stance.ts'

/** Foot flat and heel off of one foot. Not a plain machine: contacts and toe-offs of the same samples are an input of their own. */
export interface RollOver {
  /** `contacts`: events of the contact detector that became known with these samples, as it gave them. */
  push(chunk: PartChunk, contacts: readonly GaitEvent[]): readonly GaitEvent[]
  /** `contacts`: those that became known at the end. */
  end(contacts: readonly GaitEvent[]): readonly GaitEvent[]
  fork(): RollOver
}

const NONE: readonly GaitEvent[] = []
/** Samples that are kept; more when they are so dense that they span less time than this: as the contact detector does, which looks so far back. */
const REMEMBERED = 2048
const MOST_REMEMBERED = 16384
const REMEMBERED_S = 12

interface State {
  readonly samples: PartSamples
  readonly stance: StanceFollower
  /** Contacts and toe-offs that the samples have not reached. */
  readonly due: GaitEvent[]
}

export function createRollOver(side: Side, settings: Partial<RollOverSettings> = {}): RollOver {
  const samples = new PartSamples(REMEMBERED)
  return rollOver({ samples, stance: new StanceFollower(side, samples, { ...ROLL_OVER_SETTINGS, ...settings }), due: [] })
}

function rollOver(state: State): RollOver {
  const { samples, stance, due } = state
  const { out } = stance
  const { heel } = samples

  function apply(until_s: number): void {
    while (due.length > 0 && due[0]!.detected_s! <= until_s) {
      const event = due.shift()!
      if (event.kind === 'toe-off') {
        stance.toeOff(event.time_s)
        continue
      }
      stance.contact(event.time_s)
      // told late: the toe-off may be known already
      const next = due[0]
      if (next === undefined || next.detected_s! > until_s) stance.follow(heel.count - 1)
    }
  }

  return {
    push(chunk, contacts) {
      for (const event of contacts) due.push(event)
      samples.begin(chunk)
      for (let i = 0; i < chunk.n; i++) {
        if (heel.count === heel.mask + 1 && heel.count < MOST_REMEMBERED && heel.span_s < REMEMBERED_S) samples.grow()
        if (!samples.take(chunk, i)) continue
        if (stance.open) stance.follow(heel.count - 1)
        if (due.length > 0) apply(chunk.time_s[i]!)
      }
      return out.length === 0 ? NONE : out.splice(0)
    },
    end(contacts) {
      for (const event of contacts) due.push(event)
      apply(Infinity)
      return out.splice(0)
    },
    fork: () => rollOver(copyOf(state)),
  }
}
