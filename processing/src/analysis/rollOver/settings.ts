import type { Algorithm } from '../../model/index.ts'

/** Constants of foot flat and heel off. Shares are of a part's own range (largest load of its stances above its swing floor). */
export interface RollOverSettings {
  /** A part that comes above this level is loaded: its load began where it came above the low level. One that stays below `free` is free. */
  readonly high_ratio: number
  readonly low_ratio: number
  readonly free_ratio: number
  /** The levels are at least this much of the range of the foot's stronger part (low and free the same) ... */
  readonly leastHigh_ratio: number
  readonly leastLow_ratio: number
  /** ... and this many noise deviations above the floor. */
  readonly highNoise_ratio: number
  readonly lowNoise_ratio: number
  /** A part is free once it has been low for this share of the foot's usual stance, and so long. */
  readonly hold_ratio: number
  readonly shortestHold_s: number
  /** Shares of the usual stance: the level that a load rises out of; the part of its ramp that lies below the low level ... */
  readonly level_ratio: number
  readonly toe_ratio: number
  /** ... if this much of the range, and so many noise deviations, clear of the floor; ... */
  readonly clear_ratio: number
  readonly clearNoise_ratio: number
  /** ... the shortest ramp that is fitted (two samples at least), and the longest, up to which it goes on until clear of the noise by so many deviations. */
  readonly ramp_ratio: number
  readonly longestRamp_ratio: number
  readonly rampNoise_ratio: number
  /** Stances whose median makes a range. */
  readonly memory: number
}

export const ROLL_OVER_SETTINGS: RollOverSettings = {
  high_ratio: 0.12,
  low_ratio: 0.02,
  free_ratio: 0.05,
  leastHigh_ratio: 0.04,
  leastLow_ratio: 0.01,
  highNoise_ratio: 8,
  lowNoise_ratio: 4,
  hold_ratio: 0.075,
  shortestHold_s: 0.05,
  level_ratio: 0.09,
  toe_ratio: 0.045,
  clear_ratio: 0.004,
  clearNoise_ratio: 3,
  ramp_ratio: 0.012,
  longestRamp_ratio: 0.09,
  rampNoise_ratio: 4,
  memory: 5,
}

export const ROLL_OVER: Algorithm = { name: 'roll-over', version: '1.0.0', settings: { ...ROLL_OVER_SETTINGS } }
