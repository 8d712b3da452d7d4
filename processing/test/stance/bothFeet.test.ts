import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { butterflyCrossing, intersection } from '../../src/analysis/stance/butterfly.ts'
import { closureFigures, closureWarning } from '../../src/analysis/stance/closure.ts'
import { cyclogramAsymmetry_percent, cyclogramShape } from '../../src/analysis/stance/cyclogram.ts'
import { flight_s } from '../../src/analysis/stance/flight.ts'
import { convexHull, polygonArea } from '../../src/analysis/stance/outline.ts'
import { contactTimeBalance } from '../../src/analysis/stance/running.ts'
import { stanceSetup } from '../../src/analysis/stance/index.ts'
import { SustainedLoad } from '../../src/analysis/stance/sustainedLoad.ts'
import { FootTimeline } from '../../src/analysis/strides/footTimeline.ts'
import type { BareStride } from '../../src/analysis/strides/draft.ts'
import type { Stride } from '@solestream/processing/model'
import type { WalkFacts } from '@solestream/processing/analysis'
import { historyOf, insoleOf, oneStride } from './signals.ts'

const figure = (left: (u: number) => number, right: (u: number) => number): Float32Array => {
  const points = Float32Array.from({ length: 200 }, (_, i) => (i < 100 ? left(i / 100) : right((i - 100) / 100)))
  return points
}
const stance = (u: number) => Math.max(0, Math.sin((Math.PI * (u - Math.floor(u))) / 0.6))

const BELT = { speed_m_s: 1, changes: false } as const

