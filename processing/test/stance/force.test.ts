import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { averageLoadingRate, impactPeak_s } from '../../src/analysis/stance/loadingRate.ts'
import { measureStance } from '../../src/analysis/stance/index.ts'
import { earlyImpulse, impulse, resample } from '../../src/analysis/stance/stance.ts'
import { twoPeaks } from '../../src/analysis/stance/twoPeaks.ts'
import { insoleOf, oneStride, START_S, type Signal } from './signals.ts'

const WEIGHT_N = 700
const whole = insoleOf([{ region: 'whole' }], { calibrated: 'N', layout: { geometry: 'none' } })
const of = (force: (after_s: number) => number, more: Partial<Signal> = {}) => oneStride({ sensors: [force], insole: whole, ...more })

const rectangle = () => 800
const halfSine = (t: number) => 800 * Math.sin((Math.PI * t) / 0.7)
/** Two humps: 1.138 sin(pi u) + 0.388 sin(3 pi u), as the simulated walker's. Its extrema are where its derivative is 0. */
const hump = (u: number) => 1.138 * Math.sin(Math.PI * u) + 0.388 * Math.sin(3 * Math.PI * u)
const doubleHump = (t: number) => WEIGHT_N * hump(t / 0.7)
/** cos(pi u) (1.138 + 1.164 (4 cos^2(pi u) - 3)) = 0 */
const FIRST_U = Math.acos(Math.sqrt((3 - 1.138 / 1.164) / 4)) / Math.PI

describe('the two peaks of a stance', () => {
  it('are found where the curve has them, to 0.2 % of the force and 2 ms', () => {
    const peaks = twoPeaks(of(doubleHump).stance, 0.02 * WEIGHT_N)!
    expect(Math.abs(peaks.first.value / (WEIGHT_N * hump(FIRST_U)) - 1)).toBeLessThan(0.002)
    expect(Math.abs(peaks.first.after_s - 0.7 * FIRST_U)).toBeLessThan(0.002)
    expect(Math.abs(peaks.second.after_s - 0.7 * (1 - FIRST_U))).toBeLessThan(0.002)
    expect(peaks.valley.value).toBeCloseTo(WEIGHT_N * hump(0.5), 0)
    expect(Math.abs(peaks.valley.after_s - 0.35)).toBeLessThan(0.002)
  })

  it('are not invented in a rectangle, a half sine or a lopsided hump: single-peak', () => {
    for (const one of [rectangle, halfSine, (t: number) => 800 * Math.sin(Math.PI * (t / 0.7) ** 0.6), (t: number) => 800 * (t / 0.7)]) {
      expect(twoPeaks(of(one).stance, 0.02 * WEIGHT_N)).toBeNull()
    }
  })

  it('must stand out of the valley by the prominence, both of them', () => {
    /** Straight lines through (10 %, 1000), (50 %, valley) and (90 %, second). */
    const through = (valley: number, second: number) => (t: number) => {
      const u = t / 0.7
      if (u < 0.1) return 10_000 * u
      if (u < 0.5) return 1000 + ((valley - 1000) * (u - 0.1)) / 0.4
      return u < 0.9 ? valley + ((second - valley) * (u - 0.5)) / 0.4 : 10 * second * (1 - u)
    }
    expect(twoPeaks(of(through(985, 1000)).stance, 20)).toBeNull()
    expect(twoPeaks(of(through(975, 993)).stance, 20)).toBeNull()
    expect(twoPeaks(of(through(975, 1000)).stance, 20)).not.toBeNull()
  })

  it('hardly depend on the sampling rate from 50 Hz on (metrics.md 2.5: 0.7 %)', () => {
    for (const rate_Hz of [50, 62.5, 100, 200]) {
      const peaks = twoPeaks(of(doubleHump, { rate_Hz }).stance, 14)!
      expect(Math.abs(peaks.first.value / (WEIGHT_N * hump(FIRST_U)) - 1)).toBeLessThan(0.007)
      expect(Math.abs(peaks.second.value / (WEIGHT_N * hump(FIRST_U)) - 1)).toBeLessThan(0.007)
    }
  })
})

