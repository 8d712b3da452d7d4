import type { GaitEventKind, Side } from '@solestream/processing/model'
import { gaussian } from './random.ts'
import { footShares, leftStepShare } from './walkerSettings.ts'
import type { FootStrike, WalkerSettings } from './walkerSettings.ts'

/** One contact of one foot with the ground; times in seconds of the walker's time. */
export interface Stance {
  readonly initialContact_s: number
  /** NaN, as heelOff_s, where the heel does not touch the ground. */
  readonly footFlat_s: number
  readonly heelOff_s: number
  readonly toeOff_s: number
  /** Time that an ordinary stance of this foot takes: how fast a long (standing) one is loaded and unloaded. */
  readonly usual_s: number
  /** The person stands still from here to there; Infinity, -Infinity in an ordinary stance. */
  readonly standFrom_s: number
  readonly standTo_s: number
  /** This step's load against the usual one. */
  readonly load: number
}

export interface WalkerEvent {
  readonly kind: GaitEventKind
  readonly side: Side
  readonly time_s: number
}

/** When, as a share of an ordinary stance, the forefoot (heel, in a forefoot strike) is loaded too, and when the heel is free again; NaN: never. */
export const ROLL: { readonly [S in FootStrike]: { readonly footFlat: number; readonly heelOff: number } } = {
  heel: { footFlat: 0.15, heelOff: 0.55 },
  mid: { footFlat: 0.04, heelOff: 0.5 },
  fore: { footFlat: 0.12, heelOff: 0.42 },
  toe: { footFlat: NaN, heelOff: NaN },
}

/** Time to settle into standing and out of it. */
export const SETTLE_S = 0.3
const STRIDES_IN_A_STRETCH = 256
const LAND_FLAT_S = 0.1

interface Timing {
  /** Contacts of this stretch. */
  readonly left: Float64Array
  readonly right: Float64Array
}

export interface Schedule {
  /** The stance that `time_s` lies in or, in swing, the last before it. */
  stanceAt(side: Side, time_s: number): Stance
  /** Events of both feet in [from_s, to_s), by time. */
  events(from_s: number, to_s: number): WalkerEvent[]
}

/**
 * When each foot is on the ground. Time is cut into stretches (between pauses, or 256 strides) that start at known times, and all within
 * a stretch follows from the seed and its number: any instant can be asked for in any order, hours in, at constant memory.
 */
