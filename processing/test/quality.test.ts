import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGait } from '@solestream/processing/analysis'
import type { Quality, SampleBlock } from '@solestream/processing/model'
import { cut, insoles, interleave, walk, type Foot, type TwoFeet } from './walker.ts'

const feet = walk({ seconds: 30, sensors: 5, seed: 2 })
const MISSING = [
  [500, 506],
  [1800, 1900],
] as const

function quality(blocks: readonly SampleBlock[], of: TwoFeet = feet): Quality {
  const machine = createGait({ insoles: insoles(of), mode: 'online' })
  for (const b of blocks) machine.push(b)
  machine.end()
  return machine.result().quality
}
const both = (lengths: readonly number[]) => interleave([cut(feet.left, lengths, MISSING), cut(feet.right, lengths)])

describe('quality', () => {
  const q = quality(both([5]))

  it('counts samples, losses and gaps with their times', () => {
    expect(q.sides.left).toMatchObject({ samples: 2894, lostSamples: 106 })
    const [short, long] = q.sides.left!.gaps
    expect(short!.samples).toBe(6)
    expect(short!.from_s).toBeCloseTo(5, 9)
    expect(short!.to_s).toBeCloseTo(5.06, 9)
    expect(long!.from_s).toBeCloseTo(18, 9)
    expect(q.sides.left!.coverage_percent).toBeCloseTo((100 * 2894) / 3000, 9)
    expect(q.sides.right).toMatchObject({ samples: 3000, lostSamples: 0, gaps: [], coverage_percent: 100 })
    expect(q.coverage_percent).toBeCloseTo((100 * 5894) / 6000, 9)
  })

  it('has the effective rate: intervals by time, the gaps left out', () => {
    expect(q.sides.left!.rate_Hz).toBeCloseTo(100, 6)
    const fast = (f: Foot): Foot => ({ ...f, time_s: f.time_s.map((t) => t / 1.00007) })
    const faster = quality(cut(fast(feet.left), [5]))
    expect(faster.sides.left!.rate_Hz).toBeCloseTo(100.007, 6)
  })

  it('does not depend on the cut into blocks', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 }), (lengths) => {
        expect(quality(both(lengths))).toEqual(q)
      }),
      { numRuns: 10 },
    )
  })

  it('adds up saturated values', () => {
    const blocks = cut(feet.left, [10]).map((b, i) => ({ ...b, saturated: i % 3 }))
    expect(quality(blocks).sides.left!.saturatedSamples).toBe(300)
  })

  it('names a sensor that never moves or is never there, and no other', () => {
    const still = (f: Foot, sensor: number, value: number): Foot => ({ ...f, rows: f.rows.map((v, i) => (i % 5 === sensor ? value : v)) })
    const dead = { left: still(feet.left, 3, 0), right: still(feet.right, 1, NaN) }
    const found = quality(interleave([cut(dead.left, [5]), cut(dead.right, [5])]), dead)
    expect(found.sides.left!.deadSensors).toEqual([3])
    expect(found.sides.right!.deadSensors).toEqual([1])
    expect(q.sides.left!.deadSensors).toEqual([])
  })

  it('sees a drifting swing floor as a share of the stance peak', () => {
    expect(Math.abs(q.sides.right!.baselineDrift_percent!)).toBeLessThan(0.5)
    // 10 counts a sensor and second: 250 counts of the sum in 5 s
    const drifting = (f: Foot): Foot => ({ ...f, rows: f.rows.map((v, i) => v + (10 * Math.floor(i / 5)) / 100) })
    const risen = quality(interleave([cut(drifting(feet.left), [5]), cut(drifting(feet.right), [5])]), feet)
    // About 20 s between the first and the last floors; the stance reaches some 5500 counts
    expect(risen.sides.left!.baselineDrift_percent).toBeGreaterThan(12)
    expect(risen.sides.left!.baselineDrift_percent).toBeLessThan(25)
  })

  it('is not known before there is something to know', () => {
    const machine = createGait({ insoles: insoles(feet), mode: 'online' })
    expect(machine.result().quality.sides.left).toEqual({
      samples: 0,
      recoveredSamples: 0,
      lostSamples: 0,
      gaps: [],
      saturatedSamples: 0,
      baselineDrift_percent: null,
      deadSensors: [],
      coverage_percent: 0,
      rate_Hz: null,
    })
  })

  it('counts what came by backfill, beside what is missing', () => {
    const blocks = cut(feet.left, [50]).map((b, i) => ({ ...b, recovered: i === 3 || i === 7 }))
    expect(quality(blocks, feet).sides.left).toMatchObject({ recoveredSamples: 100, lostSamples: 0, gaps: [], coverage_percent: 100 })
  })

  it('counts what was lost before an empty block once', () => {
    const blocks = cut(feet.left, [50])
    const empty = { ...blocks[10]!, n: 0, time_s: new Float64Array(0), counts: new Float32Array(0), lostBefore: 4 }
    const q = quality([...blocks.slice(0, 10), empty, ...blocks.slice(10)])
    expect(q.sides.left).toMatchObject({ lostSamples: 4, gaps: [{ samples: 4 }] })
  })

  it('looks at every 16th sample for dead sensors, by sequence number, whatever the cut', () => {
    const seldom: Foot = { ...feet.left, rows: feet.left.rows.map((v, i) => (i % 5 === 2 ? (Math.floor(i / 5) % 16 === 3 ? v : 7) : v)) }
    const often: Foot = { ...feet.left, rows: feet.left.rows.map((v, i) => (i % 5 === 2 ? (Math.floor(i / 5) % 16 === 0 ? v : 7) : v)) }
    for (const lengths of [[16], [5], [3, 7], [100]]) {
      expect(quality(cut(seldom, lengths)).sides.left!.deadSensors).toEqual([2])
      expect(quality(cut(often, lengths)).sides.left!.deadSensors).toEqual([])
    }
  })
})
