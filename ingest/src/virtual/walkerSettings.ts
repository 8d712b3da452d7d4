import { ConfigurationFault } from '../configurationFault.ts'
import type { Side } from '@solestream/processing/model'
import type { PoseAt } from './pose.ts'

/** Which part lands first; in `toe` the heel never does. */
export type FootStrike = 'heel' | 'mid' | 'fore' | 'toe'

/** How the simulated person walks and what their insoles are like. Everything follows from these and the seed. */
export interface WalkerSettings {
  readonly seed: number
  /** Steps of both feet a minute. */
  readonly cadence_per_min: number
  /** Stance time / stride time, mean of both feet; below 0.5 there is flight. */
  readonly stance_ratio: number
  /** SI (Robinson) of the stance times, positive when left is longer. */
  readonly asymmetry_percent: number
  /** SD of the stride time / its mean, as percent. */
  readonly strideVariability_percent: number
  readonly footStrike: FootStrike
  /** Spares one foot: it stands shorter and with less load, and the other foot comes down sooner. Severity 0..1. */
  readonly limp: { readonly side: Side; readonly severity: number } | null
  /** SD of each sensor's noise; at most 0.03 kPa for each kg of body mass: a sum of 16 such sensors is within 2 % of the foot's load. */
  readonly noise_kPa: number
  /** What an unloaded sensor reads after a long time (time constant 10 minutes), on average over sensors. Below -1 it would read nothing at all. */
  readonly drift_kPa: number
  /** Sensors that read zero all the time, counted from 0. */
  readonly dead: readonly { readonly side: Side; readonly sensor: number }[]
  /** Quiet standing before the first step. */
  readonly standing_s: number
  /** Stops: `walk_s` of walking, then `stand_s` of standing, again and again; null: never. */
  readonly pauses: { readonly walk_s: number; readonly stand_s: number } | null
  /** Poses instead of walking; the list may grow while the walker is in use. No truth is told of these times. */
  readonly poses: readonly PoseAt[]
  /** Single-humped force and flight: sets stance ratio and cadence where they are not given. */
  readonly running: boolean
  readonly bodyMass_kg: number
  /** How much more than the truth each insole's calibration makes of a pressure, in percent; null: it was never calibrated. */
  readonly gainError_percent: { readonly [S in Side]: number } | null
  readonly rate_Hz: number
  /** When the recording ends; Infinity: never. */
  readonly duration_s: number
}

const WALKING: WalkerSettings = {
  seed: 1,
  cadence_per_min: 110,
  stance_ratio: 0.62,
  asymmetry_percent: 0,
  strideVariability_percent: 2,
  footStrike: 'heel',
  limp: null,
  noise_kPa: 0.3,
  drift_kPa: 0,
  dead: [],
  standing_s: 0,
  pauses: null,
  poses: [],
  running: false,
  bodyMass_kg: 70,
  gainError_percent: { left: 0, right: 0 },
  rate_Hz: 100,
  duration_s: Infinity,
}
const RUNNING: Partial<WalkerSettings> = { cadence_per_min: 165, stance_ratio: 0.36 }

const MOST_NOISE_KPA_PER_KG = 0.03
/** A foot that is on the ground longer does not swing. */
const MOST_STANCE_RATIO = 0.85

/** A foot's share of stride time on the ground, and its share of load, from asymmetry and limp. */
export function footShares(s: WalkerSettings, side: Side): { readonly stance_ratio: number; readonly load: number } {
  const sign = side === 'left' ? 1 : -1
  const spared = s.limp === null ? 0 : s.limp.side === side ? -0.12 * s.limp.severity : 0.04 * s.limp.severity
  const load = s.limp?.side === side ? 1 - 0.2 * s.limp.severity : 1
  return { stance_ratio: s.stance_ratio * (1 + (sign * s.asymmetry_percent) / 200) * (1 + spared), load }
}

/** Time from a left contact to the next right one, as a share of the stride: after a spared foot the other one comes down sooner. */
export const leftStepShare = ({ limp }: WalkerSettings): number =>
  0.5 + (limp === null ? 0 : (limp.side === 'left' ? -0.06 : 0.06) * limp.severity)

/** Stance ratio, asymmetry and limp together may ask for what is no walking (both feet in the air) or no running (never). */
function feetOnGround(s: WalkerSettings): string[] {
  const step = leftStepShare(s)
  return (['left', 'right'] as const).flatMap((side) => {
    const { stance_ratio } = footShares(s, side)
    const toNext = side === 'left' ? step : 1 - step
    const [low, high] = s.running ? [0, toNext] : [toNext, MOST_STANCE_RATIO]
    if (!(stance_ratio < low || stance_ratio > high)) return []
    return [`the ${side} foot's own stance_ratio is ${stance_ratio.toFixed(3)}, not ${low.toFixed(2)} to ${high.toFixed(2)}`]
  })
}

/** Defaults filled in; a ConfigurationFault names every setting outside its range at once. */
export function walkerSettings(given: Partial<WalkerSettings> = {}): WalkerSettings {
  const s: WalkerSettings = { ...WALKING, ...(given.running === true ? RUNNING : {}), ...given }
  const problems: string[] = []
  const within = (name: string, value: number, low: number, high: number): void => {
    if (!(value >= low && value <= high)) problems.push(`${name} is ${value}, not ${low} to ${high}`)
  }
  within('seed', s.seed, 0, 0xffffffff)
  within('cadence_per_min', s.cadence_per_min, s.running ? 100 : 30, s.running ? 240 : 180)
  within('stance_ratio', s.stance_ratio, s.running ? 0.2 : 0.52, s.running ? 0.49 : 0.8)
  within('asymmetry_percent', s.asymmetry_percent, -25, 25)
  within('strideVariability_percent', s.strideVariability_percent, 0, 10)
  within('drift_kPa', s.drift_kPa, -1, 100)
  within('standing_s', s.standing_s, 0, 86400)
  within('bodyMass_kg', s.bodyMass_kg, 20, 250)
  within('noise_kPa', s.noise_kPa, 0, MOST_NOISE_KPA_PER_KG * s.bodyMass_kg)
  for (const side of ['left', 'right'] as const) within(`gainError_percent.${side}`, s.gainError_percent?.[side] ?? 0, -50, 100)
  within('rate_Hz', s.rate_Hz, 20, 1000)
  if (!(s.duration_s > 0)) problems.push(`duration_s is ${s.duration_s}, not above 0`)
  if (s.limp) within('limp.severity', s.limp.severity, 0, 1)
  if (s.pauses) {
    within('pauses.walk_s', s.pauses.walk_s, 5, 86400)
    within('pauses.stand_s', s.pauses.stand_s, 2, 86400)
    if (s.running) problems.push('pauses are for walking, not for running')
  }
  problems.push(...feetOnGround(s))
  if (s.running && s.standing_s > 0) problems.push('standing_s is for walking, not for running')
  if (problems.length > 0)
    throw new ConfigurationFault(`The simulated walker can't walk like this: ${problems.join('; ')}.`, 'Change these settings.')
  return s
}
