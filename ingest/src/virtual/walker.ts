import { MAX_COUNT, SATURATED } from '@solestream/firmware-protocol'
import type { Calibration, InsoleLayout } from '@solestream/firmware-protocol'
import { SIDES } from '@solestream/processing/model'
import type { InsoleDescription, Side } from '@solestream/processing/model'
import type { FeedSamples, SampleFeed } from './feed.ts'
import { demo16 } from './layouts/demo16.ts'
import { createRollOver, forceShape, meanForceShape, rollPhase, standingLoad, standingShare } from './load.ts'
import { isPosed, posed, standingShares } from './posed.ts'
import { gaussian, uniform } from './random.ts'
import { createSchedule } from './stances.ts'
import type { WalkerEvent } from './stances.ts'
import { footShares, walkerSettings } from './walkerSettings.ts'
import type { WalkerSettings } from './walkerSettings.ts'

const GRAVITY = 9.80665
const DRIFT_TAU_S = 600
const ZERO_COUNT = 50
/** Fixed: equal settings give equal bytes. */
const CALIBRATED_UTC = '2026-01-01T00:00:00Z'

/** A simulated person: both feet on one clock, any sample at any time, exact truth. */
export interface Walker {
  readonly settings: WalkerSettings
  readonly insoles: { readonly [S in Side]: InsoleDescription }
  /** Exact, without noise and drift. Zero in swing; leaves zero at initial contact and reaches it at toe-off. */
  force_N(side: Side, time_s: number): number
  /** Exact pressures, shape [sensors], without noise, drift and dead sensors. */
  pressure_kPa(side: Side, time_s: number, into: Float64Array): void
  /** Sample i is at i * period_s: 1 / rate_Hz in whole microseconds, as an insole's timer makes it. */
  readonly period_s: number
  /** Samples from..from+n-1 as u16 counts, shape [n][sensors], with noise, drift and dead sensors. Any order. */
  samples(side: Side, from: number, n: number, into: Uint16Array): void
  /** All events of both feet in [from_s, upTo_s), by time; only events within the recording count. */
  truth(upTo_s: number, from_s?: number): readonly WalkerEvent[]
  /** The samples in order, as a virtual insole takes them. Each call starts anew. */
  feed(side: Side): SampleFeed
}

