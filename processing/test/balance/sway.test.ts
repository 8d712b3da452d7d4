import { readFileSync } from 'node:fs'
import { openRecording } from '@solestream/ingest/recordings'
import { balanceOfCop, meanFrequency, predictionEllipseArea, rombergRatios, swayFigures } from '@solestream/processing/analysis'
import { BALANCE_METRIC_NAMES } from '@solestream/processing/model'
import { lacks, SHARED } from '@solestream/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPowerSpectrum } from '../../src/analysis/balance/fourier.ts'
import { chance } from '../walker.ts'

/** Pairs of independent standard normal numbers (Box-Muller). */
function gaussian(n: number, seed: number): { readonly ap_mm: Float64Array; readonly ml_mm: Float64Array } {
  const random = chance(seed)
  const pairs = Array.from({ length: n }, () => {
    const radius = Math.sqrt(-2 * Math.log(1 - random()))
    const angle = 2 * Math.PI * random()
    return [radius * Math.cos(angle), radius * Math.sin(angle)] as const
  })
  return { ap_mm: Float64Array.from(pairs, ([a]) => a), ml_mm: Float64Array.from(pairs, ([, b]) => b) }
}

const wave = (n: number, rate_Hz: number, frequency_Hz: number, phase = 0): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => Math.sin((2 * Math.PI * frequency_Hz * i) / rate_Hz + phase))

describe('the power spectrum', () => {
  it('of any length is that of the definition', () => {
    const property = fc.property(fc.integer({ min: 1, max: 67 }), fc.integer(), (n, seed) => {
      const random = chance(seed)
      const x = Float64Array.from({ length: n }, () => random() - 0.5)
      const power = createPowerSpectrum(n)(x)
      expect(power).toHaveLength((n >> 1) + 1)
      power.forEach((found, k) => {
        let re = 0
        let im = 0
        x.forEach((value, i) => {
          re += value * Math.cos((2 * Math.PI * k * i) / n)
          im -= value * Math.sin((2 * Math.PI * k * i) / n)
        })
        expect(found).toBeCloseTo(re * re + im * im, 9)
      })
    })
    fc.assert(property, { numRuns: 100 })
  })

  it('keeps all power of long prime lengths (Parseval)', () => {
    const n = 20_011
    const { ap_mm } = gaussian(n, 3)
    const power = createPowerSpectrum(n)(ap_mm)
    const both = power.reduce((sum, p, k) => sum + (k === 0 ? p : 2 * p), 0)
    expect(both / n / ap_mm.reduce((sum, v) => sum + v * v, 0)).toBeCloseTo(1, 10)
  })
})

describe('the mean frequency', () => {
  it('of a wave is its frequency, whatever its size and offset', () => {
    for (const frequency of [0.2, 0.5, 1.3, 4])
      for (const n of [6000, 5999, 4097]) {
        const x = wave(n, 100, frequency).map((v) => 7 * v + 40)
        expect(meanFrequency(x, 100).mean_Hz).toBeCloseTo(frequency, 2)
      }
  })

  it('of two axes is their mean, weighted by their power', () => {
    const [n, rate_Hz] = [6000, 100]
    const ap_mm = wave(n, rate_Hz, 0.5).map((v) => 3 * v)
    const ml_mm = wave(n, rate_Hz, 2)
    const found = swayFigures({ ap_mm, ml_mm, rate_Hz })
    expect(found.meanFrequencyAp_Hz).toBeCloseTo(0.5, 3)
    expect(found.meanFrequencyMl_Hz).toBeCloseTo(2, 3)
    expect(found.meanFrequency_Hz).toBeCloseTo((9 * 0.5 + 1 * 2) / 10, 3)
  })
})

