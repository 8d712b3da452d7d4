import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom, shareInterval } from '../../src/analysis/statistics/index.ts'
import { shareFigure } from '../../src/analysis/stance/meanFigure.ts'

/** 0 and 1; a value is that of before with the chance `memory`, so neighbours correlate by it. */
function series(n: number, share: number, memory: number, random: () => number): Float64Array {
  let now = 0
  return Float64Array.from({ length: n }, (_, i) => (now = i > 0 && random() < memory ? now : random() < share ? 1 : 0))
}

describe('the interval of a share', () => {
  it('is Wilson’s where neighbours do not correlate', () => {
    // 20 of 100, evenly: 13.4 to 28.9 % (Wilson's formula by hand)
    const [low, high] = shareInterval(Float64Array.from({ length: 100 }, (_, i) => (i % 5 === 0 ? 1 : 0)))!
    expect(low).toBeCloseTo(0.1334, 3)
    expect(high).toBeCloseTo(0.2888, 3)
  })

  it('of none and of all has a width and ends at 0 and 1', () => {
    for (const n of [10, 50, 500]) {
      const none = shareInterval(new Float64Array(n))!
      const all = shareInterval(new Float64Array(n).fill(1))!
      expect(none[0]).toBe(0)
      expect(none[1]).toBeCloseTo(3.8415 / (n + 3.8415), 4)
      expect(all).toEqual([1 - none[1], 1].map((v) => expect.closeTo(v, 10)))
    }
    expect(shareInterval(new Float64Array(9))).toBeNull()
  })

  it('is wider where strides remember each other', () => {
    const runs = Float64Array.from({ length: 100 }, (_, i) => (i % 50 < 10 ? 1 : 0))
    const spread = Float64Array.from({ length: 100 }, (_, i) => (i % 5 === 0 ? 1 : 0))
    const width = (values: Float64Array) => shareInterval(values)![1] - shareInterval(values)![0]
    expect(width(runs)).toBeGreaterThan(1.5 * width(spread))
  })

  it('holds the share, lies in 0..1 and is never of no width', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 10, maxLength: 200 }), (drawn) => {
        const values = Float64Array.from(drawn, Number)
        const share = values.reduce((a, b) => a + b, 0) / values.length
        const [low, high] = shareInterval(values)!
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(share + 1e-12)
        expect(high).toBeGreaterThanOrEqual(share - 1e-12)
        expect(high - low).toBeGreaterThan(0.01)
      }),
    )
  })

  it.each([
    [0, 93],
    [0.4, 80],
  ])('holds the true share as often as ALGORITHMS.md says (neighbours correlate by %d)', (memory, least_percent) => {
    const random = seededRandom(4)
    for (const share of [0.1, 0.3, 0.5]) {
      for (const n of [10, 20, 50, 200]) {
        let held = 0
        for (let k = 0; k < 1000; k++) {
          const [low, high] = shareInterval(series(n, share, memory, random))!
          if (low <= share && share <= high) held++
        }
        expect(held / 10, `${n} of ${share}`).toBeGreaterThan(least_percent)
      }
    }
  })
})

it('a figure that is a share of stances has that interval, in percent', () => {
  const figure = shareFigure(Float64Array.from({ length: 40 }, () => 100))
  expect(figure).toMatchObject({ value: 100, n: 40 })
  expect((figure as { ci95: readonly number[] }).ci95).toEqual([expect.closeTo(91.24, 2), 100])
  expect(shareFigure(new Float64Array(0))).toMatchObject({ n: 0 })
})
