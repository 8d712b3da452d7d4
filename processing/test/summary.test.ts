import { describe, expect, it } from 'vitest'
import { createGait, RollingSummary, summarize, symmetryIndex_percent } from '@solestream/processing/analysis'
import { LIVE_METRIC_NAMES, type InsoleDescription, type Side, type Stride } from '@solestream/processing/model'
import { pairs } from '../src/analysis/summary/series.ts'
import { cannot } from '../src/analysis/summary/index.ts'
import { chance, insole, insoles, packets, walk } from './walker.ts'

function strides(side: Side, n: number, stance_s: number, invalid = 0): Stride[] {
  const random = chance(side === 'left' ? 4 : 5)
  return Array.from({ length: n }, (_, i) => {
    const start_s = 1 + 1.1 * i + (side === 'left' ? 0 : 0.55)
    const wobble = 0.02 * (random() - 0.5)
    return {
      side,
      start_s,
      toeOff_s: start_s + stance_s,
      end_s: start_s + 1.1,
      valid: i >= invalid,
      excludedBecause: i >= invalid ? null : 'outlier',
      stride_s: 1.1 + wobble,
      stance_s: stance_s + wobble,
      cadence_per_min: 120 / (1.1 + wobble),
    }
  })
}
const ordered = (...lists: Stride[][]) => lists.flat().sort((a, b) => a.start_s - b.start_s)

describe('symmetry index', () => {
  it('gives the published vector: 0.39 against 0.25 is 43.75 %, and the other way round its negative', () => {
    expect(symmetryIndex_percent(0.39, 0.25)).toBeCloseTo(43.75, 10)
    expect(symmetryIndex_percent(0.25, 0.39)).toBeCloseTo(-43.75, 10)
    expect(symmetryIndex_percent(0.4, 0.4)).toBe(0)
  })
})

describe('pairs', () => {
  it('are of a left stride and the right one that starts in it, both valid', () => {
    const left = strides('left', 10, 0.7)
    const right = strides('right', 10, 0.7).filter((_, i) => i !== 3)
    right[5] = { ...right[5]!, valid: false }
    const found = pairs(left, right)
    expect(found.map(([l, r]) => r.start_s - l.start_s).every((d) => Math.abs(d - 0.55) < 1e-9)).toBe(true)
    expect(found.map(([l]) => left.indexOf(l))).toEqual([0, 1, 2, 4, 5, 7, 8, 9])
  })
})

describe('the summary', () => {
  const { summary, unavailable } = summarize(ordered(strides('left', 60, 0.7, 4), strides('right', 60, 0.66)), {})

  it('is of valid strides, and counts the others', () => {
    expect(summary.stance_s!.left).toMatchObject({ n: 56, rejected: 4 })
    expect(summary.stance_s!.right).toMatchObject({ n: 60, rejected: 0 })
    expect(summary.stance_s!.left!.mean).toBeCloseTo(0.7, 2)
  })

  it('has the asymmetry of the medians with an interval that holds it', () => {
    const { value, ci95, n } = summary.stance_s!.asymmetry_percent!
    expect(value).toBeCloseTo(symmetryIndex_percent(summary.stance_s!.left!.median, summary.stance_s!.right!.median), 12)
    expect(value).toBeGreaterThan(5)
    expect(n).toBe(56)
    expect(ci95![0]).toBeLessThanOrEqual(value)
    expect(ci95![1]).toBeGreaterThanOrEqual(value)
    expect(ci95![0]).toBeGreaterThan(0)
  })

  it('has cadence once for both feet', () => {
    expect(Object.keys(summary.cadence_per_min!)).toEqual(['both'])
    expect(summary.cadence_per_min!.both).toMatchObject({ n: 116, rejected: 4 })
  })

  it('names what no stride has, with its reason', () => {
    expect(summary.doubleSupport_s).toBeUndefined()
    expect(unavailable['doubleSupport_s.left']).toMatch(/0 valid strides have it, 5 are needed/)
  })

  it('withholds what has too few strides; asymmetry needs both feet, its interval 30 pairs', () => {
    const few = summarize(ordered(strides('left', 4, 0.7), strides('right', 20, 0.66)), {})
    expect(few.summary.stance_s!.left).toBeUndefined()
    expect(few.summary.stance_s!.asymmetry_percent).toBeUndefined()
    expect(few.unavailable['stance_s.left']).toBe('4 valid strides have it, 5 are needed (4 strides in all)')
    const some = summarize(ordered(strides('left', 20, 0.7), strides('right', 20, 0.66)), {})
    expect(some.summary.stance_s!.asymmetry_percent).toMatchObject({ ci95: null, n: 20 })
  })

  it('of the live window has the same numbers while the window holds all strides', () => {
    const all = ordered(strides('left', 40, 0.7, 2), strides('right', 40, 0.66))
    const rolling = new RollingSummary()
    for (const stride of all) rolling.add(stride)
    const live = rolling.result({})
    const final = summarize(all, {})
    // The others come with the final summary: live nothing is said of them
    const ofLive = (of: object) => Object.entries(of).filter(([name]) => LIVE_METRIC_NAMES.includes(name.split('.')[0] as never))
    expect(live.unavailable).toEqual(Object.fromEntries(ofLive(final.unavailable)))
    expect(Object.keys(live.summary)).toEqual(ofLive(final.summary).map(([name]) => name))
    const { ci95: _, ...wanted } = final.summary.stance_s!.left!
    expect(live.summary.stance_s!.left).toMatchObject(wanted)
    expect(live.summary.stance_s!.asymmetry_percent!.value).toBe(final.summary.stance_s!.asymmetry_percent!.value)
    const { ci95: __, ...both } = final.summary.cadence_per_min!.both!
    expect(live.summary.cadence_per_min!.both!.mean).toBeCloseTo(both.mean, 12)
    expect(live.summary.cadence_per_min!.both).toMatchObject({ n: both.n, rejected: both.rejected, median: both.median })
  })

  it('of the live window follows the newest strides', () => {
    const rolling = new RollingSummary()
    for (const stride of ordered(strides('left', 80, 0.7), [])) rolling.add({ ...stride, stance_s: stride.start_s < 40 ? 0.7 : 0.8 })
    expect(rolling.result({}).summary.stance_s!.left).toMatchObject({ n: 50, median: 0.8 })
  })
})

