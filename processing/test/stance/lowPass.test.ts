import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lowPassZeroPhase } from '../../src/analysis/stance/lowPass.ts'

const RATE_HZ = 100
const filtered = (n: number, value: (t: number) => number, rate_Hz = RATE_HZ): Float64Array => {
  const values = Float64Array.from({ length: n }, (_, i) => value(i / rate_Hz))
  lowPassZeroPhase(values, n, rate_Hz, 10)
  return values
}
/** Amplitude and phase of a frequency in the middle of a long signal. */
function gain(frequency_Hz: number, rate_Hz: number): { readonly amplitude: number; readonly phase: number } {
  const n = 40 * rate_Hz
  const out = filtered(n, (t) => Math.sin(2 * Math.PI * frequency_Hz * t), rate_Hz)
  let [sine, cosine] = [0, 0]
  const from = 10 * rate_Hz
  for (let i = from; i < from + 20 * rate_Hz; i++) {
    sine += out[i]! * Math.sin((2 * Math.PI * frequency_Hz * i) / rate_Hz)
    cosine += out[i]! * Math.cos((2 * Math.PI * frequency_Hz * i) / rate_Hz)
  }
  return { amplitude: Math.hypot(sine, cosine) / (10 * rate_Hz), phase: Math.atan2(cosine, sine) }
}

describe('the low-pass of the centre of pressure', () => {
  it.each([50, 100, 200])('has -3 dB at 10 Hz, lets slow movement through and stops fast one, without phase shift, at %i Hz', (rate_Hz) => {
    expect(gain(10, rate_Hz).amplitude).toBeCloseTo(Math.SQRT1_2, 2)
    expect(gain(1, rate_Hz).amplitude).toBeGreaterThan(0.999)
    expect(gain(24, rate_Hz).amplitude).toBeLessThan(0.07)
    for (const f of [1, 5, 10]) expect(Math.abs(gain(f, rate_Hz).phase)).toBeLessThan(1e-6)
  })

  it('leaves a straight line as it is, to the ends: within a thousandth of its step from 16 samples on, a fiftieth from 8', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 120 }), fc.double({ min: 1, max: 500, noNaN: true }), (n, slope) => {
        const most = (slope / RATE_HZ) * (n < 16 ? 0.02 : 0.001)
        filtered(n, (t) => 30 - slope * t).forEach((v, i) => expect(Math.abs(v - 30 + (slope * i) / RATE_HZ)).toBeLessThan(most))
      }),
      { numRuns: 40 },
    )
  })

  it('gives the mirror image of a mirrored signal', () => {
    const noise = (i: number) => Math.sin(i * i)
    const forth = Float64Array.from({ length: 70 }, (_, i) => noise(i))
    const back = forth.toReversed()
    lowPassZeroPhase(forth, 70, RATE_HZ, 10)
    lowPassZeroPhase(back, 70, RATE_HZ, 10)
    // Forth first, then back: the two ends settle a little differently
    back.toReversed().forEach((v, i) => expect(Math.abs(v - forth[i]!)).toBeLessThan(0.02))
  })
})
