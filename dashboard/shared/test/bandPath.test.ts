import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bandPath, linePath, niceStep } from '@solestream/dashboard-shared/picture'

const place = (percent: number, value: number) => [percent, value] as const

describe('pictures of curves', () => {
  it('draw a line through what is there, broken where nothing is', () => {
    expect(linePath([1, 2, null, 4], place)).toBe('M0.0 1.0L1.0 2.0M3.0 4.0')
    expect(linePath([null, null], place)).toBe('')
  })

  it('draw the band from mean + SD forth and mean - SD back', () => {
    expect(bandPath([5, 5, null], [1, 2, 3], place)).toBe('M0.0 6.0L1.0 7.0L1.0 3.0L0.0 4.0Z')
    expect(bandPath([5, 5], [1, null], place)).toBe('M0.0 6.0L0.0 4.0Z')
  })

  it('have steps of 1, 2 or 5 that divide any range into at most as many as wanted, and more than a third', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), fc.integer({ min: 2, max: 10 }), (range, wanted) => {
        const step = niceStep(range, wanted)
        const digit = step / 10 ** Math.floor(Math.log10(step * 1.000001))
        expect([1, 2, 5].some((d) => Math.abs(d - digit) < 1e-6)).toBe(true)
        expect(range / step).toBeLessThanOrEqual(wanted * 1.000001)
        expect(range / step).toBeGreaterThan(wanted / 3)
      }),
    )
  })
})
