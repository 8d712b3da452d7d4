import { describe, expect, it } from 'vitest'
import { invert } from '../src/foot/invert.ts'

describe('invert', () => {
  it('gives the identity when multiplied back, pivoting where it must', () => {
    const m = Float64Array.of(0, 2, 1, 1, 1, 0, 3, 0, 1)
    const inverse = invert(m, 3)
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++) {
        let sum = 0
        for (let k = 0; k < 3; k++) sum += m[i * 3 + k]! * inverse[k * 3 + j]!
        expect(sum).toBeCloseTo(i === j ? 1 : 0, 12)
      }
  })

  it('says when there is none', () => expect(() => invert(Float64Array.of(1, 2, 2, 4), 2)).toThrow('singular'))
})
