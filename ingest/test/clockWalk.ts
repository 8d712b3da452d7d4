import { createAssembler } from '@solestream/ingest'
import type { IngestRecord } from '@solestream/ingest'
import type { SampleBlock, Side } from '@solestream/processing/model'
import { SIDES } from '@solestream/processing/model'
import { infoOf, insoleRecord, packetOf, packetRecord } from './assembleParts.ts'
import { exchangeInstants, hostReads, modelledInsole, seeded } from './clockModel.ts'
import type { HostStep } from './clockModel.ts'

/** Packets of two samples, two a second: their number does not matter to the clock, their delays do. */
const EVERY_S = 0.5
/** Exchanges begin so long before samples, as a host does while it prepares an insole. */
const AHEAD_S = 5

/** One walk through the assembler: what happens in it. All else (rates to +-50 ppm, phases, first ticks, delays) follows from the seed. */
export interface ClockWalk {
  readonly mode: 'live' | 'final'
  readonly interval_s: number
  readonly seed: number
  /** Boots of each insole, in true time: [from, until]. */
  readonly boots: { readonly [S in Side]: readonly (readonly [number, number])[] }
  readonly wander_ppm?: number
  readonly hostSteps?: readonly HostStep[]
  /** Each insole's tick wraps within its first boot. */
  readonly wrap?: boolean
}

/** One entry a packet (own) or pair of packets of the same half second (leftRight). */
export interface ClockErrors {
  /** True errors, absolute. */
  readonly leftRight_ms: number[]
  readonly own_ms: number[]
  /** Whether the error that was stated then holds the true one. */
  readonly covered: boolean[]
  readonly ownCovered: boolean[]
}

interface Timed {
  readonly at_s: number
  readonly record: IngestRecord
}

export const both = (...boots: readonly (readonly [number, number])[]): ClockWalk['boots'] => ({ left: boots, right: boots })

/** Everything of one insole in true order, and the true time of each packet's first sample by what the packet says. */
function insoleOf(walk: ClockWalk, side: Side, random: () => number): { readonly records: Timed[]; readonly times_s: number[] } {
  const { interval_s, hostSteps = [], wander_ppm = 0, wrap = false } = walk
  const ppm = 100 * random() - 50
  const records: Timed[] = []
  const times_s: number[] = []
  const say = (at_s: number, record: IngestRecord) => records.push({ at_s, record })
  for (const [n, [from_s, until_s]] of walk.boots[side].entries()) {
    const boot = n + 1
    const later = wrap ? 2 ** 32 - 1e6 * (0.1 + 0.8 * random()) * (until_s - from_s) : random() * 2 ** 32
    const firstTick = n === 0 ? later : -from_s * 1e6
    const insole = modelledInsole({ ppm, interval_s, firstTick, random, wander_ppm: side === 'left' ? wander_ppm : 0, hostSteps })
    say(from_s, insoleRecord(infoOf(side, 'device', 2, boot), hostReads(from_s, hostSteps)))
    for (const at_s of exchangeInstants(until_s, random, from_s)) {
      const { over_s, ...exchange } = insole.exchange(at_s)
      say(over_s, { type: 'sync', side, host_s: exchange.received_s, exchange })
    }
    let arrived_s = 0
    const phase_s = 0.05 * random()
    for (let k = 0, t = from_s + AHEAD_S + phase_s; t < until_s; k++, t = from_s + AHEAD_S + phase_s + k * EVERY_S) {
      arrived_s = Math.max(arrived_s, insole.arrival(t + 0.01))
      times_s.push(t)
      const bytes = packetOf(50 * k, 2, 0, boot)
      new DataView(bytes.buffer).setUint32(8, insole.tick(t), true)
      say(arrived_s, packetRecord(bytes, hostReads(arrived_s, hostSteps), side))
    }
  }
  return { records, times_s }
}

/** Throws when a packet is not given out. */
export function clockErrors(walk: ClockWalk): ClockErrors {
  const random = seeded(walk.seed)
  const truth = { left: insoleOf(walk, 'left', random), right: insoleOf(walk, 'right', random) }
  const records = [...truth.left.records, ...truth.right.records].sort((a, b) => a.at_s - b.at_s)
  const assembler = createAssembler({ mode: walk.mode })
  const given = { left: 0, right: 0 }
  const slots: Record<Side, Map<number, number>> = { left: new Map(), right: new Map() }
  const errors: ClockErrors = { leftRight_ms: [], own_ms: [], covered: [], ownCovered: [] }

  const take = (blocks: readonly SampleBlock[]) => {
    for (const { side, time_s } of blocks) {
      const true_s = truth[side].times_s[given[side]++]!
      const error_ms = 1000 * (time_s[0]! - true_s)
      const quality = assembler.quality()
      errors.own_ms.push(Math.abs(error_ms))
      errors.ownCovered.push(Math.abs(error_ms) <= (quality[side]?.clock?.error_ms ?? Infinity))
      const slot = Math.floor(true_s / EVERY_S)
      slots[side].set(slot, error_ms)
      const other = slots[side === 'left' ? 'right' : 'left'].get(slot)
      if (other === undefined) continue
      errors.leftRight_ms.push(Math.abs(error_ms - other))
      errors.covered.push(Math.abs(error_ms - other) <= (quality.leftRightError_ms ?? Infinity))
    }
  }
  for (const { record } of records) take(assembler.push(record))
  take(assembler.end())
  for (const side of SIDES)
    if (given[side] !== truth[side].times_s.length)
      throw new Error(`${side}: ${given[side]} of ${truth[side].times_s.length} packets, ${JSON.stringify(assembler.quality())}`)
  return errors
}

export interface ClockFigures {
  readonly walks: number
  readonly leftRight95_ms: number
  readonly own95_ms: number
  /** Of all (walk, time). */
  readonly covered_percent: number
  readonly ownCovered_percent: number
}

const percentile = (values: readonly number[], p: number) => values.toSorted((a, b) => a - b)[Math.floor(p * (values.length - 1))] ?? NaN
const share_percent = (flags: readonly boolean[]) => (100 * flags.filter(Boolean).length) / flags.length

export function clockFigures(walks: readonly ClockWalk[]): ClockFigures {
  const all = walks.map(clockErrors)
  return {
    walks: walks.length,
    leftRight95_ms: percentile(
      all.flatMap((e) => e.leftRight_ms),
      0.95,
    ),
    own95_ms: percentile(
      all.flatMap((e) => e.own_ms),
      0.95,
    ),
    covered_percent: share_percent(all.flatMap((e) => e.covered)),
    ownCovered_percent: share_percent(all.flatMap((e) => e.ownCovered)),
  }
}