describe('impulse', () => {
  it('of a rectangle is exact, whatever the phase of the samples', () => {
    for (const duration_s of [0.7, 0.7037, 0.6951]) {
      expect(impulse(of(rectangle, { duration_s }).stance)).toBeCloseTo(800 * duration_s, 9)
      expect(earlyImpulse(of(rectangle, { duration_s }).stance, 0.1)).toBeCloseTo(80, 9)
    }
  })

  it('of a half sine and of two humps is the integral, to 0.1 %', () => {
    expect(Math.abs(impulse(of(halfSine).stance) / ((800 * 0.7 * 2) / Math.PI) - 1)).toBeLessThan(0.001)
    expect(Math.abs(impulse(of(doubleHump).stance) / (WEIGHT_N * 0.7 * (2 / Math.PI) * (1.138 + 0.388 / 3)) - 1)).toBeLessThan(0.001)
  })

  it('of the first 100 ms of a shorter stance is that of the stance', () => {
    expect(earlyImpulse(of(rectangle, { duration_s: 0.085 }).stance, 0.1)).toBeCloseTo(68, 9)
  })
})

describe('average loading rate', () => {
  const ramp = (t: number) => Math.min(1000, 10_000 * t)
  /** Up to 600 N in 30 ms, down to 500 N at 45 ms, then up to 1000 N. */
  const impact = (t: number) =>
    t < 0.03 ? 20_000 * t : t < 0.045 ? 600 - ((t - 0.03) / 0.015) * 100 : Math.min(1000, 500 + 4000 * (t - 0.045))

  it('without an impact peak is the slope between 3 and 12 % of the stance', () => {
    const { stance } = of(ramp)
    expect(impactPeak_s(stance, 14)).toBeNull()
    expect(averageLoadingRate(stance, 14)).toBeCloseTo(10_000, -1)
  })

  it('with one is the slope between 20 and 80 % of the time to it', () => {
    const { stance } = of(impact, { rate_Hz: 200 })
    expect(impactPeak_s(stance, 14)).toBeCloseTo(0.03, 6)
    expect(averageLoadingRate(stance, 14)).toBeCloseTo(20_000, -1)
  })

  it('takes a maximum after 50 ms, or one that hardly falls, for no impact peak', () => {
    expect(impactPeak_s(of((t) => impact(t / 2), { rate_Hz: 200 }).stance, 14)).toBeNull()
    expect(impactPeak_s(of(impact, { rate_Hz: 200 }).stance, 150)).toBeNull()
  })
})