describe('what cannot be had', () => {
  const two = (change: (i: InsoleDescription) => InsoleDescription, options = {}) =>
    cannot([change(insole('left', 8, options)), change(insole('right', 8, options))], [])

  it('without a calibration: newtons and kilopascals', () => {
    const reasons = two((i) => i)
    expect(reasons['peakForce_N']).toMatch(/not calibrated/)
    expect(reasons['peakPressure_kPa']).toMatch(/not calibrated/)
    expect(reasons['cop_mm']).toBeUndefined()
    expect(two((i) => i, { calibrated: true })['peakForce_N']).toBeUndefined()
  })

  it('without areas: newtons from kilopascals', () => {
    const bare = two((i) => ({ ...i, layout: { ...i.layout, sensors: i.layout.sensors.map((s) => ({ ...s, area_mm2: 0 })) } }), {
      calibrated: true,
    })
    expect(bare['peakForce_N']).toMatch(/areas/)
    expect(bare['peakPressure_kPa']).toBeUndefined()
  })

  it('without real geometry: millimetres', () => {
    expect(two((i) => ({ ...i, layout: { ...i.layout, geometry: 'arbitrary' } }))['cop_mm']).toMatch(/geometry/)
  })

  it('of one insole that is calibrated and one that is not: only the latter', () => {
    const reasons = cannot([insole('left', 8, { calibrated: true }), insole('right', 8)], [])
    expect(reasons['peakForce_N']).toBeUndefined()
    expect(reasons['peakForce_N.right']).toMatch(/not calibrated/)
  })

  it('with one sensor: foot flat and heel off', () => {
    expect(cannot([insole('left', 1)], [])['heel-off']).toMatch(/one sensor/)
  })
})

describe('a limp of known asymmetry', () => {
  const feet = walk({ seconds: 90, sensors: 6, seed: 11, calibrated: true, stance_ratio: { left: 0.66, right: 0.58 } })
  for (const mode of ['online', 'offline'] as const) {
    it(`is given back with its sign, ${mode}`, () => {
      const machine = createGait({ insoles: insoles(feet), mode, beltSpeed_m_s: 1.2 })
      for (const b of packets(feet, 5)) machine.push(b)
      machine.end()
      const { summary, unavailable } = machine.result()
      // 0.66 against 0.58 of the same stride: SI 12.9 %
      expect(summary.stance_percent!.asymmetry_percent!.value).toBeGreaterThan(10)
      expect(summary.stance_percent!.asymmetry_percent!.value).toBeLessThan(16)
      expect(summary.swing_percent!.asymmetry_percent!.value).toBeLessThan(-15)
      expect(summary.stance_percent!.asymmetry_percent!.ci95![0]).toBeGreaterThan(9)
      expect(LIVE_METRIC_NAMES.filter((m) => summary[m] === undefined)).toEqual([])
      expect(Object.keys(unavailable).filter((name) => name === 'foot-flat' || name === 'heel-off')).toEqual([])
    })
  }
})