describe('the 95 % prediction ellipse', () => {
  it('of an isotropic distribution of standard deviation 1 is the published one, for few and for many samples', () => {
    expect(predictionEllipseArea(1, 20)).toBeCloseTo(24.75, 2)
    expect(predictionEllipseArea(1, 1e7)).toBeCloseTo(5.991 * Math.PI, 2)
    expect(predictionEllipseArea(1, 1e7)).toBeCloseTo(18.82, 2)
    const n = 200_000
    expect(swayFigures({ ...gaussian(n, 11), rate_Hz: 100 }).ellipseArea_mm2).toBeCloseTo(18.82, 0)
  })

  it('holds the next sample in 95 % of trials', () => {
    let inside = 0
    const trials = 4000
    const { ap_mm, ml_mm } = gaussian(trials * 13, 5)
    for (let t = 0; t < trials; t++) {
      // n = 12 samples and a next one; of an ellipse around their mean with the axes of S: d' S^-1 d < area / (pi sqrt(det S))
      const a = ap_mm.subarray(13 * t, 13 * t + 12)
      const m = ml_mm.subarray(13 * t, 13 * t + 12)
      const mean = (x: Float64Array): number => x.reduce((s, v) => s + v, 0) / 12
      const [ma, mm] = [mean(a), mean(m)]
      const covariance = (x: Float64Array, mx: number, y: Float64Array, my: number): number =>
        x.reduce((s, v, i) => s + (v - mx) * (y[i]! - my), 0) / 11
      const [saa, smm, sam] = [covariance(a, ma, a, ma), covariance(m, mm, m, mm), covariance(a, ma, m, mm)]
      const determinant = saa * smm - sam * sam
      const [da, dm] = [ap_mm[13 * t + 12]! - ma, ml_mm[13 * t + 12]! - mm]
      const squared = (da * da * smm - 2 * da * dm * sam + dm * dm * saa) / determinant
      if (squared < predictionEllipseArea(determinant, 12) / (Math.PI * Math.sqrt(determinant))) inside++
    }
    expect(inside / trials).toBeCloseTo(0.95, 2)
  })

  it('does not change when the person turns', () => {
    const { ap_mm, ml_mm } = gaussian(500, 9)
    const stretched = ml_mm.map((v) => 3 * v)
    const turned = { ap_mm: ap_mm.map((v, i) => 0.6 * v - 0.8 * stretched[i]!), ml_mm: ap_mm.map((v, i) => 0.8 * v + 0.6 * stretched[i]!) }
    const before = swayFigures({ ap_mm, ml_mm: stretched, rate_Hz: 50 })
    const after = swayFigures({ ...turned, rate_Hz: 50 })
    for (const metric of ['ellipseArea_mm2', 'pathLength_mm', 'meanVelocity_mm_s', 'pathFrequency_Hz'] as const)
      expect(after[metric]! / before[metric]!).toBeCloseTo(1, 9)
    // its weights are plain sums, its means trapezoids: published so, and the same but for the first and the last bin
    expect(after.meanFrequency_Hz! / before.meanFrequency_Hz!).toBeCloseTo(1, 4)
  })
})

describe('the sway path', () => {
  it('of a circle is its length, its path frequency the turns per second, its RMS the radius / sqrt 2', () => {
    const [n, rate_Hz, radius, turns_Hz] = [3000, 100, 4, 0.5]
    const found = swayFigures({
      ap_mm: wave(n, rate_Hz, turns_Hz).map((v) => 10 + radius * v),
      ml_mm: wave(n, rate_Hz, turns_Hz, Math.PI / 2).map((v) => -3 + radius * v),
      rate_Hz,
    })
    expect(found.pathLength_mm).toBeCloseTo((2 * Math.PI * radius * turns_Hz * (n - 1)) / rate_Hz, 1)
    expect(found.meanVelocity_mm_s).toBeCloseTo(found.pathLength_mm! / 30, 9)
    expect(found.pathFrequency_Hz).toBeCloseTo(turns_Hz, 2)
    expect(found.rmsAp_mm).toBeCloseTo(radius / Math.SQRT2, 2)
    expect(found.rmsMl_mm).toBeCloseTo(radius / Math.SQRT2, 2)
  })

  it('of a line has the same velocity along it as in all, and none across', () => {
    const n = 2000
    const found = swayFigures({ ap_mm: wave(n, 100, 0.3), ml_mm: new Float64Array(n).fill(5), rate_Hz: 100 })
    expect(found.meanVelocityAp_mm_s).toBe(found.meanVelocity_mm_s)
    expect(found.meanVelocityMl_mm_s).toBe(0)
    expect(found.ellipseArea_mm2).toBe(0)
    // of what does not move there is no frequency, and it has no say in the mean of both
    expect(found.meanFrequency_Hz).toBe(found.meanFrequencyAp_Hz)
    expect(found).not.toHaveProperty('meanFrequencyMl_Hz')
  })

  it('of what moves by rounding alone has no frequency', () => {
    const n = 2000
    // What single precision leaves of 130 mm
    const still = Float64Array.from({ length: n }, (_, i) => 130 + 1.5e-5 * ((i * 7919) % 3))
    const found = swayFigures({ ap_mm: still, ml_mm: wave(n, 100, 0.3), rate_Hz: 100 })
    expect(found).not.toHaveProperty('meanFrequencyAp_Hz')
    expect(found.meanFrequency_Hz).toBe(found.meanFrequencyMl_Hz)
    const both = swayFigures({ ap_mm: still, ml_mm: still, rate_Hz: 100 })
    expect(Object.keys(both).filter((metric) => metric.includes('Frequency'))).toEqual([])
    // Real stillness moves by far more
    const small = Float64Array.from(wave(n, 100, 0.3), (v) => 130 + 0.01 * v)
    expect(swayFigures({ ap_mm: small, ml_mm: null, rate_Hz: 100 }).meanFrequencyAp_Hz).toBeCloseTo(0.3, 2)
  })

  it('without the sideways axis gives what is of the other alone', () => {
    const found = swayFigures({ ap_mm: wave(2000, 100, 0.3), ml_mm: null, rate_Hz: 100 })
    expect(Object.keys(found).toSorted()).toEqual(['meanFrequencyAp_Hz', 'meanVelocityAp_mm_s', 'rmsAp_mm'])
  })
})

