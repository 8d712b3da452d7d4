import { describe, expect, it } from 'vitest'
import { normal, summaryOf } from './strides.ts'

/** Alternately above and below: mean 1.1, standard deviation (with n - 1) close to 0.022. */
const alternating = (n: number) => Array.from({ length: n }, (_, i) => 1.1 + (i % 2 === 0 ? 0.022 : -0.022))

describe('variability', () => {
  it('is the CV of the definition, per foot, from 50 strides on', () => {
    const { summary, unavailable } = summaryOf({ stride_s: alternating(60) })
    const { value, n } = summary.strideVariability_percent!.left!
    expect(n).toBe(60)
    expect(value).toBeCloseTo(2 * Math.sqrt(60 / 59), 9)
    expect(value).toBeCloseTo(summary.stride_s!.left!.cv_percent!, 9)
    expect(summaryOf({ stride_s: alternating(49) }).unavailable['strideVariability_percent.left']).toBe(
      '49 valid strides have it, 50 are needed (49 strides in all)',
    )
    expect(unavailable['strideVariability_percent.left']).toBeUndefined()
  })

  it('does not count outliers', () => {
    const times = alternating(80)
    times[20] = 1.9
    const { summary } = summaryOf({ stride_s: times, excluded: { 20: 'outlier' } })
    expect(summary.strideVariability_percent!.left!).toMatchObject({ n: 79 })
    expect(summary.strideVariability_percent!.left!.value).toBeLessThan(2.1)
  })

  it.each([
    [50, 0],
    [50, 0.4],
    [200, 0],
    [200, 0.4],
  ])('has intervals that hold the true CV and combined SD about as often as they say: %d strides, neighbours correlate by %d', (n, r) => {
    const next = normal(9)
    const held = { cv: 0, sd: 0 }
    const rounds = 150
    for (let round = 0; round < rounds; round++) {
      let s = next()
      const times = Array.from({ length: n }, () => 1.1 * (1 + 0.02 * (s = r * s + Math.sqrt(1 - r * r) * next())))
      const { strideVariability_percent: cv, strideCombinedSd_s: sd } = summaryOf({ stride_s: times }).summary
      const [low, high] = cv!.left!.ci95!
      if (low <= 2 && 2 <= high) held.cv++
      // The right foot lands in the middle of left strides: its strides are means of two
      const right = 0.022 * Math.sqrt((1 + r) / 2)
      const together = Math.sqrt((0.022 ** 2 + right ** 2) / 2)
      if (sd?.both?.ci95 && sd.both.ci95[0] <= together && together <= sd.both.ci95[1]) held.sd++
    }
    expect(held.cv / rounds).toBeGreaterThan(0.88)
    if (n > 50) expect(held.sd / rounds).toBeGreaterThan(0.88)
    expect(held.cv).toBeLessThan(rounds)
  })

  it('has no interval where nothing varies, never one of no width', () => {
    const { summary } = summaryOf({ stride_s: new Array<number>(60).fill(1) })
    expect(summary.strideVariability_percent!.left).toMatchObject({ value: 0, ci95: null })
  })

  it('without its trend is that of what a line leaves, each side of a change of speed for itself', () => {
    const next = normal(4)
    const noise = Array.from({ length: 200 }, () => 0.011 * next())
    const drifting = noise.map((e, i) => 1.1 + 0.001 * i + e)
    const { summary } = summaryOf({ stride_s: drifting })
    expect(summary.strideVariability_percent!.left!.value).toBeGreaterThan(4)
    expect(summary.strideDetrendedVariability_percent!.left!.value).toBeCloseTo((100 * 0.011) / 1.2, 0)
    expect(Math.abs(summary.strideDetrendedVariability_percent!.left!.value - (100 * 0.011) / 1.2)).toBeLessThan(0.1)
    const faster = noise.map((e, i) => (i < 100 ? 1.2 : 1) + e)
    const changed = summaryOf({ stride_s: faster, excluded: { 100: 'speed-change', 101: 'speed-change', 102: 'speed-change' } }).summary
    expect(changed.strideVariability_percent!.left!.value).toBeGreaterThan(8)
    expect(Math.abs(changed.strideDetrendedVariability_percent!.left!.value - 1)).toBeLessThan(0.12)
  })

  it('of both feet combines their standard deviations, and does not take asymmetry for spread', () => {
    const { summary } = summaryOf({ stride_s: alternating(60), swing_s: { left: 0.45, right: 0.35 } })
    const sd = (foot: 'left' | 'right') => summary.stance_s![foot]!.sd
    expect(summary.stanceCombinedSd_s!.both!.value).toBeCloseTo(Math.sqrt((sd('left') ** 2 + sd('right') ** 2) / 2), 12)
    expect(summary.stanceCombinedSd_s!.both).toMatchObject({ n: 59 })
    // Swings are constant, 0.1 s apart between the feet
    expect(summary.swingCombinedSd_s!.both!.value).toBeCloseTo(0, 12)
  })
})
