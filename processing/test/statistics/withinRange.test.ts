import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withinRange } from '../../src/analysis/statistics/index.ts'

describe('the interval of a mean that has bounds', () => {
  it('stays between them, holds the mean and grows with the one it is made of', () => {
    const place = fc.double({ min: 0.001, max: 0.999, noNaN: true })
    fc.assert(
      fc.property(place, fc.double({ min: 0, max: 0.5, noNaN: true }), (at, half) => {
        const mean = -100 + 200 * at
        const [low, high] = withinRange([mean - 200 * half, mean + 200 * half], mean, [-100, 100])
        expect(low).toBeGreaterThanOrEqual(-100)
        expect(high).toBeLessThanOrEqual(100)
        expect(low).toBeLessThanOrEqual(mean + 1e-9)
        expect(high).toBeGreaterThanOrEqual(mean - 1e-9)
      }),
    )
  })

  it('far from the bounds is the same', () => {
    const [low, high] = withinRange([-1, 1], 0, [-100, 100])
    expect(low).toBeCloseTo(-1, 3)
    expect(high).toBeCloseTo(1, 3)
  })

  it('near a bound is short toward it and long away from it', () => {
    const [low, high] = withinRange([90, 106], 98, [-100, 100])
    expect(high).toBeGreaterThan(98)
    expect(100 - high).toBeGreaterThan(0)
    expect(98 - low).toBeGreaterThan(high - 98)
  })

  it('of a mean at a bound stays at it', () => {
    expect(withinRange([100, 100], 100, [0, 100])).toEqual([100, 100])
  })
})