describe('balance of a recorded centre of pressure', () => {
  const cop = (n: number, keep: (i: number) => boolean = () => true) => {
    const kept = Array.from({ length: n }, (_, i) => i).filter(keep)
    const { ap_mm, ml_mm } = gaussian(n, 21)
    const of = (x: Float64Array): Float64Array => Float64Array.from(kept, (i) => x[i]!)
    return { time_s: Float64Array.from(kept, (i) => i / 100), ap_mm: of(ap_mm), ml_mm: of(ml_mm), rate_Hz: 100 }
  }

  it('gives every figure or its reason', () => {
    const { summary, unavailable, duration_s, notes } = balanceOfCop(cop(6000))
    expect(duration_s).toBeCloseTo(60, 6)
    expect(notes).toEqual([])
    for (const metric of BALANCE_METRIC_NAMES) expect(summary[metric] === undefined, metric).toBe(unavailable[metric] !== undefined)
    expect(unavailable['weightBearingAsymmetry_percent']).toMatch(/not the force of each foot/)
    expect(summary.ellipseArea_mm2!.both).toMatchObject({ n: 6000, ci95: null })
  })

  it('uses the longest stretch without a gap, and says so', () => {
    const whole = cop(6000)
    const { summary, duration_s, notes } = balanceOfCop(cop(6000, (i) => i !== 1500 && i !== 5500))
    expect(duration_s).toBeCloseTo(39.99, 6)
    expect(notes).toEqual([expect.stringMatching(/longest stretch without a gap, 40\.0 s/)])
    const part = { ...whole, ap_mm: whole.ap_mm.subarray(1501, 5500), ml_mm: whole.ml_mm.subarray(1501, 5500) }
    expect(summary.pathLength_mm!.both!.value).toBeCloseTo(swayFigures(part).pathLength_mm!, 9)
  })

  it('withholds everything below 10 s, and notes less than 30 s', () => {
    const short = balanceOfCop(cop(900))
    expect(short.summary).toEqual({})
    expect(short.unavailable['ellipseArea_mm2']).toBe('9.0 s of standing without a gap, 10 s and 100 samples are needed')
    expect(balanceOfCop(cop(1500)).notes).toEqual([expect.stringMatching(/Only 15\.0 s/)])
  })

  it('takes 30 s for 30 s, whether its last sample lies at the end or a period before, and says of less what it is', () => {
    for (const n of [2999, 3000, 3001]) {
      const trial = cop(n)
      // Times as files have them, rounded to 4 digits with an offset
      const time_s = trial.time_s.map((t) => Number((17.0333 + t).toFixed(3)) + 1e-4)
      expect(balanceOfCop({ ...trial, time_s }).notes, String(n)).toEqual([])
    }
    expect(balanceOfCop(cop(2997)).notes).toEqual([expect.stringMatching(/^Only 29\.9 s of standing: 30 s and more/)])
    expect(balanceOfCop(cop(997)).unavailable['ellipseArea_mm2']).toMatch(/^9\.9 s of standing without a gap, 10 s/)
    expect(balanceOfCop(cop(1000)).summary.ellipseArea_mm2).toBeDefined()
  })
})

describe('the Romberg ratio', () => {
  it('is eyes closed over eyes open, of what both trials have and of what a ratio makes sense', () => {
    const summary = (area: number, asymmetry: number) => ({
      ellipseArea_mm2: { both: { value: area, n: 3000, ci95: null } },
      weightBearingAsymmetry_percent: { both: { value: asymmetry, n: 3000, ci95: null } },
    })
    const ratios = rombergRatios({ ...summary(200, 4), rmsAp_mm: { both: { value: 1, n: 1, ci95: null } } }, summary(300, -2))
    expect(ratios).toEqual({ ellipseArea_mm2: { ratio: 1.5, log: Math.log(1.5) } })
  })
})

const reason = lacks('shared')
describe.skipIf(reason)(`recorded standing (BMClab)${reason ? ` (${reason})` : ''}`, () => {
  const rows = reason ? [] : readFileSync(`${SHARED}/data/balance/truth.csv`, 'utf8').trim().split('\n').slice(1)
  it.each(rows.map((row) => row.split(',')))('%s: the published values', async (trial, area_cm2, velocity_cm_s, frequency_Hz) => {
    const { summary } = balanceOfCop((await openRecording(`${SHARED}/data/balance/${trial}.csv`)).cop()!)
    const relative = (metric: 'ellipseArea_mm2' | 'meanVelocity_mm_s' | 'meanFrequency_Hz', published: number): number =>
      Math.abs(summary[metric]!.both!.value / published - 1)
    expect(relative('ellipseArea_mm2', 100 * Number(area_cm2))).toBeLessThan(1e-7)
    expect(relative('meanVelocity_mm_s', 10 * Number(velocity_cm_s))).toBeLessThan(1e-7)
    expect(relative('meanFrequency_Hz', Number(frequency_Hz))).toBeLessThan(1e-7)
  })
})