describe('force features', () => {
  const measure = (signal: Signal, bodyWeight_N?: number, calibrated = true) => {
    const { setup, history, stride } = oneStride(signal)
    const known = { ...setup, newtons: calibrated, bodyWeight_N: bodyWeight_N ?? null }
    const record = measureStance(known, history, stride)
    return { metrics: stride.metrics, record }
  }

  it('are in newtons and in body weights when both are known', () => {
    const { metrics } = measure({ sensors: [doubleHump], insole: whole }, WEIGHT_N)
    expect(metrics.firstPeak_percentBW).toBeCloseTo((100 * metrics.firstPeak_N!) / WEIGHT_N, 9)
    expect(metrics.impulse_BWs).toBeCloseTo(metrics.impulse_Ns! / WEIGHT_N, 12)
    expect(metrics.loadingRate_N_per_s).toBeCloseTo((WEIGHT_N * hump(FIRST_U)) / (0.7 * FIRST_U), -1.5)
    expect(metrics.pushOff_ratio).toBeCloseTo(1, 2)
    expect(metrics.valley_ratio).toBeCloseTo(0.75 / hump(FIRST_U), 2)
    expect(metrics.firstPeakTime_percent).toBeCloseTo(100 * FIRST_U, 0)
  })

  it('without newtons are times and ratios; nothing that would need a unit', () => {
    const { metrics } = measure({ sensors: [doubleHump], insole: whole }, undefined, false)
    expect(Object.keys(metrics).sort()).toEqual(
      [
        'stride_s',
        'dutyFactor_ratio',
        'firstPeakTime_percent',
        'valleyTime_percent',
        'secondPeakTime_percent',
        'valley_ratio',
        'pushOff_ratio',
      ].sort(),
    )
  })

  it('of a single peak are those that need no second one', () => {
    const { metrics } = measure({ sensors: [halfSine], insole: whole }, WEIGHT_N)
    expect(metrics.impulse_Ns).toBeGreaterThan(0)
    expect(metrics.averageLoadingRate_N_per_s).toBeGreaterThan(0)
    for (const name of ['firstPeak_N', 'secondPeak_N', 'valley_N', 'pushOff_ratio', 'loadingRate_N_per_s'] as const)
      expect(metrics[name]).toBeUndefined()
  })

  it('leave out loading rates below 95 samples a second', () => {
    const { metrics } = measure({ sensors: [doubleHump], insole: whole, rate_Hz: 62.5 }, WEIGHT_N)
    expect(metrics.firstPeak_N).toBeDefined()
    expect(metrics.loadingRate_N_per_s).toBeUndefined()
    expect(metrics.averageLoadingRate_N_per_s).toBeUndefined()
  })

  it('are absent from a stance with a missing sample: nothing is bridged', () => {
    const { metrics, record } = measure({ sensors: [(t) => (Math.abs(t - 0.3) < 0.006 ? NaN : doubleHump(t))], insole: whole })
    expect(record).toBeNull()
    expect(metrics.pushOff_ratio).toBeUndefined()
  })

  it('that are relative do not depend on an offset of counts that are not calibrated', () => {
    const raw = insoleOf([{ region: 'whole' }], { layout: { geometry: 'none' } })
    const at = (offset: number) => {
      const { setup, history, stride } = oneStride({ sensors: [doubleHump], insole: raw })
      for (let i = 0; i < history.to; i++) history.force[i]! += offset
      const lifted = { ...stride, metrics: { stride_s: stride.metrics.stride_s }, stancePeak: stride.stancePeak + offset, swingFloor: stride.swingFloor + offset } // prettier-ignore
      measureStance(setup, history, lifted)
      return lifted.metrics as typeof stride.metrics
    }
    expect(at(0).pushOff_ratio).toBeCloseTo(1, 2)
    for (const name of ['pushOff_ratio', 'valley_ratio', 'firstPeakTime_percent'] as const)
      expect(at(5400)[name]).toBeCloseTo(at(0)[name]!, 4)
  })

  it('that are relative do not depend on the scale', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), fc.double({ min: 0.5, max: 1.2, noNaN: true }), (scale, duration_s) => {
        const curve = (k: number) => (t: number) => k * hump(t / duration_s)
        const one = measure({ sensors: [curve(1)], insole: whole, duration_s }, undefined, false).metrics
        const other = measure({ sensors: [curve(scale)], insole: whole, duration_s }, undefined, false).metrics
        for (const [name, value] of Object.entries(one))
          expect(Math.abs(other[name as 'valley_ratio']! - value)).toBeLessThan(1e-3 * Math.abs(value))
      }),
      { numRuns: 30 },
    )
  })
})

describe('a curve over the stance', () => {
  it('of 101 points has the force at 0, 1, ... 100 %', () => {
    const { history } = of(halfSine)
    const curve = new Float32Array(101)
    resample(history, history.force, START_S, START_S + 0.69, curve)
    for (const p of [0, 10, 50, 99]) expect(Math.abs(curve[p]! - halfSine((0.69 * p) / 100))).toBeLessThan(2)
  })

  it('is NaN where there are no samples', () => {
    const { history } = of(halfSine)
    const curve = new Float32Array(3)
    resample(history, history.force, -1, 0.3, curve)
    expect([...curve].map(Number.isNaN)).toEqual([true, true, false])
  })
})
