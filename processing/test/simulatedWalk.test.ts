import { describe, expect, it } from 'vitest'
import { createWalker, type Walker, type WalkerSettings } from '@solestream/ingest/virtual'
import { createForce, type GaitResult } from '@solestream/processing/analysis'
import { SIDES, type Mode, type Side } from '@solestream/processing/model'
import { analyse as analyseWalker, blocksOf } from './simulated.ts'

const GRAVITY = 9.80665

function analyse(settings: Partial<WalkerSettings>, mode: Mode): { result: GaitResult; walker: Walker } {
  const walker = createWalker({ duration_s: 90, ...settings })
  return { result: analyseWalker(walker, mode), walker }
}

const median = (v: readonly number[]) => v.toSorted((a, b) => a - b)[v.length >> 1]!

/** Exact double support, per stride of a side, from the walker's own events. */
function trueDoubleSupport_s(walker: Walker, side: Side): number {
  const events = walker.truth(90)
  const of = (kind: string, s: Side) => events.filter((e) => e.kind === kind && e.side === s).map((e) => e.time_s)
  const other: Side = side === 'left' ? 'right' : 'left'
  const values = of('initial-contact', side).flatMap((start, i, all) => {
    const end = all[i + 1]
    if (end === undefined) return []
    const inside = (t: number) => t > start && t < end
    const off = of('toe-off', side).find(inside)
    const otherOff = of('toe-off', other).find(inside)
    const otherContact = of('initial-contact', other).find(inside)
    return off && otherOff && otherContact ? [otherOff - start + (off - otherContact)] : []
  })
  return median(values)
}

describe.each(['online', 'offline'] as const)('the simulated walker, %s', (mode) => {
  it('has its double support given back within 3 ms, each foot (acceptance check 3)', () => {
    const { result, walker } = analyse({ stance_ratio: 0.63, seed: 4 }, mode)
    for (const side of SIDES) {
      const found = result.summary.doubleSupport_s![side]!
      expect(found.n).toBeGreaterThan(60)
      expect(Math.abs(found.median - trueDoubleSupport_s(walker, side))).toBeLessThan(0.003)
    }
  })

  it('has its cadence, stance and variability given back', () => {
    const { result } = analyse({ cadence_per_min: 104, stance_ratio: 0.62, strideVariability_percent: 3, seed: 6, duration_s: 300 }, mode)
    expect(result.summary.cadence_per_min!.both!.median).toBeCloseTo(104, 0)
    expect(result.summary.stance_percent!.left!.median).toBeGreaterThan(61)
    expect(result.summary.stance_percent!.left!.median).toBeLessThan(63)
    expect(Math.abs(result.summary.stride_s!.left!.cv_percent! - 3)).toBeLessThan(0.5)
  })

  it.each([-12, 12])(
    'has an asymmetry of %i percent of its stance times given back with its sign (acceptance check 4)',
    (asymmetry_percent) => {
      const { result } = analyse({ asymmetry_percent, seed: 8 }, mode)
      const { value, ci95 } = result.summary.stance_s!.asymmetry_percent!
      expect(Math.abs(value - asymmetry_percent)).toBeLessThan(1.5)
      expect(Math.sign(ci95![0])).toBe(Math.sign(asymmetry_percent))
      expect(Math.sign(ci95![1])).toBe(Math.sign(asymmetry_percent))
    },
  )

  it('rejects what is not steady walking, and only that', () => {
    const steady = analyse({ seed: 3 }, mode).result.strides
    expect(steady.filter((s) => !s.valid).length).toBeLessThan(0.05 * steady.length)
    const stops = analyse({ seed: 3, pauses: { walk_s: 15, stand_s: 5 }, duration_s: 90 }, mode).result.strides
    expect(stops.filter((s) => s.excludedBecause === 'pause').length).toBeGreaterThanOrEqual(4)
    expect(stops.filter((s) => s.valid && s.stride_s > 2)).toEqual([])
  })

  it('runs without double support, and says so', () => {
    const { result } = analyse({ running: true, seed: 2 }, mode)
    expect(result.summary.stride_s!.left!.n).toBeGreaterThan(80)
    expect(result.summary.doubleSupport_s).toBeUndefined()
    expect(result.unavailable['doubleSupport_s.left']).toMatch(/^0 valid strides/)
  })

  it('has peak force and pressure, since its insoles are calibrated', () => {
    const { result, walker } = analyse({ seed: 5 }, mode)
    const { left } = result.summary.peakForce_N!
    const weight_N = walker.settings.bodyMass_kg * GRAVITY
    expect(left!.median / weight_N).toBeGreaterThan(0.9)
    expect(left!.median / weight_N).toBeLessThan(1.5)
    expect(result.summary.peakPressure_kPa!.right!.median).toBeGreaterThan(50)
  })

  it('with a dead sensor has it named', () => {
    const { result } = analyse({ dead: [{ side: 'right', sensor: 4 }] }, mode)
    expect(result.quality.sides.right!.deadSensors).toEqual([4])
    expect(result.quality.sides.left!.deadSensors).toEqual([])
  })
})

it('the force of both feet is body weight on average, within 5 %: the impulse closes', () => {
  const walker = createWalker({ duration_s: 60, seed: 12 })
  let sum = 0
  let n = 0
  for (const side of SIDES) {
    const machine = createForce(walker.insoles[side])
    for (const b of blocksOf(walker, side, 100)) for (const f of machine.push(b)[0]!.force) sum += f
    n = walker.settings.duration_s * walker.settings.rate_Hz
  }
  const weight_N = walker.settings.bodyMass_kg * GRAVITY
  expect(Math.abs(sum / n / weight_N - 1)).toBeLessThan(0.05)
})
