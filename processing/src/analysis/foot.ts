import type { GaitEvent, InsoleDescription, Machine, Mode, SampleBlock, Side } from '../model/index.ts'
import { copyOf } from './copyOf.ts'
import { createContactDetector, createOfflineContactDetector, type ForceChunk } from './contacts/index.ts'
import { createForce, type FootForce } from './force/index.ts'
import { describes, sameInsole, type GaitInput } from './gaitInput.ts'

/** What one foot alone gives for one input. */
export interface FootChunk {
  readonly side: Side
  /** Set when the insole was described, for the first time or anew: the foot's algorithms start afresh. */
  readonly insole: InsoleDescription | null
  readonly force: FootForce | null
  readonly events: readonly GaitEvent[]
  /** Samples lost just before this chunk. */
  readonly lostBefore: number
  /** Samples that were not used, and why. */
  readonly ignored: { readonly samples: number; readonly why: 'not-described' | 'other-sensors' | 'late' } | null
}

interface Algorithms {
  readonly insole: InsoleDescription
  readonly force: ReturnType<typeof createForce>
  readonly contacts: ReturnType<typeof createContactDetector>
}

const NONE: readonly GaitEvent[] = []

/**
 * One foot: calibration, force, contacts. Takes this foot's description and blocks; blocks before the description, with another number of
 * sensors, or not newer than what was seen (late, twice) are left out and counted: bad data is a value.
 */
export const createFoot = (side: Side, mode: Mode): Machine<GaitInput, FootChunk> =>
  foot(side, mode, { algorithms: null, newest_s: -Infinity, lost: 0 })

interface State {
  algorithms: Algorithms | null
  newest_s: number
  /** Of empty blocks, for the next one. */
  lost: number
}

function foot(side: Side, mode: Mode, state: State): Machine<GaitInput, FootChunk> {
  /** One for all blocks: nothing is allocated for the detector. */
  const chunk: { -readonly [K in keyof ForceChunk]: ForceChunk[K] } = {
    n: 0,
    time_s: new Float64Array(0),
    force: new Float32Array(0),
    lostBefore: 0,
  }

  function describe(insole: InsoleDescription): readonly FootChunk[] {
    if (state.algorithms !== null && sameInsole(state.algorithms.insole, insole)) return []
    const events = state.algorithms?.contacts.end() ?? NONE
    const contacts = mode === 'online' ? createContactDetector(side) : createOfflineContactDetector(side)
    state.algorithms = { insole, force: createForce(insole), contacts }
    const last: readonly FootChunk[] = events.length > 0 ? [{ side, insole: null, force: null, events, lostBefore: 0, ignored: null }] : []
    return [...last, { side, insole, force: null, events: NONE, lostBefore: 0, ignored: null }]
  }

  function refusal(block: SampleBlock): 'not-described' | 'other-sensors' | 'late' | null {
    if (state.algorithms === null) return 'not-described'
    if (block.sensors !== state.algorithms.insole.sensors) return 'other-sensors'
    return block.time_s[0]! > state.newest_s ? null : 'late'
  }

  return {
    push(input) {
      if (describes(input)) return describe(input.insole)
      if (input.n === 0) {
        state.lost += input.lostBefore
        return []
      }
      const why = refusal(input)
      if (why !== null) return [{ side, insole: null, force: null, events: NONE, lostBefore: 0, ignored: { samples: input.n, why } }]
      const { force: loads, contacts } = state.algorithms!
      state.newest_s = input.time_s[input.n - 1]!
      const lostBefore = state.lost + input.lostBefore
      state.lost = 0
      const force = loads.push(input)[0]!
      chunk.n = input.n
      chunk.time_s = input.time_s
      chunk.force = force.force
      chunk.lostBefore = lostBefore
      const events = contacts.push(chunk)
      return [{ side, insole: null, force, events, lostBefore, ignored: null }]
    },
    end() {
      const events = state.algorithms?.contacts.end() ?? NONE
      state.algorithms = null
      return events.length > 0 ? [{ side, insole: null, force: null, events, lostBefore: 0, ignored: null }] : []
    },
    fork: () => foot(side, mode, copyOf(state)),
  }
}
