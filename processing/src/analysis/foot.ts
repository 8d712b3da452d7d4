import type { GaitEvent, InsoleDescription, Machine, Mode, SampleBlock, Side } from '../model/index.ts'
import { copyOf } from './copyOf.ts'
import { detectContacts, type DetectContacts, type ForceChunk } from './contacts/index.ts'
import { createForce, type FootForce } from './force/index.ts'
import { createOfflineRollOver, createRollOver, footParts, PartSums, type PartChunk, type RollOver } from './rollOver/index.ts'
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
  readonly contacts: ReturnType<DetectContacts>
  /** Null where the insole does not tell heel from forefoot. */
  readonly roll: { readonly sums: PartSums; readonly events: RollOver } | null
}

const NONE: readonly GaitEvent[] = []

/**
 * One foot: calibration, force, contacts, roll-over. Takes this foot's description and blocks; blocks before the description, with another number of
 * sensors, or not newer than what was seen (late, twice) are left out and counted: bad data is a value.
 */
export const createFoot = (side: Side, mode: Mode, detect: DetectContacts = detectContacts): Machine<GaitInput, FootChunk> =>
  foot(side, mode, detect, { algorithms: null, newest_s: -Infinity, lost: 0 })

interface State {
  algorithms: Algorithms | null
  newest_s: number
  /** Of empty blocks, for the next one. */
  lost: number
}

function foot(side: Side, mode: Mode, detect: DetectContacts, state: State): Machine<GaitInput, FootChunk> {
  /** One for all blocks: nothing is allocated for the detector. */
  const chunk: { -readonly [K in keyof ForceChunk]: ForceChunk[K] } = {
    n: 0,
    time_s: new Float64Array(0),
    force: new Float32Array(0),
    lostBefore: 0,
  }
  const parts: { -readonly [K in keyof PartChunk]: PartChunk[K] } = { ...chunk, heel: chunk.force, forefoot: chunk.force }

  function describe(insole: InsoleDescription): readonly FootChunk[] {
    if (state.algorithms !== null && sameInsole(state.algorithms.insole, insole)) return []
    const events = state.algorithms === null ? NONE : last(state.algorithms)
    state.algorithms = { insole, force: createForce(insole), contacts: detect(side, mode, insole), roll: rollOf(insole) }
    const before: readonly FootChunk[] =
      events.length > 0 ? [{ side, insole: null, force: null, events, lostBefore: 0, ignored: null }] : []
    return [...before, { side, insole, force: null, events: NONE, lostBefore: 0, ignored: null }]
  }

  function rollOf(insole: InsoleDescription): Algorithms['roll'] {
    const known = footParts(insole.layout, insole.sensors)
    if (typeof known === 'string') return null
    return { sums: new PartSums(insole, known), events: mode === 'online' ? createRollOver(side) : createOfflineRollOver(side) }
  }

  function last({ contacts, roll }: Algorithms): readonly GaitEvent[] {
    const events = contacts.end()
    return roll === null ? events : inOrder(events, roll.events.end(events))
  }

  function rollOver(
    { sums, events }: NonNullable<Algorithms['roll']>,
    block: SampleBlock,
    contacts: readonly GaitEvent[],
  ): readonly GaitEvent[] {
    const { heel, forefoot } = sums.add(block)
    parts.n = block.n
    parts.time_s = block.time_s
    parts.heel = heel
    parts.forefoot = forefoot
    parts.lostBefore = chunk.lostBefore
    return inOrder(contacts, events.push(parts, contacts))
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
      const { force: loads, contacts, roll } = state.algorithms!
      state.newest_s = input.time_s[input.n - 1]!
      const lostBefore = state.lost + input.lostBefore
      state.lost = 0
      const force = loads.push(input)[0]!
      chunk.n = input.n
      chunk.time_s = input.time_s
      chunk.force = force.force
      chunk.lostBefore = lostBefore
      let events = contacts.push(chunk)
      if (roll !== null) events = rollOver(roll, input, events)
      return [{ side, insole: null, force, events, lostBefore, ignored: null }]
    },
    end() {
      const events = state.algorithms === null ? NONE : last(state.algorithms)
      state.algorithms = null
      return events.length > 0 ? [{ side, insole: null, force: null, events, lostBefore: 0, ignored: null }] : []
    },
    fork: () => foot(side, mode, detect, copyOf(state)),
  }
}

/** Both lists in the order in which events became known, or without that in the order in which they happened; the first list goes first. */
function inOrder(first: readonly GaitEvent[], second: readonly GaitEvent[]): readonly GaitEvent[] {
  if (second.length === 0) return first
  if (first.length === 0) return second
  const key = (e: GaitEvent) => e.detected_s ?? e.time_s
  return [...first, ...second].sort((a, b) => key(a) - key(b))
}
