import { createBalance, createForce, weightBearingFigures } from '@solestream/processing/analysis'
import type { InsoleDescription, SampleBlock, Side, WalkInputs } from '@solestream/processing/model'
import { SIDES } from '@solestream/processing/model'
import { describe, expect, it } from 'vitest'
import { insole } from '../walker.ts'

/** Sensors at the heel (y 20) and the forefoot (y 200), and one 30 mm to the lateral side of the heel; 1 count is 1 N. */
const PLACES = [
  [0, 20],
  [0, 200],
  [30, 20],
] as const

function standingInsole(side: Side, change: Partial<InsoleDescription['layout']> = {}): InsoleDescription {
  const plain = insole(side, 3)
  return {
    ...plain,
    layout: {
      ...plain.layout,
      sensors: PLACES.map(([x_mm, y_mm]) => ({ x_mm, y_mm, area_mm2: 100, region: 'unknown' as const })),
      ...change,
    },
    calibration: {
      id: 'c',
      method: 'bench',
      unit: 'N',
      calibrated_utc: '2026-01-01T00:00:00Z',
      temperature_C: null,
      zero: [0, 0, 0],
      gain: [1, 1, 1],
    },
  }
}

type Load = (side: Side, t: number) => readonly [heel: number, forefoot: number, lateral: number]

interface Standing {
  readonly load: Load
  readonly seconds?: number
  readonly inputs?: WalkInputs
  readonly insoles?: readonly InsoleDescription[]
  /** The right foot's samples come this much later. */
  readonly later_s?: number
  readonly blockLength?: number
  readonly lost?: (side: Side, i: number) => boolean
}

function balance({ load, seconds = 30, inputs = {}, later_s = 0, blockLength = 100, lost = () => false, ...rest }: Standing) {
  const insoles = rest.insoles ?? SIDES.map((side) => standingInsole(side))
  const machine = createBalance(insoles, inputs)
  const force = new Map(insoles.map((i) => [i.side, createForce(i)]))
  for (let from = 0; from < seconds * 100; from += blockLength)
    for (const { side } of insoles) {
      const kept = Array.from({ length: Math.min(blockLength, seconds * 100 - from) }, (_, k) => from + k).filter((i) => !lost(side, i))
      if (kept.length === 0) continue
      const time_s = Float64Array.from(kept, (i) => i / 100 + (side === 'right' ? later_s : 0))
      const rows = Array.from(time_s, (t) => load(side, t))
      const block: SampleBlock = {
        side,
        sequence: kept[0]!,
        n: kept.length,
        sensors: 3,
        time_s,
        counts: Float32Array.from([0, 1, 2].flatMap((k) => rows.map((row) => row[k]!))),
        imu: null,
        lostBefore: 0,
        saturated: 0,
        recovered: false,
      }
      for (const found of force.get(side)!.push(block)) machine.push(found)
    }
  return machine.result()
}

/** Sways forward and back: the forefoot's share of 400 N goes from 0.2 to 0.8 twice in 10 s; both feet alike. */
const forwardShare = (t: number): number => 0.5 + 0.3 * Math.sin(2 * Math.PI * 0.2 * t)
const sway: Load = (_, t) => [400 * (1 - forwardShare(t)), 400 * forwardShare(t), 0]
const WIDTH = { stanceWidth_mm: 200, toeOut_deg: 0 }

