import { expect, it } from 'vitest'
import { studentQuantile } from '../../src/analysis/statistics/index.ts'

// Of the usual printed tables, two-sided 5 %
it.each([
  [1, 12.706],
  [2, 4.303],
  [3, 3.182],
  [4, 2.776],
  [10, 2.228],
  [30, 2.042],
  [1000, 1.962],
])('Student’s t of %d degrees of freedom', (freedom, quantile) => {
  expect(studentQuantile(freedom)).toBeCloseTo(quantile, 3)
  expect(studentQuantile(freedom + 0.5)).toBeLessThan(studentQuantile(freedom))
})
