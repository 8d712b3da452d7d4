import { createFoot, insoleItem } from '@solestream/processing/analysis'
import { createWalker, feedSamples, type WalkerEvent, type WalkerSettings } from '@solestream/ingest/virtual'
import { SIDES, type GaitEvent, type InsoleLayout, type Mode, type SampleBlock, type Side } from '@solestream/processing/model'
import { chance } from '../walker.ts'

/** Samples that were lost: the last time before them and the first after. */
export interface Loss {
  readonly side: Side
  readonly before_s: number
  readonly after_s: number
}

export interface Simulated {
  readonly truth: readonly WalkerEvent[]
  readonly blocks: { readonly [S in Side]: readonly SampleBlock[] }
  readonly losses: readonly Loss[]
  eventsOf(mode: Mode): GaitEvent[]
}

export interface SimulateOptions {
  readonly layoutOf?: (side: Side) => InsoleLayout
  /** Share of packets that never arrive. */
  readonly loss_ratio?: number
  readonly packet?: number
  /** Nobody calibrated or tared the insoles: their resting loads are not known. */
  readonly raw?: boolean
}

/** A simulated walk with exact truth, through one foot's algorithms each. */
export function simulate(settings: Partial<WalkerSettings> & { readonly duration_s: number }, options: SimulateOptions = {}): Simulated {
  const { raw = false, loss_ratio = 0, packet = loss_ratio > 0 ? 5 : 100 } = options
  const walker = createWalker(settings, options.layoutOf)
  const losses: Loss[] = []
  const blocksOf = (side: Side): SampleBlock[] => {
    const next = chance((settings.seed ?? 1) + (side === 'left' ? 101 : 202))
    const feed = walker.feed(side)
    const into = feedSamples(feed.sensors, packet)
    const blocks: SampleBlock[] = []
    let lostBefore = 0
    let before_s = 0
    for (let n = feed.read(packet, into); n > 0; n = feed.read(packet, into)) {
      if (blocks.length > 0 && next() < loss_ratio) {
        lostBefore += n
        continue
      }
      const counts = new Float32Array(n * feed.sensors)
      for (let k = 0; k < feed.sensors; k++) for (let i = 0; i < n; i++) counts[k * n + i] = into.counts[i * feed.sensors + k]!
      const time_s = into.time_s.slice(0, n)
      if (lostBefore > 0) losses.push({ side, before_s, after_s: time_s[0]! })
      before_s = time_s[n - 1]!
      const rest = { sensors: feed.sensors, imu: null, saturated: 0, recovered: false } as const
      blocks.push({ side, sequence: into.sequence[0]!, n, time_s, counts, lostBefore, ...rest })
      lostBefore = 0
    }
    return blocks
  }
  const blocks = { left: blocksOf('left'), right: blocksOf('right') }
  return {
    truth: walker.truth(settings.duration_s),
    blocks,
    losses,
    eventsOf: (mode) =>
      SIDES.flatMap((side) => {
        const foot = createFoot(side, mode)
        const insole = walker.insoles[side]
        foot.push(insoleItem(raw ? { ...insole, calibration: null } : insole))
        return [...blocks[side].flatMap((b) => foot.push(b)), ...foot.end()].flatMap((c) => c.events)
      }),
  }
}
