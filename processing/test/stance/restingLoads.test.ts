import { describe, expect, it } from 'vitest'
import { createWalker, type Walker } from '@solestream/ingest/virtual'
import { createForce, createGait, type GaitResult } from '@solestream/processing/analysis'
import { SIDES, type InsoleDescription, type Mode, type SampleBlock, type Side, type StrideMetricName } from '@solestream/processing/model'
import { blocksOf } from '../simulated.ts'
import { chance } from '../walker.ts'

const WALK = { duration_s: 60, seed: 12, standing_s: 0, asymmetry_percent: 8 } as const
const COP = ['gaitLine_mm', 'copRangeAp_mm', 'copRangeMl_mm', 'copVelocity_mm_s', 'strikeIndex_percent', 'copToeOffMl_ratio'] as const satisfies readonly StrideMetricName[] // prettier-ignore

/** What each sensor reads beyond its zero while nothing presses on it, counts: none, or up to 1500, each its own. */
const restingOf = (side: Side, sensors: number, most: number): readonly number[] => {
  const next = chance(side === 'left' ? 5 : 6)
  return Array.from({ length: sensors }, () => Math.round(most * next()))
}

function samples(walker: Walker, side: Side, most: number): SampleBlock[] {
  const resting = restingOf(side, walker.insoles[side].sensors, most)
  return blocksOf(walker, side, 5).map((b) => ({ ...b, counts: b.counts.map((c, j) => c + resting[Math.floor(j / b.n)]!) }))
}

const raw = (walker: Walker, side: Side): InsoleDescription => ({ ...walker.insoles[side], calibration: null })

function analyse(mode: Mode, most: number): GaitResult {
  const walker = createWalker(WALK)
  const machine = createGait({ insoles: SIDES.map((side) => raw(walker, side)), mode })
  const [left, right] = SIDES.map((side) => samples(walker, side, most))
  left!.forEach((block, i) => {
    machine.push(block)
    machine.push(right![i]!)
  })
  machine.end()
  return machine.result()
}

describe.each(['online', 'offline'] as const)('figures of the centre of pressure of counts without a zero, %s', (mode) => {
  const [without, withLoads] = [analyse(mode, 0), analyse(mode, 1500)]

  it.each(COP)('%s does not depend on what sensors read at rest', (metric) => {
    for (const side of SIDES) {
      const [a, b] = [without.summary[metric]![side]!, withLoads.summary[metric]![side]!]
      expect(a.n).toBeGreaterThan(30)
      expect(b.n).toBe(a.n)
      expect(Math.abs(b.median / a.median - 1)).toBeLessThan(1e-3)
    }
  })

  it('are close to those of the calibrated insoles', () => {
    const walker = createWalker(WALK)
    const machine = createGait({ insoles: SIDES.map((side) => walker.insoles[side]), mode })
    for (const side of SIDES) for (const block of blocksOf(walker, side, 5)) machine.push(block)
    machine.end()
    const calibrated = machine.result().summary
    for (const side of SIDES) {
      const [raw, known] = [withLoads.summary.copRangeAp_mm![side]!.median, calibrated.copRangeAp_mm![side]!.median]
      expect(Math.abs(raw / known - 1)).toBeLessThan(0.1)
    }
  })
})

describe('the centre of pressure of counts without a zero, while samples come', () => {
  const track = (most: number): readonly number[] => {
    const walker = createWalker(WALK)
    const force = createForce(raw(walker, 'right'))
    return samples(walker, 'right', most).flatMap((block) => [...force.push(block)[0]!.copX])
  }

  it('is that above the lowest level of each sensor', () => {
    const [without, withLoads] = [track(0), track(1500)]
    let known = 0
    let differ = 0
    without.forEach((x, i) => {
      if (i < 300) return
      const both = Number.isFinite(x) && Number.isFinite(withLoads[i]!)
      if (!both && Number.isFinite(x) !== Number.isFinite(withLoads[i]!)) differ++
      if (!both) return
      known++
      expect(Math.abs(withLoads[i]! - x)).toBeLessThan(0.05)
    })
    // Rounding decides where the load is just enough
    expect(differ).toBeLessThan(3)
    // Known in stance, not in swing
    expect(known / (without.length - 300)).toBeGreaterThan(0.4)
    expect(known / (without.length - 300)).toBeLessThan(0.75)
  })
})
