import type { Algorithm } from '@solestream/processing/model'

/**
 * Constants of the contact detectors. R is a foot's own range: stance peak minus swing floor, learned from the signal. Nothing is in newtons.
 */
export interface ContactSettings {
  /** A swing ends once the force is this much of R above the swing's own minimum. */
  readonly on_ratio: number
  /** A stance ends once the force is below the floor plus this much of R. */
  readonly off_ratio: number
  /** Initial contact: walking back from the loaded foot, where the mean slope of the last `contactWindow_s` falls below this many R per second ... */
  readonly contactSlope_per_s: number
  /** ... and less, with its square, where the steepest slope of this loading is below this many R per second. */
  readonly slowLoading_per_s: number
  readonly contactWindow_s: number
  /** Toe-off: walking forward from the off level, where the mean fall of the next `offWindow_s` is below this many R per second ... */
  readonly offSlope_per_s: number
  /** ... plus this share of the steepest fall of this unloading ... */
  readonly offSlopeShare_ratio: number
  /** ... but at most this share of it. */
  readonly offSlopeMost_ratio: number
  readonly offWindow_s: number
  /** Both windows widen until their slope stands this many noise deviations clear, up to `longestWindow_s`. */
  readonly noiseMargin_ratio: number
  readonly longestWindow_s: number
  /** A fitted corner tells the time where the steepest slope is below 0.6 times this many R per second, and in part up to it ... */
  readonly cornerSlope_per_s: number
  /** ... or where noise / (steepest slope - wanted slope) is above twice this time, and in part from it on ... */
  readonly cornerNoise_s: number
  /** ... and half of it where samples are 1.5 times as far apart as this, less from this on ... */
  readonly cornerSpacing_s: number
  /** ... provided that level and ramp leave no more than this much of R and 1.5 noise deviations unexplained (nothing at 1.5 times as much) ... */
  readonly cornerResidual_ratio: number
  /** ... and that the level lasts so long. */
  readonly cornerLevel_s: number
  /** How far a contact is searched backwards. */
  readonly walkBack_s: number
  /** A shorter swing is not told from a flicker of the signal. */
  readonly shortestSwing_s: number
  /** Online a contact is told once the force is this much of R above the swing's minimum, or has lasted `shortestStance_s`. */
  readonly sure_ratio: number
  /** A loading that is taken back sooner is a scuff and left out; once told online, a stance goes on until it has lasted this long. */
  readonly shortestStance_s: number
  /** Swings and stances whose medians make floor and peak. */
  readonly memory: number
  /** A gap up to this long keeps the foot's state; a longer one forgets whether it was on the ground. */
  readonly longestGap_s: number
}

export const CONTACT_SETTINGS: ContactSettings = {
  on_ratio: 0.3,
  off_ratio: 0.15,
  contactSlope_per_s: 2.5,
  slowLoading_per_s: 3,
  contactWindow_s: 0.01,
  offSlope_per_s: 0.8,
  offSlopeShare_ratio: 0.035,
  offSlopeMost_ratio: 0.25,
  offWindow_s: 0.015,
  noiseMargin_ratio: 2,
  longestWindow_s: 0.06,
  cornerSlope_per_s: 15,
  cornerNoise_s: 0.002,
  cornerSpacing_s: 0.012,
  cornerResidual_ratio: 0.0015,
  cornerLevel_s: 0.05,
  walkBack_s: 0.3,
  shortestSwing_s: 0.06,
  sure_ratio: 0.35,
  shortestStance_s: 0.07,
  memory: 5,
  longestGap_s: 1.5,
}

export const CONTACT_DETECTOR: Readonly<Record<'online' | 'offline', Algorithm>> = {
  online: { name: 'contact-detector', version: '1.0.0', settings: { mode: 'online', ...CONTACT_SETTINGS } },
  offline: { name: 'contact-detector', version: '1.0.0', settings: { mode: 'offline', ...CONTACT_SETTINGS } },
}
