import type { InsoleDescription, SampleBlock, Side } from '@solestream/processing/model'
import { SIDES } from '@solestream/processing/model'
import { chance } from '../walker.ts'

/** A person of exactly known mass on two insoles of exactly known gains: everything here is truth. */
export interface PersonOptions {
  readonly mass_kg?: number
  /** Of each insole, against what its counts are taken for: 1.15 counts 15 % too much. */
  readonly gainError?: { readonly [S in Side]: number }
  /** SD, in counts of each sensor. */
  readonly noise?: number
  /** SD of the vertical acceleration that a person who sways makes, as a share of gravity. */
  readonly sway_ratio?: number
  readonly seed?: number
}

export const SENSORS = 6
const RATE_HZ = 50
const ZERO = [100, 103, 97, 101, 99, 100]
/** Of the load, where the foot stands; the same throughout. */
const SHARE = [0.3, 0.25, 0.05, 0.15, 0.15, 0.1]
const COUNTS_PER_N = 4

export function rawInsole(side: Side, zero: readonly number[] | null = ZERO): InsoleDescription {
  return {
    side,
    sensors: SENSORS,
    rate_Hz: RATE_HZ,
    layout: {
      ...{ id: 'raw-6', side, geometry: 'none', length_mm: 0, width_mm: 0, unit: 'raw', offset: 0, scale: 1, fullScale: 4095, outline: [] },
      sensors: ZERO.map(() => ({ x_mm: 0, y_mm: 0, area_mm2: 0, region: 'unknown' as const })),
    },
    calibration:
      zero === null
        ? null
        : {
            ...{ id: '', method: 'none', unit: 'kPa', calibrated_utc: '1970-01-01T00:00:00Z', temperature_C: null },
            zero,
            gain: zero.map(() => 1),
          },
  }
}
export const rawInsoles = { left: rawInsole('left'), right: rawInsole('right') }

/** Blocks of 5 samples of both feet; `leftShare(t)` of the body weight is on the left foot. */
export function stand(seconds: number, leftShare: (t: number) => number, options: PersonOptions = {}, from_s = 0): SampleBlock[] {
  const { mass_kg = 70, gainError = { left: 1, right: 1 }, noise = 0, sway_ratio = 0, seed = 1 } = options
  const random = chance(seed)
  const gauss = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const blocks: SampleBlock[] = []
  const n = 5
  let sway = 0
  for (let first = 0; first < seconds * RATE_HZ; first += n) {
    const time_s = Float64Array.from({ length: n }, (_, i) => from_s + (first + i) / RATE_HZ)
    const total = Array.from({ length: n }, () => {
      // First order, 0.5 s: a person sways slowly.
      sway += (-sway + gauss() * Math.sqrt(2 * 25)) / 25
      return mass_kg * 9.80665 * (1 + sway_ratio * sway)
    })
    for (const side of SIDES) {
      const counts = new Float32Array(n * SENSORS)
      for (let i = 0; i < n; i++) {
        const share = leftShare(time_s[i]! - from_s)
        const force = total[i]! * (side === 'left' ? share : 1 - share)
        for (let k = 0; k < SENSORS; k++)
          counts[k * n + i] = Math.round(ZERO[k]! + COUNTS_PER_N * gainError[side] * force * SHARE[k]! + noise * gauss())
      }
      blocks.push({ side, sequence: first, n, sensors: SENSORS, time_s, counts, imu: null, lostBefore: 0, saturated: 0, recovered: false })
    }
  }
  return blocks
}
