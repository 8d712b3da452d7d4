/** Gates that need no history (metrics.md 2.0; the limits are those of mobgap's table). */
export const PLAUSIBLE = {
  stride_s: [0.46, 3],
  step_s: [0.14, 2.124],
  /** Of the running median; running from Hreljac's range, unverified. */
  cadence_per_min: { walk: [40, 172.9], run: [40, 240], balance: [40, 172.9] },
} as const

/** Gates against a foot's own recent strides. */
export const USUAL = {
  /** Outlier: further than this many robust standard deviations from the median. */
  k: 3.5,
  window: 50,
  from: 10,
  /** A robust standard deviation counts as at least this share of the median: else very regular gait would lose ordinary strides. */
  least_ratio: 0.01,
  /** A stride this many times the median is a stop, from `pauseFrom` strides on. */
  pause: 2,
  pauseFrom: 5,
  /** From this many unusual strides in a row on it is a new speed, not a turn. */
  newSpeedFrom: 7,
  /** Strides left out after a change of speed. */
  afterSpeedChange: 3,
} as const

/** Peaks and floors are looked up in strides up to this long; what lasts longer is a pause. */
export const LONGEST_MEASURED_S = 8
