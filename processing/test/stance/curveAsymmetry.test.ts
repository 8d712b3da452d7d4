import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { curveAsymmetry_ratio } from '../../src/analysis/stance/curveAsymmetry.ts'

const curve = fc.array(fc.double({ min: 0, max: 1500, noNaN: true }), { minLength: 101, maxLength: 101 })

describe('the asymmetry of two force curves', () => {
  it('is 0 of the same, 1 where one foot bears nothing, and a known share between', () => {
    const two = Array.from({ length: 101 }, () => 2)
    expect(curveAsymmetry_ratio(two, two)).toBe(0)
    expect(curveAsymmetry_ratio(two, two.map(() => 0))).toBe(1) // prettier-ignore
    expect(curveAsymmetry_ratio(two, two.map(() => 1.5))).toBeCloseTo(0.25, 12) // prettier-ignore
  })

  it('sees a difference of shape that peak and mean do not show', () => {
    expect(curveAsymmetry_ratio([0, 2, 1], [1, 2, 0])).toBeCloseTo(0.5, 12)
  })

  it('stays between 0 and 1 and does not depend on which foot is called left', () => {
    fc.assert(
      fc.property(curve, curve, (left, right) => {
        const asymmetry = curveAsymmetry_ratio(left, right)
        if (asymmetry === null) return
        expect(asymmetry).toBeGreaterThanOrEqual(0)
        expect(asymmetry).toBeLessThanOrEqual(1)
        expect(curveAsymmetry_ratio(right, left)).toBeCloseTo(asymmetry, 12)
      }),
    )
  })

  it('leaves out what one foot does not have, and says nothing of nothing', () => {
    expect(curveAsymmetry_ratio([null, 2], [5, 1])).toBe(0.5)
    expect(curveAsymmetry_ratio([null, 0], [5, 0])).toBeNull()
  })
})
