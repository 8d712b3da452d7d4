/**
 * @algorithm Gates
 *
 * Excluded strides are kept with the first reason that holds:
 *
 * | reason | when |
 * |---|---|
 * | `gap` | samples of this foot are missing in it or within two sample periods of its ends |
 * | `pause` | longer than 3 s, or than twice the foot's median (from 5 strides on) |
 * | `implausible` | shorter than 0.46 s; no toe-off; step outside 0.14-2.124 s; median cadence outside 40-172.9 /min (running: 240) |
 * | `no-alternation` | the other foot, with all its samples, made no or several contacts in it |
 * | `first-or-last` | the first of a foot after the start or a pause; offline also the last before a pause or the end |
 * | `outlier` | stride time or stance share over 3.5 robust standard deviations (1.4826 MAD, at least 1 % of the median) from the median of 50 strides, from 10 on |
 * | `turn` | two to six such strides in a row, or of both feet at once (offline). Force cannot see a turn: it is a slowing over several strides |
 * | `neighbour-of-turn` | the stride after a turn; offline the one before too |
 * | `speed-change` | seven and more unusual strides in a row are a new speed: offline the first three, online the seventh, after which the history starts again. Where the belt's speed is known, see Belt speed |
 *
 * Online compares with the 50 strides before and does not know what follows: the first stride of a turn is an `outlier` there, the neighbour
 * before it and the last stride are valid. Offline compares with the 50 around. Unusual strides stay in the history, so that it can't narrow itself;
 * the MAD of few values is corrected upwards (1.09 at 10).
 *
 * Source. Limits of plausibility: mobgap; the running cadence is from Hreljac's range, unverified. Robust outlier rule: after Pages 2017.
 * Small-sample MAD: Park, Kim & Wang 2020, doi:10.1080/03610918.2019.1699114.
 */
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
