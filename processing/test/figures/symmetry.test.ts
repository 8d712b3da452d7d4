import { describe, expect, it } from 'vitest'
import { symmetryIndex_percent } from '@solestream/processing/analysis'
import {
  gaitAsymmetry_percent,
  normalisedIndex_percent,
  symmetryAngle_percent,
  symmetryRatio,
} from '../../src/analysis/figures/symmetry.ts'
import { summaryOf, normal } from './strides.ts'

describe('measures of symmetry', () => {
  // metrics 2.12.7: published test vector, left 0.39 and right 0.25
  it.each([
    [0.39, 0.25, 1],
    [0.25, 0.39, -1],
  ])('of %f and %f are the published ones, + when left is larger (acceptance check 7)', (left, right, sign) => {
    const index = symmetryIndex_percent(left, right)
    expect(index).toBeCloseTo(sign * 43.75, 10)
    expect(normalisedIndex_percent(index)).toBeCloseTo(sign * 21.875, 10)
    expect(symmetryAngle_percent(index)).toBeCloseTo(sign * 13.71, 2)
    expect(symmetryRatio(index)).toBeCloseTo(1.56, 10)
    expect(gaitAsymmetry_percent(index)).toBeCloseTo(100 * Math.log(1.56), 10)
  })

  it('are 0, 1 and 0 of equal feet', () => {
    expect([symmetryAngle_percent(0), symmetryRatio(0), gaitAsymmetry_percent(0), normalisedIndex_percent(0)]).toEqual([0, 1, 0, 0])
  })

  it('stand in the summary with the interval of the index', () => {
    const next = normal(3)
    const { summary } = summaryOf({ stride_s: Array.from({ length: 80 }, () => 1.1 + 0.02 * next()), swing_s: { left: 0.44, right: 0.4 } })
    const index = summary.stance_s!.asymmetry_percent!
    expect(index.value).toBeLessThan(0)
    expect(summary.stanceNormalisedAsymmetry_percent!.both).toEqual({
      value: index.value / 2,
      n: 79,
      ci95: [index.ci95![0] / 2, index.ci95![1] / 2],
    })
    const angle = summary.stanceSymmetryAngle_percent!.both!
    expect(angle.value).toBeLessThan(0)
    expect(angle.ci95![0]).toBeLessThanOrEqual(angle.value)
    expect(angle.ci95![1]).toBeGreaterThanOrEqual(angle.value)
    expect(summary.swingSymmetry_ratio!.both!.value).toBeCloseTo(1.1, 9)
    expect(summary.swingGaitAsymmetry_percent!.both!.value).toBeCloseTo(100 * Math.log(1.1), 9)
  })

  it('that are unsigned begin their interval at symmetry, where that of the index holds 0', () => {
    const next = normal(5)
    const { summary } = summaryOf({ stride_s: Array.from({ length: 120 }, () => 1.1 + 0.03 * next()), phase: () => 0.5 + 0.02 * next() })
    const index = summary.step_s!.asymmetry_percent!
    expect(index.ci95![0] * index.ci95![1]).toBeLessThan(0)
    expect(summary.stepSymmetry_ratio!.both!.ci95![0]).toBe(1)
    expect(summary.stepSymmetry_ratio!.both!.ci95![1]).toBeGreaterThan(summary.stepSymmetry_ratio!.both!.value)
  })
})
