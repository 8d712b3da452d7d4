import type { InsoleDescription, SampleBlock } from '../../model/index.ts'
import { PLANTAR_REGIONS } from '../../model/index.ts'
import { coefficients, type Coefficients } from '../force/coefficients.ts'
import { regionMap, type RegionMap } from './regionMap.ts'

/** Every so many samples, by their sequence number, so that the cut into blocks does not matter: minutes are looked at, not steps. */
const EVERY = 10
/** 35 mmHg, the pressure in capillaries (unverified). */
const REST_KPA = 4.7
const BIN_S = 10
/** Bins of 15 minutes. */
const WINDOW = 90

/**
 * @algorithm Feet at risk
 *
 * Only in calibrated kilopascals, of each part of the foot. Stances above 200 kPa: the share of valid stances whose peak pressure there is above it, the
 * level that therapeutic footwear aims below (Bus 2011, Diabetes Care 34:1595: relief of 25 % or below 200 kPa). Cumulative stress: the sum of pti 1
 * over all whole stances, excluded strides too. Sustained load: the largest integral of the pressure above 4.7 kPa (35 mmHg, unverified) over any 15
 * minutes, standing too, of the sensor that bears most there; every tenth sample is looked at, missing ones add nothing, drift adds to it.
 * Cells of a few cm2 average peaks away: the area of the largest sensor stands beside these figures. Not a diagnostic device.
 */
export class SustainedLoad {
  private readonly coefficients: Coefficients
  private readonly map: RegionMap
  private readonly step_s: number
  /** Shape [sensors][WINDOW], kPa s of the bins of the last 15 minutes; the bin of time t is floor(t / 10 s). */
  private readonly bins: Float64Array
  private readonly sums: Float64Array
  private readonly largest: Float64Array
  private bin = NaN
  private samples = 0
  private readonly rate_Hz: number

  constructor(insole: InsoleDescription) {
    this.coefficients = coefficients(insole)
    this.map = regionMap(insole)
    this.rate_Hz = insole.rate_Hz
    this.step_s = EVERY / insole.rate_Hz
    const kept = this.watches() ? insole.sensors : 0
    this.bins = new Float64Array(kept * WINDOW)
    this.sums = new Float64Array(kept)
    this.largest = new Float64Array(kept)
  }

  private watches(): boolean {
    return this.coefficients.kPaPerForce !== null && this.map.regions.length > 0
  }

  add({ n, time_s, counts, sequence }: SampleBlock): void {
    this.samples += n
    if (this.sums.length === 0) return
    const { gain, offset, kPaPerForce } = this.coefficients
    for (let i = (EVERY - (sequence % EVERY)) % EVERY; i < n; i += EVERY) {
      this.moveTo(Math.floor(time_s[i]! / BIN_S))
      const slot = slotOf(this.bin)
      for (let k = 0, j = i; k < this.sums.length; k++, j += n) {
        const above = (gain[k]! * counts[j]! + offset[k]!) * kPaPerForce![k]! - REST_KPA
        if (!(above > 0)) continue
        const dose = above * this.step_s
        this.bins[k * WINDOW + slot]! += dose
        this.sums[k]! += dose
        if (this.sums[k]! > this.largest[k]!) this.largest[k] = this.sums[k]!
      }
    }
  }

  /** Bins that the window has left are emptied. */
  private moveTo(bin: number): void {
    if (bin === this.bin) return
    const from = Number.isNaN(this.bin) ? bin - WINDOW + 1 : Math.max(this.bin + 1, bin - WINDOW + 1)
    for (let b = from; b <= bin; b++) {
      const slot = slotOf(b)
      for (let k = 0; k < this.sums.length; k++) {
        this.sums[k]! -= this.bins[k * WINDOW + slot]!
        this.bins[k * WINDOW + slot] = 0
      }
    }
    this.bin = bin
  }

  /** Whole minutes of samples. */
  minutes(): number {
    return Math.floor(this.samples / (60 * this.rate_Hz))
  }

  /** Of each part of the foot, the sensor that bears most, one a PLANTAR_REGIONS; NaN where no sensor lies. */
  doses_kPas(): readonly number[] {
    const { regions, order, starts } = this.map
    return PLANTAR_REGIONS.map((region) => {
      const r = regions.indexOf(region)
      if (r < 0 || this.sums.length === 0) return NaN
      let most = 0
      for (let q = starts[r]!; q < starts[r + 1]!; q++) most = Math.max(most, this.largest[order[q]!]!)
      return most
    })
  }
}

/** Of a bin, which may lie before time 0. */
const slotOf = (bin: number): number => bin - WINDOW * Math.floor(bin / WINDOW)