export function createSchedule(s: WalkerSettings): Schedule {
  const stride_s = 120 / s.cadence_per_min
  const cv = s.strideVariability_percent / 100
  const shares = { left: footShares(s, 'left'), right: footShares(s, 'right') }
  const roll = ROLL[s.footStrike]
  const landFlat_s = s.footStrike === 'toe' ? NaN : LAND_FLAT_S
  const stepShare = leftStepShare(s)
  const firstSwing_s = (1 - shares.left.stance_ratio) * stride_s
  const startsStanding = s.pauses !== null || s.standing_s > 0
  const strides =
    s.pauses === null ? STRIDES_IN_A_STRETCH : Math.max(2, Math.floor((s.pauses.walk_s - firstSwing_s) / stride_s - stepShare) + 1)
  const period_s = s.pauses === null ? strides * stride_s : firstSwing_s + (strides - 1 + stepShare) * stride_s + s.pauses.stand_s
  /** Time of the first left contact of stretch 0. */
  const origin_s = startsStanding ? s.standing_s + firstSwing_s : 0.35 * stride_s

  /** Steps vary independently, so that strides of both feet vary alike; over a stretch their deviations add up to nothing. */
  function computeTiming(stretch: number): Timing {
    const steps = 2 * strides
    const deviations = Float64Array.from({ length: steps }, (_, k) => gaussian(s.seed, 11, stretch, k))
    const mean = deviations.reduce((a, b) => a + b, 0) / steps
    const left = new Float64Array(strides)
    const right = new Float64Array(strides)
    let at = origin_s + stretch * period_s
    for (let k = 0; k < steps; k++) {
      const own = k % 2 === 0 ? left : right
      own[k >> 1] = at
      at += stride_s * ((k % 2 === 0 ? stepShare : 1 - stepShare) + (cv / Math.SQRT2) * (deviations[k]! - mean))
    }
    return { left, right }
  }
  const timings = cacheOf(4, computeTiming)

  const firstToeOff = (side: Side, stretch: number): number =>
    side === 'left' ? timings(stretch).left[0]! - firstSwing_s : timings(stretch).right[0]! - (1 - shares.right.stance_ratio) * stride_s

  function stance(side: Side, stretch: number, k: number): Stance {
    const own = timings(stretch)[side]
    const { stance_ratio, load } = shares[side]
    const contact = own[k]!
    const last = k === strides - 1
    const usual = stance_ratio * stride_s
    if (last && s.pauses !== null) return standing(side, stretch, contact, timings(stretch).right[k]!)
    const next = last ? timings(stretch + 1)[side][0]! : own[k + 1]!
    const key = side === 'left' ? 13 : 14
    const duration = (next - contact) * stance_ratio * (1 + 0.25 * cv * gaussian(s.seed, key, stretch, k))
    return {
      initialContact_s: contact,
      footFlat_s: contact + roll.footFlat * duration,
      heelOff_s: contact + roll.heelOff * duration,
      toeOff_s: contact + duration,
      usual_s: usual,
      standFrom_s: Infinity,
      standTo_s: -Infinity,
      load: load * (1 + cv * gaussian(s.seed, key + 2, stretch, k)),
    }
  }

  /** From the last contact of `stretch` (-Infinity: before the recording) to the first toe-off of the next. Left swings first, right lands last. */
  function standing(side: Side, stretch: number, contact_s: number, settled_s: number): Stance {
    const usual = shares[side].stance_ratio * stride_s
    const left = side === 'left'
    const toeOff = firstToeOff(side, stretch + 1)
    return {
      initialContact_s: contact_s,
      footFlat_s: contact_s + (left ? roll.footFlat * usual : landFlat_s),
      heelOff_s: toeOff - (left ? landFlat_s : (1 - roll.heelOff) * usual),
      toeOff_s: toeOff,
      usual_s: usual,
      standFrom_s: left ? settled_s : settled_s - SETTLE_S,
      standTo_s: firstToeOff('left', stretch + 1) + (left ? SETTLE_S : 0),
      load: shares[side].load,
    }
  }

  /** All stances that touch a stretch, by time: the one from before, then its own. */
  function computeStances(side: Side, stretch: number): readonly Stance[] {
    const standsBefore = startsStanding && stretch === 0
    const before = standsBefore ? standing(side, -1, -Infinity, -Infinity) : stance(side, stretch - 1, strides - 1)
    return [before, ...Array.from({ length: strides }, (_, k) => stance(side, stretch, k))]
  }
  const stances = { left: cacheOf(3, (n) => computeStances('left', n)), right: cacheOf(3, (n) => computeStances('right', n)) }

  const first = startsStanding ? 0 : -1
  /** A stretch begins with its first event: the left's first contact, or first toe-off when that starts from standing. */
  const stretchOf = (time_s: number, side: Side): number => {
    const begins = origin_s + (side === 'right' ? stepShare * stride_s * 0.5 : -1e-9) - (s.pauses === null ? 0 : firstSwing_s)
    return Math.max(first, Math.floor((time_s - begins) / period_s))
  }

  return {
    stanceAt(side, time_s) {
      const list = stances[side](stretchOf(time_s, side))
      let low = 0
      let high = list.length - 1
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if (list[middle]!.initialContact_s <= time_s) low = middle
        else high = middle - 1
      }
      return list[low]!
    },
    events(from_s, to_s) {
      const found: WalkerEvent[] = []
      for (const side of ['left', 'right'] as const) {
        const lastStretch = stretchOf(to_s, side)
        for (let stretch = stretchOf(from_s, side); stretch <= lastStretch; stretch++) {
          const list = stances[side](stretch)
          // the first is the stretch before's last, too
          for (let k = stretch === stretchOf(from_s, side) ? 0 : 1; k < list.length; k++) collect(found, list[k]!, side, from_s, to_s)
        }
      }
      return found.sort((a, b) => a.time_s - b.time_s || (a.side === b.side ? 0 : a.side === 'left' ? -1 : 1))
    },
  }
}

function collect(into: WalkerEvent[], stance: Stance, side: Side, from_s: number, to_s: number): void {
  const add = (kind: GaitEventKind, time_s: number): void => {
    if (time_s >= from_s && time_s < to_s) into.push({ kind, side, time_s })
  }
  add('initial-contact', stance.initialContact_s)
  add('foot-flat', stance.footFlat_s)
  add('heel-off', stance.heelOff_s)
  add('toe-off', stance.toeOff_s)
}

/** The last few results of a function of a number. */
function cacheOf<T>(size: number, compute: (n: number) => T): (n: number) => T {
  const kept = new Map<number, T>()
  return (n) => {
    let value = kept.get(n)
    if (value === undefined) {
      value = compute(n)
      if (kept.size >= size) kept.delete(kept.keys().next().value!)
      kept.set(n, value)
    }
    return value
  }
}
