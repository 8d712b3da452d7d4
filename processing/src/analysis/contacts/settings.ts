import type { Algorithm } from '@solestream/processing/model'

/**
 * Constants of the contact detectors. R is a foot's own range: stance peak minus swing floor, learned from the signal. Nothing is in newtons.
 * Each value lies on a plateau: moving it by a fifth changes little.
 */
export interface ContactSettings {
  /** A swing ends once the force is this much of R above the swing's own minimum. */
  readonly on_ratio: number
  /** A stance ends once the force is below the floor plus this much of R. */
  readonly off_ratio: number
  /** Initial contact: walking back from the loaded foot, where the mean slope of the last `contactWindow_s` falls below this many R per second. */
  readonly contactSlope_per_s: number
  readonly contactWindow_s: number
  /** Toe-off: walking forward from the off level, where the mean unloading of the next `offWindow_s` falls below this many R per second. */
  readonly offSlope_per_s: number
  readonly offWindow_s: number
  /** How far a contact is searched backwards. */
  readonly walkBack_s: number
  /** A shorter swing is not told from a flicker of the signal. */
  readonly shortestSwing_s: number
  /** A doubtful contact is reported once it has lasted this long; offline every contact must. */
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
  contactWindow_s: 0.01,
  offSlope_per_s: 1.1,
  offWindow_s: 0.017,
  walkBack_s: 0.3,
  shortestSwing_s: 0.06,
  shortestStance_s: 0.1,
  memory: 5,
  longestGap_s: 1.5,
}

export const CONTACT_DETECTOR: Readonly<Record<'online' | 'offline', Algorithm>> = {
  online: { name: 'contact-detector', version: '1.0.0', settings: { mode: 'online', ...CONTACT_SETTINGS } },
  offline: { name: 'contact-detector', version: '1.0.0', settings: { mode: 'offline', ...CONTACT_SETTINGS } },
}
