import { footShares, leftStepShare, type FootStrike, type WalkerSettings } from '@solestream/ingest/virtual'
import type { Side } from '@solestream/processing/model'
import { chance } from '../walker.ts'

export const LAYOUT_SIZES = [1, 2, 8, 16, 99] as const

export interface SweepWalk {
  readonly settings: WalkerSettings
  readonly sensors: (typeof LAYOUT_SIZES)[number]
  readonly loss_ratio: number
  /** From here on events are scored: the detector has learned from its first two strides. */
  readonly from_s: number
}

const DURATION_S = 75
/** Of walks that are possible; what is asked for beyond is brought back to it. */
const MOST_STANCE_RATIO = 0.849

/** Sensors of the 16 that land first, or carry most of the load that leaves last: without them an insole misses part of it. */
const DECISIVE = { heel: [0, 1, 15], mid: [15], fore: [8, 9, 10, 11, 15], toe: [8, 9, 10, 11, 15] } as const

/** The walker's whole range of settings, sampled by a latin hypercube: each setting's range is cut into n parts and each part is used once. */
export function sweepWalks(n: number, seed: number): SweepWalk[] {
  const next = chance(seed)
  const column = (): (() => number) => {
    const order = Array.from({ length: n }, (_, i) => i)
    for (let i = n - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1))
      ;[order[i], order[j]] = [order[j]!, order[i]!]
    }
    let at = 0
    return () => (order[at++]! + next()) / n
  }
  const line = (low: number, high: number) => {
    const u = column()
    return () => low + u() * (high - low)
  }
  const ratio = (low: number, high: number) => {
    const u = column()
    return () => low * (high / low) ** u()
  }
  const of = <T>(...values: readonly T[]) => {
    const u = column()
    return () => values[Math.min(values.length - 1, Math.floor(u() * values.length))]!
  }
  const draw = {
    running: of(false, false, false, true),
    walkCadence: ratio(30, 180),
    runCadence: line(120, 240),
    walkStance: line(0.52, 0.8),
    runStance: line(0.2, 0.48),
    asymmetry: line(-25, 25),
    variability: line(0, 10),
    strike: of<FootStrike>('heel', 'heel', 'mid', 'fore', 'toe'),
    limp: of<Side | null>(null, 'left', 'right'),
    severity: line(0, 1),
    noise: line(0, 1),
    drift: line(-1, 100),
    mass: ratio(20, 200),
    rate: of(50, 62.5, 100, 100, 100, 200, 400),
    standing: of(0, 0, 0, 2, 10),
    walk: of(0, 0, 0, 5, 12, 25),
    stand: ratio(2, 15),
    dead: of(0, 0, 1),
    deadAt: line(0, 16),
    deadSide: of<Side>('left', 'right'),
    sensors: of<SweepWalk['sensors']>(...LAYOUT_SIZES, 16, 16),
    loss: of(0, 0, 0.01),
    seed: line(1, 1e6),
  } as const
  return Array.from({ length: n }, (): SweepWalk => {
    const v = drawn(draw)
    const sensors = v.dead === 1 ? 16 : v.sensors
    const deadAt = Math.floor(v.deadAt)
    const dead = v.dead === 1 && !(DECISIVE[v.strike] as readonly number[]).includes(deadAt) ? [{ side: v.deadSide, sensor: deadAt }] : []
    const settings: WalkerSettings = {
      seed: Math.floor(v.seed),
      running: v.running,
      cadence_per_min: v.running ? v.runCadence : v.walkCadence,
      stance_ratio: v.running ? v.runStance : v.walkStance,
      asymmetry_percent: v.asymmetry,
      strideVariability_percent: v.variability,
      footStrike: v.strike,
      limp: v.limp === null ? null : { side: v.limp, severity: v.severity },
      // the sum's noise is that of 16 sensors, whatever their number
      noise_kPa: Math.min(0.03, 0.03 * v.noise * Math.sqrt(sensors / 16)) * v.mass,
      drift_kPa: v.drift,
      dead,
      standing_s: v.running ? 0 : v.standing,
      pauses: v.running || v.walk === 0 ? null : { walk_s: v.walk, stand_s: v.stand },
      bodyMass_kg: v.mass,
      poses: [],
      gainError_percent: { left: 0, right: 0 },
      rate_Hz: v.rate,
      duration_s: DURATION_S,
    }
    const possible = { ...settings, stance_ratio: onGround(settings) }
    return { settings: possible, sensors, loss_ratio: v.loss, from_s: 4 + 240 / possible.cadence_per_min + possible.standing_s }
  })
}

/** The stance ratio, brought to where no foot is on the ground too long or, in walking, too short. */
function onGround(s: WalkerSettings): number {
  const per = { left: footShares(s, 'left').stance_ratio / s.stance_ratio, right: footShares(s, 'right').stance_ratio / s.stance_ratio }
  const step = leftStepShare(s)
  const most = Math.min(
    MOST_STANCE_RATIO / Math.max(per.left, per.right),
    s.running ? 0.99 * Math.min(step / per.left, (1 - step) / per.right) : 1,
  )
  const least = s.running ? 0.2 : 1.01 * Math.max(step / per.left, (1 - step) / per.right)
  return Math.min(most, Math.max(least, s.stance_ratio))
}

const drawn = <D extends Readonly<Record<string, () => unknown>>>(draw: D) =>
  Object.fromEntries(Object.entries(draw).map(([name, d]) => [name, d()])) as { readonly [K in keyof D]: ReturnType<D[K]> }
