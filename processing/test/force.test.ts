import { describe, expect, it } from 'vitest'
import { bodyX, createForce, toBodyFrame } from '@solestream/processing/analysis'
import type { InsoleDescription, SampleBlock } from '@solestream/processing/model'
import { insole } from './walker.ts'

function block(values: readonly (readonly number[])[]): SampleBlock {
  const n = values[0]!.length
  return {
    side: 'left',
    sequence: 0,
    n,
    sensors: values.length,
    time_s: Float64Array.from({ length: n }, (_, i) => i / 100),
    counts: Float32Array.from(values.flat()),
    imu: null,
    lostBefore: 0,
    saturated: 0,
    recovered: false,
  }
}
const force = (i: InsoleDescription, values: readonly (readonly number[])[]) => createForce(i).push(block(values))[0]!

const raw = insole('left', 2)
const withLayout = (layout: Partial<InsoleDescription['layout']>): InsoleDescription => ({ ...raw, layout: { ...raw.layout, ...layout } })
const calibrated = (unit: 'N' | 'kPa', method: 'vendor' | 'none' = 'vendor', area_mm2 = 150): InsoleDescription => ({
  ...withLayout({ sensors: raw.layout.sensors.map((s) => ({ ...s, area_mm2 })) }),
  calibration: { id: 'c', method, unit, calibrated_utc: '2026-01-01T00:00:00Z', temperature_C: null, zero: [10, 20], gain: [2, 4] },
})

describe('force', () => {
  it('is offset plus scale times counts, in the unit of the source, without a calibration', () => {
    const f = force(withLayout({ offset: -100, scale: 0.5 }), [
      [400, 1000],
      [600, 2000],
    ])
    expect([...f.force]).toEqual([300, 1300])
    expect(f).toMatchObject({ unit: 'raw', calibrated: false, missing: 0, peak_kPa: null })
  })

  it('is newtons with a calibration in newtons: gain times (count minus zero), sensor by sensor', () => {
    const f = force(calibrated('N'), [[110], [120]])
    expect(f.force[0]).toBeCloseTo(2 * 100 + 4 * 100, 3)
    expect(f).toMatchObject({ unit: 'N', calibrated: true })
    // 400 N on 150 mm2
    expect(f.peak_kPa![0]).toBeCloseTo(400 / 0.15, 1)
  })

  it('is newtons with a calibration in kilopascals and areas; kilopascals without areas', () => {
    const f = force(calibrated('kPa'), [[110], [120]])
    expect(f.force[0]).toBeCloseTo((200 + 400) * 0.15, 3)
    expect(f.unit).toBe('N')
    expect(f.peak_kPa![0]).toBeCloseTo(400, 2)
    const bare = force(calibrated('kPa', 'vendor', 0), [[110], [120]])
    expect(bare).toMatchObject({ unit: 'kPa', calibrated: true })
    expect(bare.force[0]).toBeCloseTo(600, 2)
  })

  it('takes a calibration of method none for none, but for the zeros that a person took', () => {
    const tared = calibrated('N', 'none')
    const f = force(tared, [[110], [120]])
    expect(f).toMatchObject({ unit: 'raw', calibrated: false })
    expect(f.force[0]).toBe(200)
    const bare = force({ ...tared, calibration: { ...tared.calibration!, zero: [], gain: [] } }, [[110], [120]])
    expect(bare.force[0]).toBe(230)
  })

  it('keeps newtons of a source that is not calibrated as its unit, and says so', () => {
    expect(force(withLayout({ unit: 'N' }), [[1], [2]])).toMatchObject({ unit: 'N', calibrated: false })
  })

  it('sums over the sensors that are there and counts the missing; nothing there is NaN', () => {
    const f = force(raw, [
      [500, NaN, 500],
      [700, 700, NaN],
    ])
    expect([...f.force]).toEqual([1200, 700, 500])
    expect(f.missing).toBe(2)
    const none = force(raw, [[NaN], [NaN]])
    expect(none.force[0]).toBeNaN()
    expect(none.copY[0]).toBeNaN()
    expect(none.missing).toBe(2)
  })
})

describe('centre of pressure', () => {
  const at = (x_mm: number, y_mm: number) => ({ x_mm, y_mm, area_mm2: 100, region: 'unknown' as const })
  /** With a zero that a person took: without one a first sample says nothing. */
  const tared = calibrated('N', 'none').calibration!
  const two: InsoleDescription = {
    ...withLayout({ sensors: [at(-20, 50), at(20, 200)] }),
    calibration: { ...tared, zero: [0, 0] },
  }

  it('is the mean of the positions, weighted by force, x lateral and y from the heel', () => {
    const f = force(two, [
      [1000, 3000],
      [1000, 1000],
    ])
    expect([...f.copX]).toEqual([0, -10])
    expect([...f.copY]).toEqual([125, 87.5])
  })

  it('is not there while the foot is unloaded, or without positions; never 0', () => {
    expect(force(two, [[3], [4]]).copX[0]).toBeNaN()
    expect(force({ ...two, layout: { ...two.layout, geometry: 'none' } }, [[1000], [1000]]).copY[0]).toBeNaN()
  })

  it('is not pulled by sensors below zero', () => {
    const f = force({ ...two, calibration: { ...tared, zero: [100, 100] } }, [[1100], [50]])
    expect(f.copX[0]).toBe(-20)
  })

  it('is mirrored into the body frame for a left foot, twice gives it back', () => {
    expect([bodyX('left', 12), bodyX('right', 12)]).toEqual([-12, 12])
    expect([...toBodyFrame('left', Float32Array.of(1, -2))]).toEqual([-1, 2])
    expect([...toBodyFrame('right', Float32Array.of(1, -2))]).toEqual([1, -2])
  })
})

it('arrays have the length of the block, and are used again', () => {
  const machine = createForce(raw)
  const first = machine.push(
    block([
      [1, 2],
      [3, 4],
    ]),
  )[0]!
  const second = machine.push(
    block([
      [5, 6],
      [7, 8],
    ]),
  )[0]!
  expect(second.force.length).toBe(2)
  expect(second.force).toBe(first.force)
  expect(machine.push(block([[1], [2]]))[0]!.force.length).toBe(1)
})
