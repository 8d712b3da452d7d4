import type { Side } from '@solestream/processing/model'

/** A session from who walks to the report, in this order. */
export const GUIDE_STEPS = ['checks', 'sides', 'tare', 'calibrate', 'stand', 'warm-up', 'record', 'stand-again', 'done'] as const
export type GuideStep = (typeof GUIDE_STEPS)[number]

export interface GuideAbout {
  readonly pseudonym: string | null
  /** Shoe, orthosis, aid and task, as the session will have it. */
  readonly condition: string | null
}

/** One thing that is looked at before; `value` in the unit that its name says, null where it is not known. */
export interface GuideCheck {
  readonly name: 'link' | 'battery_percent' | 'loss_percent' | 'deadSensors' | 'stuckSensors' | 'clockError_ms' | 'calibrationAge_days'
  readonly side: Side | null
  readonly value: number | null
  /** `attention`: a person decides whether to go on. `unknown`: it cannot be told (yet). */
  readonly verdict: 'good' | 'attention' | 'unknown'
}

export interface GuideMeasure {
  readonly what: 'sides' | 'standing'
  readonly phase: 'get-ready' | 'hold'
  /** The leg to stand on; null: both. */
  readonly side: Side | null
  /** Of this phase. */
  readonly left_s: number
}

/** Quiet standing on both feet: what both insoles bear together. */
export interface Standing {
  readonly total: number
  readonly unit: 'N' | 'raw' | 'kPa'
  /** Of newtons only a shift of weight from foot to foot leaves the sum as it is. */
  readonly calibrated: boolean
  /** SD over mean: how still the person stood. */
  readonly sway_percent: number
}

export interface GuideStatus {
  readonly about: GuideAbout
  readonly step: GuideStep
  readonly begun_utc: string
  readonly checks: readonly GuideCheck[]
  readonly measuring: GuideMeasure | null
  /** Each insole bears more while its own leg stands; null: not looked at. */
  readonly sides: 'right' | 'swapped' | 'unclear' | null
  readonly tared: boolean
  readonly calibrated: boolean
  readonly standing: { readonly before: Standing | null; readonly after: Standing | null; readonly drift_percent: number | null }
  /** Sample time since the warm-up began. */
  readonly warmUp_s: number
  /** Once it is recorded. */
  readonly session: string | null
}

/** Between two standings the sum of both feet changed by more than this: zeros or gains drifted. (Clinic practice; chosen there.) */
export const MOST_DRIFT_PERCENT = 5
/** More sway than this is no quiet standing: chosen here. */
export const MOST_SWAY_PERCENT = 5
/** Wanted before a recording: two minutes. (Clinic practice, unverified.) */
export const WARM_UP_S = 120