describe('balance of standing on insoles', () => {
  it('is that of both feet together, along and across', () => {
    const { summary, unavailable, duration_s, notes } = balance({ load: sway, inputs: WIDTH })
    expect(unavailable).toEqual({ meanFrequencyMl_Hz: 'nothing moved' })
    expect(notes).toEqual([])
    expect(duration_s).toBeCloseTo(30, 6)
    // share * 180 mm: amplitude 54 mm
    expect(summary.rmsAp_mm!.both!.value).toBeCloseTo(54 / Math.SQRT2, 1)
    expect(summary.meanFrequencyAp_Hz!.both!.value).toBeCloseTo(0.2, 2)
    expect(summary.rmsMl_mm!.both!.value).toBeCloseTo(0, 4)
    expect(summary.weightBearingAsymmetry_percent!.both!.value).toBeCloseTo(0, 6)
  })

  it('sideways comes from how the weight goes from foot to foot: half the width times the asymmetry', () => {
    const load: Load = (side, t) => {
      const left = 0.5 + 0.2 * Math.sin(2 * Math.PI * 0.5 * t)
      return [800 * (side === 'left' ? left : 1 - left), 0, 0]
    }
    const { summary } = balance({ load, inputs: WIDTH })
    // 200 mm * (share - 0.5)
    expect(summary.rmsMl_mm!.both!.value).toBeCloseTo(40 / Math.SQRT2, 1)
    expect(summary.rmsAp_mm!.both!.value).toBeCloseTo(0, 4)
    const wide = balance({ load, inputs: { ...WIDTH, stanceWidth_mm: 400 } }).summary
    expect(wide.rmsMl_mm!.both!.value).toBeCloseTo(80 / Math.SQRT2, 1)
  })

  it('knows lateral from medial on each foot: the same lateral roll of both feet cancels, that of one does not', () => {
    const roll =
      (feet: readonly Side[]): Load =>
      (side, t) => {
        const share = feet.includes(side) ? 0.5 + 0.5 * Math.sin(2 * Math.PI * 0.5 * t) : 0
        return [400 * (1 - share), 0, 400 * share]
      }
    expect(balance({ load: roll(['left', 'right']), inputs: WIDTH }).summary.rmsMl_mm!.both!.value).toBeCloseTo(0, 4)
    // 30 mm * share, half the weight
    expect(balance({ load: roll(['left']), inputs: WIDTH }).summary.rmsMl_mm!.both!.value).toBeCloseTo(7.5 / Math.SQRT2, 2)
  })

  it('turns the feet outward as they stood', () => {
    const { rmsAp_mm, rmsMl_mm } = balance({ load: sway, inputs: { stanceWidth_mm: 200, toeOut_deg: 60 } }).summary
    expect(rmsAp_mm!.both!.value).toBeCloseTo((54 * Math.cos(Math.PI / 3)) / Math.SQRT2, 1)
    expect(rmsMl_mm!.both!.value).toBeCloseTo(0, 4)
    // of one foot alone it goes outward: sin 60 degrees of 54 mm, at half the weight
    const one: Load = (side, t) => (side === 'right' ? sway(side, t) : [200, 200, 0])
    expect(balance({ load: one, inputs: { stanceWidth_mm: 200, toeOut_deg: 60 } }).summary.rmsMl_mm!.both!.value).toBeCloseTo(
      (27 * Math.sin(Math.PI / 3)) / Math.SQRT2,
      1,
    )
  })

  it('without a stance width gives what goes along the feet and the weight, nothing across', () => {
    const { summary, unavailable } = balance({ load: sway })
    expect(Object.keys(summary).toSorted()).toEqual(
      [
        'meanFrequencyAp_Hz',
        'meanVelocityAp_mm_s',
        'rmsAp_mm',
        'weightBearingAsymmetry_percent',
        'weightWithin10_percent',
        'weightWithin5_percent',
      ].toSorted(),
    )
    expect(unavailable['ellipseArea_mm2']).toBe('no stance width was entered')
  })

  it('says that feet were taken as parallel', () => {
    expect(balance({ load: sway, inputs: { stanceWidth_mm: 200 } }).notes).toEqual([expect.stringMatching(/parallel/)])
  })

  it('does not depend on how samples were cut into blocks, and hardly on the instants of the other foot', () => {
    const whole = balance({ load: sway, inputs: WIDTH })
    expect(balance({ load: sway, inputs: WIDTH, blockLength: 7 })).toEqual(whole)
    const later = balance({ load: sway, inputs: WIDTH, later_s: -0.0043 })
    for (const [metric, { both }] of Object.entries(whole.summary)) {
      if (!metric.startsWith('rms') && !metric.includes('Ap_')) continue
      const found = (later.summary as Record<string, { both: { value: number } }>)[metric]!.both.value
      expect(Math.abs(found - (both as { value: number }).value)).toBeLessThan(1e-3 * found + 1e-3)
    }
  })

  it('uses the longest stretch with both feet loaded and nothing missing', () => {
    const step: Load = (side, t) => (side === 'left' && t >= 10 && t < 11 ? [0, 0, 0] : sway(side, t))
    const stepped = balance({ load: step, inputs: WIDTH, seconds: 40 })
    expect(stepped.duration_s).toBeCloseTo(29, 6)
    expect(stepped.notes.join()).toMatch(/both feet loaded and no sample missing, 29\.0 s/)
    const gap = balance({ load: sway, inputs: WIDTH, seconds: 40, lost: (side, i) => side === 'right' && i >= 1200 && i < 1203 })
    expect(gap.duration_s).toBeCloseTo(27.97, 6)
    const none = balance({ load: (side) => (side === 'left' ? [0, 0, 0] : [700, 0, 0]), inputs: WIDTH })
    expect(none.summary).toEqual({})
    expect(none.unavailable['rmsAp_mm']).toMatch(/^0\.0 s of standing/)
  })

  it('says what the insoles do not carry', () => {
    const [left, right] = SIDES.map((side) => standingInsole(side)) as [InsoleDescription, InsoleDescription]
    const one = balance({ load: sway, insoles: [left], inputs: WIDTH })
    expect(one.unavailable['weightBearingAsymmetry_percent']).toMatch(/no samples of the right foot/)
    const uncalibrated = balance({ load: sway, insoles: [left, { ...right, calibration: null }], inputs: WIDTH })
    expect(uncalibrated.unavailable['weightBearingAsymmetry_percent']).toBe('right: the recording is not calibrated')
    const flat = balance({ load: sway, insoles: SIDES.map((side) => standingInsole(side, { geometry: 'none' })), inputs: WIDTH })
    expect(flat.unavailable['rmsAp_mm']).toBe('the layout has no real geometry')
    expect(flat.summary.weightBearingAsymmetry_percent!.both!.value).toBeCloseTo(0, 6)
  })
})

describe('weight bearing', () => {
  it('is positive when left carries more; 55 % and 60 % are the bounds of even', () => {
    const forces = (...left: number[]) => ({
      n: left.length,
      leftForce: Float64Array.from(left),
      rightForce: Float64Array.from(left, (l) => 1000 - l),
    })
    expect(weightBearingFigures(forces(600, 600))).toEqual({
      weightBearingAsymmetry_percent: 20,
      weightWithin5_percent: 0,
      weightWithin10_percent: 100,
    })
    expect(weightBearingFigures(forces(500, 450, 449, 400, 399))).toEqual({
      weightBearingAsymmetry_percent: expect.closeTo(-12.08, 6) as number,
      weightWithin5_percent: 40,
      weightWithin10_percent: 80,
    })
  })
})
