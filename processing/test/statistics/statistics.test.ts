import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  blockInterval,
  blockLength,
  bootstrapMean,
  bootstrapOfMeans,
  drawBlocks,
  madOfSorted,
  medianOf,
  medianOfSorted,
  ResampledMedian,
  RollingWindow,
  rollingStatistic,
  seededRandom,
  statistic,
} from '../../src/analysis/statistics/index.ts'
import { smallSample } from '../../src/analysis/strides/usualStride.ts'

/** Zero has one sign here: which of -0 and 0 is their median is nobody's question. */
const number = fc.double({ min: -1e3, max: 1e3, noNaN: true }).map((v) => v + 0)
const values = fc.array(number, { minLength: 1, maxLength: 80 })
const plainMedian = (v: readonly number[]) => {
  const s = v.toSorted((a, b) => a - b)
  const h = s.length >> 1
  return s.length % 2 === 1 ? s[h]! : (s[h - 1]! + s[h]!) / 2
}

/** About normal. */
function normal(random: () => number): number {
  let z = -6
  for (let k = 0; k < 12; k++) z += random()
  return z
}

describe('medians', () => {
  it('and MAD are those of the plain definition', () => {
    fc.assert(
      fc.property(values, (v) => {
        const sorted = Float64Array.from(v).sort()
        const median = medianOfSorted(sorted)
        expect(median).toBe(plainMedian(v))
        expect(medianOf(v)).toBe(median)
        expect(madOfSorted(sorted, median)).toBe(plainMedian(v.map((x) => Math.abs(x - median))))
      }),
    )
  })

  it('of a rolling window are those of its newest values', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 20 }), (v, capacity) => {
        const window = new RollingWindow(capacity)
        for (const x of v) window.add(x)
        const newest = v.slice(-capacity)
        const copy = new Float64Array(capacity)
        expect(window.copyTo(copy)).toBe(newest.length)
        expect([...copy.subarray(0, newest.length)]).toEqual(newest)
        expect(window.median()).toBe(plainMedian(newest))
      }),
    )
  })

  it('of resamples are those of the drawn values', () => {
    fc.assert(
      fc.property(values, (v) => {
        const draws = drawBlocks(v.length, blockLength(v.length), 20)
        const medians = new ResampledMedian(Float64Array.from(v)).of(draws)
        const { length, whole, rest, starts } = draws
        for (let r = 0; r < draws.rounds; r++) {
          const from = starts.subarray(r * (whole + 1), (r + 1) * (whole + 1))
          const drawn = [...from].flatMap((s, b) => v.slice(s, s + (b < whole ? length : rest)))
          expect(drawn.length).toBe(v.length)
          expect(medians[r]).toBe(plainMedian(drawn))
        }
      }),
      { numRuns: 50 },
    )
  })

  it('of few values fall short of the deviation by the factor that the gate corrects', () => {
    const random = seededRandom(3)
    for (const n of [10, 20, 50]) {
      let sum = 0
      const rounds = 4000
      for (let r = 0; r < rounds; r++) {
        const sample = Float64Array.from({ length: n }, () => normal(random)).sort()
        sum += 1.4826 * madOfSorted(sample, medianOfSorted(sample))
      }
      expect((sum / rounds) * smallSample(n)).toBeCloseTo(1, 1)
      expect(Math.abs((sum / rounds) * smallSample(n) - 1)).toBeLessThan(0.025)
    }
  })
})

describe('a statistic', () => {
  it('has the values of the definitions', () => {
    const s = statistic(Float64Array.of(1, 2, 3, 4, 10), 2)
    expect(s).toMatchObject({ n: 5, rejected: 2, median: 3, mean: 4, ci95: null })
    expect(s.sd).toBeCloseTo(Math.sqrt(50 / 4), 12)
    expect(s.cv_percent).toBeCloseTo((100 * Math.sqrt(12.5)) / 4, 12)
    expect(s.robustCv_percent).toBeCloseTo((100 * 1.4826 * 1) / 3, 12)
  })

  it('of a window is that of its values, but for the interval, which is close', () => {
    const random = seededRandom(8)
    const window = new RollingWindow(50)
    const all = Array.from({ length: 90 }, () => 1.1 + 0.02 * normal(random))
    for (const x of all) window.add(x)
    const rolling = rollingStatistic(window, 3)
    const { ci95, ...rest } = statistic(Float64Array.from(all.slice(-50)), 3)
    expect(rolling).toMatchObject(rest)
    const width = (i: readonly [number, number]) => i[1] - i[0]
    expect(width(rolling.ci95!) / width(ci95!)).toBeGreaterThan(0.85)
    expect(width(rolling.ci95!) / width(ci95!)).toBeLessThan(1.15)
  })
})

describe('the bootstrap', () => {
  const random = seededRandom(5)
  const one = Float64Array.from({ length: 100 }, () => normal(random))

  it('gives the same each time', () => {
    expect(bootstrapMean(one)).toEqual(bootstrapMean(one))
    expect(bootstrapMean(one.subarray(0, 9))).toBeNull()
    expect(blockInterval(one, 9, 0)).toBeNull()
  })

  // What ALGORITHMS.md says; 400 series tell a share to about +-3 % (two standard errors)
  it.each([
    [0, 10, 97],
    [0, 50, 95],
    [0.4, 20, 91],
    [0.4, 120, 94],
    [0.6, 50, 89],
  ])('holds the true mean as often as is said: correlation %f of neighbours, %i values, %i %%', (correlation, n, said) => {
    const rounds = 400
    let drawn = 0
    let closed = 0
    for (let r = 0; r < rounds; r++) {
      let x = normal(random) / Math.sqrt(1 - correlation ** 2)
      const series = Float64Array.from({ length: n }, () => (x = correlation * x + normal(random)))
      const mean = series.reduce((a, b) => a + b, 0) / n
      const [a, b] = [bootstrapMean(series)!, blockInterval(series, n, mean)!]
      if (a[0] <= 0 && 0 <= a[1]) drawn++
      if (b[0] <= 0 && 0 <= b[1]) closed++
    }
    for (const held of [drawn, closed]) expect(Math.abs((100 * held) / rounds - said)).toBeLessThan(4.5)
  })

  it('of a figure made of means is that of the figure: a standard deviation', () => {
    const rounds = 300
    let held = 0
    for (let r = 0; r < rounds; r++) {
      const series = Float64Array.from({ length: 120 }, () => normal(random))
      const interval = bootstrapOfMeans([series, series.map((v) => v * v)], ([m, s]) => Math.sqrt(s! - m! * m!))!
      if (interval[0] <= 1 && 1 <= interval[1]) held++
    }
    expect(held / rounds).toBeGreaterThan(0.88)
    expect(held / rounds).toBeLessThan(0.99)
  })
})
