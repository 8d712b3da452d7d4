import type { InsoleLayout, Region } from '@solestream/firmware-protocol'
import { ROLL, SETTLE_S } from './stances.ts'
import type { Stance } from './stances.ts'
import type { FootStrike } from './walkerSettings.ts'

/** Amplitudes of sin(pi u) and sin(3 pi u) over a stance: peaks 1.07, valley 0.75, mean 0.807; running has one hump. */
const WALK: readonly [number, number] = [1.138, 0.388]
const RUN: readonly [number, number] = [1, 0]

/** Vertical force over a stance, u in 0..1, in arbitrary units: exactly 0 at both ends, with a steep slope there. */
export const forceShape = (u: number, running: boolean): number => {
  if (u <= 0 || u >= 1) return 0
  const [a1, a3] = running ? RUN : WALK
  return a1 * Math.sin(Math.PI * u) + a3 * Math.sin(3 * Math.PI * u)
}
export const meanForceShape = (running: boolean): number => {
  const [a1, a3] = running ? RUN : WALK
  return (2 / Math.PI) * (a1 + a3 / 3)
}

const smooth = (x: number): number => (x <= 0 ? 0 : x >= 1 ? 1 : x * x * (3 - 2 * x))
const quarterSine = (x: number): number => (x <= 0 ? 0 : x >= 1 ? 1 : Math.sin((Math.PI / 2) * x))

/** How much of the load at `time_s` is that of standing still: 0 walking, 1 standing. */
export function standingShare(stance: Stance, time_s: number): number {
  if (stance.standFrom_s === Infinity) return 0
  return smooth((time_s - stance.standFrom_s) / SETTLE_S) * smooth((stance.standTo_s - time_s) / SETTLE_S)
}

/** Where in an ordinary stance the foot is; a long stance waits at `held`, a share of it. */
export function rollPhase(stance: Stance, time_s: number, held: number): number {
  const since = time_s - stance.initialContact_s
  const until = stance.toeOff_s - time_s
  if (stance.standFrom_s === Infinity) return since / (since + until)
  const { usual_s } = stance
  if (since < held * usual_s) return since / usual_s
  return until < (1 - held) * usual_s ? 1 - until / usual_s : held
}

/** Half of body weight, put on and taken off within `LAND_S`, with a slow sway from foot to foot. */
const LAND_S = 0.2
export function standingLoad(stance: Stance, time_s: number, left: boolean): number {
  const sway = 0.02 * Math.sin(2 * Math.PI * 0.31 * time_s) * (left ? 1 : -1)
  return (0.5 + sway) * quarterSine((time_s - stance.initialContact_s) / LAND_S) * quarterSine((stance.toeOff_s - time_s) / LAND_S)
}

interface SensorRoll {
  /** The sensor carries load in on..off of an ordinary stance. */
  readonly on: number
  readonly off: number
  readonly weight: number
  readonly standingWeight: number
  readonly part: 'heel' | 'middle' | 'front'
}

/** [on, off, weight] in a heel strike; the heel's back half lands at 0. */
const HEEL_ROLL: { readonly [R in Region]: readonly [on: number, off: number, weight: number] } = {
  heelM: [0.02, 0.55, 1],
  heelL: [0.02, 0.55, 0.95],
  midM: [0.1, 0.66, 0.12],
  midL: [0.08, 0.7, 0.35],
  mth45: [0.15, 0.92, 0.6],
  mth23: [0.18, 0.97, 1.05],
  mth1: [0.2, 0.97, 1],
  hallux: [0.3, 1, 1.1],
  toes25: [0.28, 1, 0.45],
  whole: [0, 1, 1],
  unknown: [0, 1, 0.2],
}
/** Relative load under a standing foot. */
export const STANDING_WEIGHT: { readonly [R in Region]: number } = {
  heelM: 1, heelL: 1, midM: 0.08, midL: 0.25, mth45: 0.45, mth23: 0.45, mth1: 0.45, hallux: 0.25, toes25: 0.1, whole: 1, unknown: 0.2,
} // prettier-ignore

const HEEL: readonly Region[] = ['heelM', 'heelL']
const FRONT: readonly Region[] = ['mth1', 'mth23', 'mth45', 'hallux', 'toes25']
/** What is neither heel nor front is loaded from contact to toe-off. */
const partOf = (region: Region): SensorRoll['part'] => (HEEL.includes(region) ? 'heel' : FRONT.includes(region) ? 'front' : 'middle')