describe('the cyclogram', () => {
  it('of feet that do the same half a stride apart has no asymmetry', () => {
    expect(cyclogramAsymmetry_percent(figure(stance, (u) => stance(u + 0.5)))).toBeLessThan(1e-4)
  })

  it('sees a shift of timing: a known root mean square', () => {
    // sin against the same, late by 5 % of the stride: rms of 2 sin(0.05 pi) cos(...) is sqrt(2) sin(0.05 pi)
    const wave = (u: number) => 0.5 + 0.5 * Math.sin(2 * Math.PI * u)
    const shifted = cyclogramAsymmetry_percent(figure(wave, (u) => wave(u + 0.55)))
    expect(shifted).toBeCloseTo(50 * Math.SQRT2 * Math.sin(0.05 * Math.PI), 3)
  })

  it('does not depend on which foot is called left', () => {
    const one = figure(stance, (u) => 0.8 * stance(u + 0.56))
    const other = figure((u) => 0.8 * stance(u + 0.56), stance)
    expect(cyclogramAsymmetry_percent(one)).toBeCloseTo(cyclogramAsymmetry_percent(other), 5)
  })

  it('of a circle has area pi / 4 and is round; of a line it has none', () => {
    const circle = cyclogramShape(figure((u) => 0.5 + 0.5 * Math.cos(2 * Math.PI * u), (u) => 0.5 + 0.5 * Math.sin(2 * Math.PI * u))) // prettier-ignore
    expect(circle.area).toBeCloseTo(Math.PI / 4, 2)
    expect(circle.compactness).toBeCloseTo(1, 2)
    expect(cyclogramShape(figure((u) => u, (u) => u)).area).toBeCloseTo(0, 9) // prettier-ignore
  })

  it('takes the area of the convex hull, which no point of the figure leaves', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 })), { minLength: 3, maxLength: 30 }),
        (points) => {
          const hull = convexHull(points)
          const area = polygonArea(hull)
          expect(area).toBeGreaterThanOrEqual(0)
          for (const [x, y] of points) {
            // Taking a point of the figure in again does not widen the hull
            expect(polygonArea(convexHull([...hull, [x, y]]))).toBeCloseTo(area, 9)
          }
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('the butterfly', () => {
  it('crosses where two lines cross', () => {
    expect(intersection([0, 0], [2, 2], [0, 2], [2, 0])).toEqual([1, 1])
    expect(intersection([0, 0], [1, 0], [0, 1], [1, 1])).toBeNull()
  })

  it('of two feet with known paths lies where geometry puts it', () => {
    // Each foot: one heel and one toe sensor on its middle line, loaded so that the centre of pressure goes from 50 to 200 mm
    const foot = (side: 'left' | 'right') => insoleOf([{ y_mm: 0 }, { y_mm: 250 }], { calibrated: 'N', side, layout: { length_mm: 250 } })
    const y = (t: number) => 50 + (150 * t) / 0.7
    const force = (t: number) => (t < 0 || t > 0.7 ? 0 : 800 * Math.min(1, t / 0.04, (0.7 - t) / 0.04))
    const loads = (contacts_s: readonly number[]) =>
      [0, 1].map((toe) => (time_s: number) => {
        const t = time_s - contacts_s.findLast((c) => c <= time_s)!
        return force(t) * (toe === 1 ? y(t) / 250 : 1 - y(t) / 250)
      })
    // Left from 0.55 s on; right half a stride of 1.1 s before and after
    const left = historyOf(foot('left'), 2, loads([-0.55, 0.55]))
    const right = historyOf(foot('right'), 2, loads([0, 1.1]))
    const stride: BareStride = {
      side: 'left',
      start_s: 0.55,
      toeOff_s: 1.25,
      end_s: 1.65,
      gap: false,
      known_s: Infinity,
      metrics: { stride_s: 1.1, step_s: 0.55, initialDoubleSupport_s: 0.15, terminalDoubleSupport_s: 0.15 },
      stancePeak: 800,
      swingFloor: 0,
    }
    const feet = {
      left: { setup: stanceSetup(foot('left')), history: left },
      right: { setup: stanceSetup(foot('right')), history: right },
    }
    const [x, forward] = butterflyCrossing({ ...stride, belt: BELT }, feet, { stanceWidth_mm: 100 })!
    // Even feet: the two diagonals are mirror images of each other, so they cross in the middle: half-way between the foot that
    // leaves (0.55 s after its contact, moved back 550 mm) and the one that takes over (0.15 s after its own)
    expect(x).toBeCloseTo(0, 6)
    expect(forward).toBeCloseTo((y(0.55) - 550 + (y(0.15) - 150)) / 2, 3)
  })

  it('is not there without a stance width or a belt speed', () => {
    const one = oneStride({ insole: insoleOf([{}, {}], { calibrated: 'N' }), sensors: [() => 1, () => 1] })
    const feet = { left: one, right: one }
    const stride: BareStride = {
      ...one.stride,
      metrics: { stride_s: 1.1, step_s: 0.5, initialDoubleSupport_s: 0.1, terminalDoubleSupport_s: 0.1 },
    }
    expect(butterflyCrossing({ ...stride, belt: BELT }, feet, {})).toBeNull()
    expect(butterflyCrossing(stride, feet, { stanceWidth_mm: 100 })).toBeNull()
  })
})

describe('the impulse closure', () => {
  const stride = (impulse_Ns: number, stride_s = 1): Stride => ({
    side: 'left',
    start_s: 0,
    toeOff_s: 0.6,
    end_s: stride_s,
    valid: true,
    excludedBecause: null,
    stride_s,
    impulse_Ns,
  })
  const facts = (pairs: readonly (readonly [Stride, Stride])[], bodyWeight_N?: number): WalkFacts => ({
    strides: [], left: [], right: [], statistics: {}, pairs, insoles: {}, inputs: bodyWeight_N === undefined ? {} : { bodyWeight_N },
  }) // prettier-ignore

  it('is 0 when both impulses are body weight times time, + when there is too much force', () => {
    expect(closureFigures(facts([[stride(360), stride(340)]], 700)).impulseClosure_percent!.both).toMatchObject({ value: 0, n: 1 })
    expect(closureFigures(facts([[stride(400), stride(370)]], 700)).impulseClosure_percent!.both).toMatchObject({
      value: expect.closeTo(10, 9) as number,
    })
    expect(closureFigures(facts([[stride(360, 1.1), stride(340, 1.1)]], 700)).impulseClosure_percent!.both).toMatchObject({
      value: expect.closeTo(100 / 1.1 - 100, 9) as number,
    })
  })

  it('is told beyond 5 % either way, in words', () => {
    expect(closureWarning(4.9)).toBeNull()
    expect(closureWarning(undefined)).toBeNull()
    expect(closureWarning(-12)).toMatch(/12\.0 % less than body weight/)
  })

  it('is not there without a body weight', () => {
    expect(closureFigures(facts([[stride(360), stride(340)]]))).toEqual({})
  })

  it('contact times of both feet are balanced at 50 %', () => {
    const of = (left_s: number, right_s: number) => contactTimeBalance(facts([[{ ...stride(1), stance_s: left_s }, { ...stride(1), stance_s: right_s }]])).contactTimeBalance_percent!.both // prettier-ignore
    expect(of(0.25, 0.25)).toMatchObject({ value: 50, n: 1 })
    expect(of(0.3, 0.2)).toMatchObject({ value: 60 })
  })
})

describe('flight', () => {
  const stride: BareStride = {
    side: 'left',
    start_s: 0,
    toeOff_s: 0.25,
    end_s: 0.7,
    gap: false,
    known_s: Infinity,
    metrics: { stride_s: 0.7 },
    stancePeak: 1,
    swingFloor: 0,
  }
  const other = (offs: readonly number[], contacts: readonly number[]): FootTimeline => {
    const timeline = new FootTimeline()
    for (const time_s of contacts) timeline.add({ kind: 'initial-contact', side: 'right', time_s, confidence: 1 }, false)
    for (const time_s of offs) timeline.add({ kind: 'toe-off', side: 'right', time_s, confidence: 1 }, false)
    return timeline
  }

  it('is from toe-off to the other foot’s contact', () => {
    expect(flight_s(stride, other([-0.1, 0.6], [-0.35, 0.35]), 2)).toBeCloseTo(0.1, 12)
  })

  it('is not there while the other foot stands: in walking', () => {
    expect(flight_s({ ...stride, toeOff_s: 0.45 }, other([0.05], [-0.35, 0.35]), 2)).toBeUndefined()
  })
})

describe('sustained load', () => {
  const insole = { ...insoleOf([{ region: 'heelM', area_mm2: 1000 }, { region: 'heelM', area_mm2: 1000 }], { calibrated: 'kPa' }), rate_Hz: 10 } // prettier-ignore
  const minutes = (sensors: readonly ((t: number) => number)[], count: number, length: number): SustainedLoad => {
    const load = new SustainedLoad(insole)
    const n = count * 600
    for (let from = 0; from < n; from += length) {
      const rows = Math.min(length, n - from)
      const time_s = Float64Array.from({ length: rows }, (_, i) => (from + i) / 10)
      const counts = Float32Array.from(sensors.flatMap((s) => [...time_s].map(s)))
      load.add({
        side: 'right',
        sequence: from,
        n: rows,
        sensors: 2,
        time_s,
        counts,
        imu: null,
        lostBefore: 0,
        saturated: 0,
        recovered: false,
      })
    }
    return load
  }

  it('of a constant pressure is what is above 4.7 kPa, times 15 minutes, of the sensor that bears most', () => {
    const load = minutes([() => 14.7, () => 24.7], 30, 600)
    expect(load.minutes()).toBe(30)
    expect(load.doses_kPas()[0]).toBeCloseTo(20 * 900, -2)
    expect(load.doses_kPas()[1]).toBeNaN()
  })

  it('looks back 15 minutes, not more', () => {
    // 10 minutes of load, 20 of rest, 10 of load: never more than 10 minutes of it within 15
    const load = minutes([(t) => (t < 600 || t >= 1800 ? 104.7 : 0), () => 0], 40, 100)
    expect(load.doses_kPas()[0]).toBeCloseTo(100 * 600, -2.5)
  })

  it('does not depend on the cut into blocks', () => {
    const wave = [(t: number) => 20 + 10 * Math.sin(t), () => 3]
    expect(minutes(wave, 20, 7).doses_kPas()).toEqual(minutes(wave, 20, 600).doses_kPas())
  })
})
