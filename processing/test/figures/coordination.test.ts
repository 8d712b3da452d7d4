import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createWalker } from '@solestream/ingest/virtual'
import { analyse } from '../simulated.ts'
import { summarize } from '../../src/analysis/summary/index.ts'
import { normal, summaryOf, walkOf } from './strides.ts'

const same = (n: number, stride_s = 1.1) => Array.from({ length: n }, () => stride_s)

describe('phase coordination', () => {
  it('of exact alternation is 0, with the phase at 180 degrees', () => {
    const { summary } = summaryOf({ stride_s: same(40) })
    expect(summary.phaseCoordinationIndex_percent!.both!.value).toBeCloseTo(0, 6)
    expect(summary.stepPhase_deg!.left!.value).toBeCloseTo(180, 6)
  })

  it('has the parts of the definition, of the foot with the longer swing', () => {
    // The right foot lands at 0.55 of each left stride: phase 198 deg left, 162 deg right
    const long = (swing_s: { left: number; right: number }) => summaryOf({ stride_s: same(40), phase: () => 0.55, swing_s }).summary
    for (const swing_s of [
      { left: 0.45, right: 0.4 },
      { left: 0.4, right: 0.45 },
    ]) {
      const summary = long(swing_s)
      expect(summary.stepPhase_deg!.left!.value).toBeCloseTo(198, 6)
      expect(summary.stepPhase_deg!.right!.value).toBeCloseTo(162, 6)
      expect(summary.phaseDeviation_deg!.both!.value).toBeCloseTo(18, 6)
      expect(summary.phaseVariability_percent!.both!.value).toBeCloseTo(0, 6)
      expect(summary.phaseCoordinationIndex_percent!.both!.value).toBeCloseTo(10, 6)
    }
    // Spread of the phases: 100 SD / mean, and the reference foot decides on the mean
    const next = normal(2)
    const phases = Array.from({ length: 200 }, () => 0.5 + 0.01 * next())
    const { summary } = summaryOf({ stride_s: same(200), phase: (i) => phases[i]!, swing_s: { left: 0.45, right: 0.4 } })
    const mean = phases.reduce((a, b) => a + b, 0) / 200
    const sd = Math.sqrt(phases.reduce((a, p) => a + (p - mean) ** 2, 0) / 199)
    const off = phases.reduce((a, p) => a + Math.abs(p - 0.5), 0) / 200
    expect(summary.phaseVariability_percent!.both!.value).toBeCloseTo((100 * sd) / mean, 6)
    expect(summary.phaseDeviation_deg!.both!.value).toBeCloseTo(360 * off, 6)
    const { value, ci95 } = summary.phaseCoordinationIndex_percent!.both!
    expect(value).toBeCloseTo((100 * sd) / mean + 200 * off, 6)
    expect(ci95![0]).toBeLessThan(value)
    expect(ci95![1]).toBeGreaterThan(value)
  })

  it('does not trust a contact of the other foot that is known from strides with gaps alone', () => {
    const strides = walkOf({ stride_s: same(40) }).map((s) => {
      const torn = s.side === 'right' && s.start_s > 10 && s.start_s < 13
      return torn ? { ...s, valid: false, excludedBecause: 'gap' as const } : s
    })
    // Three right strides, two contacts between them
    expect(strides.filter((s) => s.excludedBecause === 'gap')).toHaveLength(3)
    expect(summarize(strides, {}).summary.stepPhase_deg!.left).toMatchObject({ n: 38 })
  })

  it('needs 23 strides', () => {
    expect(summaryOf({ stride_s: same(22) }).unavailable['phaseCoordinationIndex_percent']).toBe(
      '22 valid strides have it, 23 are needed (43 strides in all)',
    )
  })

  it('has mean phases of both feet that add up to 360 degrees within 1 (acceptance check 5)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0.35, max: 0.65, noNaN: true }), (seed, phase) => {
        const next = normal(seed)
        const { summary } = summaryOf({
          stride_s: Array.from({ length: 60 }, () => 1.1 + 0.03 * next()),
          phase: () => phase + 0.01 * next(),
        })
        expect(Math.abs(summary.stepPhase_deg!.left!.value + summary.stepPhase_deg!.right!.value - 360)).toBeLessThan(1)
      }),
      { numRuns: 50 },
    )
  })

  it.each(['online', 'offline'] as const)('does so of simulated walks, limping too, %s (acceptance check 5)', (mode) => {
    for (const asymmetry_percent of [0, 12]) {
      const walker = createWalker({ duration_s: 90, seed: 21, asymmetry_percent })
      const { summary } = analyse(walker, mode)
      expect(Math.abs(summary.stepPhase_deg!.left!.value + summary.stepPhase_deg!.right!.value - 360)).toBeLessThan(1)
    }
  })
})
