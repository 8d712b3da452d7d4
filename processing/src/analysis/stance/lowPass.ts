/** A second-order filter run forth and back attenuates twice: its cut-off is moved so that the whole has -3 dB where it is asked for (Winter 2009). */
const TWO_PASSES = Math.pow(Math.SQRT2 - 1, 0.25)
/** Mirrored beyond each end for this long, at most for the signal's own length: the filter has settled when the signal begins. */
const BEYOND_S = 0.15

let scratch = new Float64Array(1024)

/**
 * Zero-phase Butterworth low-pass, second order run forth and back, in place, over the first n values of a signal without gaps. Ends are
 * continued by point reflection, so that a straight line stays one.
 */
export function lowPassZeroPhase(values: Float64Array, n: number, rate_Hz: number, cutoff_Hz: number): void {
  if (n < 2) return
  const beyond = Math.min(n - 1, Math.ceil(BEYOND_S * rate_Hz))
  const total = n + 2 * beyond
  if (total > scratch.length) scratch = new Float64Array(2 * total)
  const [first, last] = [values[0]!, values[n - 1]!]
  for (let i = 0; i < beyond; i++) {
    scratch[i] = 2 * first - values[beyond - i]!
    scratch[beyond + n + i] = 2 * last - values[n - 2 - i]!
  }
  for (let i = 0; i < n; i++) scratch[beyond + i] = values[i]!
  const k = Math.tan((Math.PI * cutoff_Hz) / rate_Hz) / TWO_PASSES
  const norm = 1 / (1 + Math.SQRT2 * k + k * k)
  const filter = { b: k * k * norm, a1: 2 * (k * k - 1) * norm, a2: (1 - Math.SQRT2 * k + k * k) * norm }
  pass(scratch, 0, total, 1, filter)
  pass(scratch, total - 1, total, -1, filter)
  for (let i = 0; i < n; i++) values[i] = scratch[beyond + i]!
}

/** One direction, begun as if the signal had always had its first value. */
function pass(
  signal: Float64Array,
  start: number,
  n: number,
  step: 1 | -1,
  { b, a1, a2 }: { readonly b: number; readonly a1: number; readonly a2: number },
): void {
  const first = signal[start]!
  let s2 = b * first - a2 * first
  let s1 = 2 * b * first - a1 * first + s2
  for (let i = 0, at = start; i < n; i++, at += step) {
    const x = signal[at]!
    const y = b * x + s1
    s1 = 2 * b * x - a1 * y + s2
    s2 = b * x - a2 * y
    signal[at] = y
  }
}