export function createWalker(given: Partial<WalkerSettings> = {}, layoutOf: (side: Side) => InsoleLayout = demo16): Walker {
  const s = walkerSettings(given)
  const schedule = createSchedule(s)
  const weight_N = s.bodyMass_kg * GRAVITY
  const shares = { left: footShares(s, 'left'), right: footShares(s, 'right') }
  // both feet's force over a stride is body weight times its time
  const onGround = shares.left.stance_ratio * shares.left.load + shares.right.stance_ratio * shares.right.load
  const scale = 1 / (onGround * meanForceShape(s.running))
  const feet = { left: createFoot('left', layoutOf('left'), s), right: createFoot('right', layoutOf('right'), s) }
  const period_us = Math.round(1e6 / s.rate_Hz)
  const timeOf = (sample: number): number => (sample * period_us) / 1e6
  const lastSample = Math.ceil((s.duration_s * 1e6) / period_us)

  function force_N(side: Side, time_s: number): number {
    const { share, load } = s.poses.length === 0 ? WALKING : posed(s.poses, side, time_s)
    return (share < 1 ? (1 - share) * walking_N(side, time_s) : 0) + load * weight_N
  }

  function walking_N(side: Side, time_s: number): number {
    const stance = schedule.stanceAt(side, time_s)
    if (time_s >= stance.toeOff_s) return 0
    const stands = standingShare(stance, time_s)
    const walking = stands < 1 ? scale * stance.load * forceShape(rollPhase(stance, time_s, 0.5), s.running) : 0
    const standing = stands > 0 ? standingLoad(stance, time_s, side === 'left') : 0
    return weight_N * ((1 - stands) * walking + stands * standing)
  }

  function pressure_kPa(side: Side, time_s: number, into: Float64Array): void {
    const { share, load } = s.poses.length === 0 ? WALKING : posed(s.poses, side, time_s)
    const force = share < 1 ? (1 - share) * walking_N(side, time_s) : 0
    const { layout, rollOver, standing } = feet[side]
    if (force === 0) into.fill(0, 0, layout.sensors.length)
    else rollOver(schedule.stanceAt(side, time_s), time_s, into)
    for (let k = 0; k < layout.sensors.length; k++)
      into[k] = (1000 * (force * into[k]! + load * weight_N * standing[k]!)) / layout.sensors[k]!.area_mm2
  }

  function samples(side: Side, from: number, n: number, into: Uint16Array): void {
    const { layout, counting, drift_kPa, dead, pressure, noiseKey, fullCount } = feet[side]
    const sensors = layout.sensors.length
    for (let i = 0; i < n; i++) {
      const time_s = timeOf(from + i)
      pressure_kPa(side, time_s, pressure)
      const drifted = s.drift_kPa === 0 ? 0 : 1 - Math.exp(-time_s / DRIFT_TAU_S)
      for (let k = 0; k < sensors; k++) {
        const value = dead[k] === 1 ? 0 : pressure[k]! + drifted * drift_kPa[k]! + s.noise_kPa * gaussian(s.seed, noiseKey, from + i, k)
        const count = Math.round(counting.zero[k]! + value / counting.gain[k]!)
        into[i * sensors + k] = count < 0 ? 0 : count > fullCount ? SATURATED : count
      }
    }
  }

  function feed(side: Side): SampleFeed {
    const { layout, calibration } = feet[side]
    let next = 0
    return {
      side,
      layout,
      calibration,
      sensors: layout.sensors.length,
      rate_Hz: s.rate_Hz,
      read(n: number, into: FeedSamples): number {
        const count = Math.min(n, lastSample - next)
        if (count <= 0) return 0
        samples(side, next, count, into.counts)
        for (let i = 0; i < count; i++) {
          into.sequence[i] = next + i
          into.time_s[i] = timeOf(next + i)
        }
        next += count
        return count
      },
      skipTo(time_s: number): number {
        const to = Math.max(next, Math.min(lastSample, Math.ceil((time_s * 1e6) / period_us - 1e-6)))
        const skipped = to - next
        next = to
        return skipped
      },
    }
  }

  const describe = (side: Side): InsoleDescription => {
    const { layout, calibration } = feet[side]
    return { side, sensors: layout.sensors.length, rate_Hz: s.rate_Hz, layout, calibration }
  }
  return {
    settings: s,
    insoles: { left: describe('left'), right: describe('right') },
    force_N,
    pressure_kPa,
    period_s: timeOf(1),
    samples,
    truth: (upTo_s, from_s = 0) =>
      schedule.events(Math.max(0, from_s), Math.min(upTo_s, s.duration_s)).filter(({ time_s }) => !isPosed(s.poses, time_s)),
    feed,
  }
}

const WALKING = { share: 0, load: 0 } as const

/** What makes this person's left and right insole differ: calibration, drift and dead sensors, drawn from the seed. */
function createFoot(side: Side, layout: InsoleLayout, s: WalkerSettings) {
  const sensors = layout.sensors.length
  const key = SIDES.indexOf(side)
  /** How this insole really counts. */
  const counting: Calibration = {
    id: `simulated-${s.seed}-${side}`,
    method: 'vendor',
    unit: 'kPa',
    calibrated_utc: CALIBRATED_UTC,
    temperature_C: 30,
    zero: layout.sensors.map((_, k) => ZERO_COUNT + Math.round(4 * gaussian(s.seed, 20 + key, k))),
    gain: layout.sensors.map((_, k) => layout.scale * (1 + 0.03 * gaussian(s.seed, 22 + key, k))),
  }
  const dead = new Uint8Array(sensors)
  for (const d of s.dead) if (d.side === side) dead[d.sensor] = 1
  const off = s.gainError_percent && 1 + s.gainError_percent[side] / 100
  return {
    layout,
    counting,
    calibration: off === null ? null : { ...counting, gain: counting.gain.map((g) => g * off) },
    standing: standingShares(layout),
    dead,
    drift_kPa: Float64Array.from({ length: sensors }, (_, k) => s.drift_kPa * (0.5 + uniform(s.seed, 24 + key, k))),
    rollOver: createRollOver(layout, s.footStrike),
    pressure: new Float64Array(sensors),
    noiseKey: 30 + key,
    fullCount: Math.min(MAX_COUNT, Math.floor((layout.fullScale - layout.offset) / layout.scale)),
  }
}
