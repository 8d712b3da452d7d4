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
  /** A part is free once it has been low for so long. */
  readonly hold_s: number
  /** The level that a load rises out of is taken from so long. */
  readonly level_s: number
  /** A load's ramp begins with up to `clearSamples` below the low level that are this much of the range, and so many noise deviations, clear. */
  readonly clear_ratio: number
  readonly clearNoise_ratio: number
  readonly clearSamples: number
  /** A ramp is two samples long, more while they are fewer than so many noise deviations above the low level, at most `rampSamples`. */
  readonly rampNoise_ratio: number
  readonly rampSamples: number
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
  hold_s: 0.05,
  level_s: 0.06,
  clear_ratio: 0.004,
  clearNoise_ratio: 3,
  clearSamples: 3,
  rampNoise_ratio: 4,
  rampSamples: 6,
  memory: 5,
}

export const ROLL_OVER: Algorithm = { name: 'roll-over', version: '1.0.0', settings: { ...ROLL_OVER_SETTINGS } }
