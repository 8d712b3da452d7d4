import { createPowerSpectrum } from './fourier.ts'

/** Of one axis: its mean frequency and the sum of its spectrum's bins (any unit, the same for all axes of a trial). */
export interface AxisFrequency {
  readonly mean_Hz: number
  readonly power: number
}

/**
 * Mean frequency of evenly spaced samples, defined as the published values of BMClab's data set are (Santos & Duarte 2016,
 * doi:10.7717/peerj.2648): trapezoid(f P) / trapezoid(P) of Welch's one-sided spectrum with a periodic Hann window, segments of floor(n / 2)
 * samples that overlap by floor(n / 4), the mean taken off each, no padding, the bin at 0 Hz kept. NaN where nothing moves.
 */
export function meanFrequency(x: Float64Array, rate_Hz: number): AxisFrequency {
  const length = x.length >> 1
  const spectrum = welch(x, length, x.length >> 2)
  let power = 0
  let area = 0
  let moment = 0
  for (let k = 0; k < spectrum.length; k++) {
    const p = spectrum[k]!
    const weight = k === 0 || k === spectrum.length - 1 ? 0.5 : 1
    power += p
    area += weight * p
    moment += weight * k * p
  }
  return { mean_Hz: (moment / area) * (rate_Hz / length), power }
}

/** Mean of the segments' one-sided power spectra, not scaled. */
function welch(x: Float64Array, length: number, overlap: number): Float64Array {
  const powerOf = createPowerSpectrum(length)
  const window = Float64Array.from({ length }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length))
  const sum = new Float64Array((length >> 1) + 1)
  const segment = new Float64Array(length)
  for (let from = 0; from + length <= x.length; from += length - overlap) {
    const mean = meanOf(x.subarray(from, from + length))
    for (let i = 0; i < length; i++) segment[i] = window[i]! * (x[from + i]! - mean)
    powerOf(segment).forEach((p, k) => (sum[k]! += p))
  }
  // both halves of the spectrum, of which 0 Hz and (of an even length) the highest frequency have one bin only
  for (let k = 1; k < sum.length; k++) if (2 * k !== length) sum[k]! *= 2
  return sum
}

/** Exact for what does not move at all. */
export function meanOf(x: Float64Array): number {
  const origin = x[0]!
  let sum = 0
  for (const value of x) sum += value - origin
  return origin + sum / x.length
}