function sensorRoll(region: Region, back: boolean, strike: FootStrike): SensorRoll {
  const part = partOf(region)
  const [on, off, weight] = HEEL_ROLL[region]
  const base = { part, standingWeight: STANDING_WEIGHT[region] }
  if (region === 'whole' || region === 'unknown') return { ...base, on, off, weight }
  const roll = ROLL[strike]
  if (strike === 'heel')
    return part === 'heel'
      ? { ...base, on: back ? 0 : on, off: back ? 0.5 : roll.heelOff, weight: weight * (back ? 1.2 : 0.8) }
      : { ...base, on, off, weight }
  if (strike === 'mid') {
    if (part === 'heel') return { ...base, on: 0, off: roll.heelOff, weight: 0.9 * weight }
    return {
      ...base,
      on: part === 'middle' ? 0 : Math.max(roll.footFlat, on - 0.11),
      off,
      weight: part === 'middle' ? 1.5 * weight : weight,
    }
  }
  if (strike === 'toe' && part !== 'front') return { ...base, standingWeight: 0, on: 1, off: 1, weight: 0 }
  if (part === 'heel') return { ...base, on: roll.footFlat, off: roll.heelOff, weight: 0.35 * weight }
  return { ...base, on: part === 'middle' ? 0.06 : Math.max(0, on - 0.15), off, weight }
}

/**
 * Whatever the layout, something lands at 0 and something leaves last, the heel (front, in a heel or midfoot strike) is loaded from foot flat on
 * and the heel until heel off: all events are then zeros of the loads of whole foot and heel.
 */
function atEvents(rolls: readonly SensorRoll[], strike: FootStrike): readonly SensorRoll[] {
  const { footFlat, heelOff } = ROLL[strike]
  const loaded = (part: SensorRoll['part'] | null) => rolls.filter((r) => r.weight > 0 && (part === null || r.part === part))
  const first = (part: SensorRoll['part'] | null) => Math.min(...loaded(part).map((r) => r.on))
  const last = (part: SensorRoll['part'] | null) => Math.max(...loaded(part).map((r) => r.off))
  const later = strike === 'heel' || strike === 'mid' ? 'front' : 'heel'
  const [on, off, laterOn, heelLast] = [first(null), last(null), first(later), last('heel')]
  return rolls.map((r) => ({
    ...r,
    on: r.part === later && r.on === laterOn && laterOn > on ? footFlat : r.on === on ? 0 : r.on,
    off: r.part === 'heel' && r.off === heelLast && heelLast < off ? heelOff : r.off === off ? 1 : r.off,
  }))
}

/** Shares of the foot's force among its sensors: shape [sensors], they add up to 1 while the foot is loaded. */
export function createRollOver(layout: InsoleLayout, strike: FootStrike): (stance: Stance, time_s: number, into: Float64Array) => void {
  const rolls = layout.sensors.map((sensor) => sensorRoll(sensor.region, sensor.y_mm < 0.17 * layout.length_mm, strike))
  const windows = atEvents(rolls, strike)
  const { footFlat, heelOff } = ROLL[strike]
  const flat = strike === 'toe' ? 0.5 : (footFlat + heelOff) / 2
  const gate = ({ part, standingWeight }: SensorRoll, stance: Stance, time_s: number): number => {
    if (standingWeight === 0) return 0
    const heelFirst = strike !== 'fore' && strike !== 'toe'
    const on_s = part === 'middle' || (part === 'heel') === heelFirst ? stance.initialContact_s : stance.footFlat_s
    const off_s = part === 'heel' ? stance.heelOff_s : stance.toeOff_s
    return quarterSine((time_s - on_s) / LAND_S) * quarterSine((off_s - time_s) / LAND_S)
  }
  return (stance, time_s, into) => {
    const stands = standingShare(stance, time_s)
    const u = rollPhase(stance, time_s, flat)
    let walking = 0
    let standing = 0
    for (let k = 0; k < windows.length; k++) {
      const w = windows[k]!
      const x = (u - w.on) / (w.off - w.on)
      into[k] = x > 0 && x < 1 ? w.weight * Math.sin(Math.PI * x) : 0
      walking += into[k]!
      if (stands > 0) standing += w.standingWeight * gate(w, stance, time_s)
    }
    for (let k = 0; k < windows.length; k++) {
      const w = windows[k]!
      const walk = walking > 0 ? into[k]! / walking : 0
      const stand = standing > 0 ? (w.standingWeight * gate(w, stance, time_s)) / standing : 0
      into[k] = (1 - stands) * walk + stands * stand
    }
  }
}
