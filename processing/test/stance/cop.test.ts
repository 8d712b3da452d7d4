import { describe, expect, it } from 'vitest'
import type { InsoleDescription } from '@solestream/processing/model'
import { copFigures, copPath } from '../../src/analysis/stance/copPath.ts'
import { cpeiProxy_percent, forefootLine } from '../../src/analysis/stance/cpei.ts'
import { measureStance, StanceSummary } from '../../src/analysis/stance/index.ts'
import { cannot } from '../../src/analysis/summary/index.ts'
import { insoleOf, oneStride } from './signals.ts'

const LENGTH_MM = 250
const WIDTH_MM = 90
const corners = [
  { x_mm: -40, y_mm: 0 },
  { x_mm: 40, y_mm: 0 },
  { x_mm: -40, y_mm: LENGTH_MM },
  { x_mm: 40, y_mm: LENGTH_MM },
] as const
const RECTANGLE = [[-45, 0], [45, 0], [45, 250], [-45, 250]] as const // prettier-ignore
const layout = { length_mm: LENGTH_MM, width_mm: WIDTH_MM, outline: RECTANGLE }

/** Four sensors at the corners whose loads put the centre of pressure exactly where it is wanted. */
function walks(
  path: (u: number) => readonly [x: number, y: number],
  insole: InsoleDescription = insoleOf(corners, { layout }),
  rate_Hz = 100,
) {
  const loads = corners.map(({ x_mm, y_mm }) => (t: number) => {
    const [x, y] = path(t / 0.7)
    const right = (x + 40) / 80
    const front = y / LENGTH_MM
    return 1000 * (x_mm > 0 ? right : 1 - right) * (y_mm > 0 ? front : 1 - front)
  })
  return oneStride({ sensors: loads, insole, rate_Hz })
}
const figures = (path: (u: number) => readonly [number, number], rate_Hz = 100) =>
  copFigures(copPath(walks(path, undefined, rate_Hz).stance)!)

const straight = (u: number) => [10, 20 + 200 * u] as const
/** A half circle of radius 20 mm about (0, 120): length 20 pi. */
const arc = (u: number) => [20 * Math.sin(Math.PI * u), 120 - 20 * Math.cos(Math.PI * u)] as const

describe('the path of the centre of pressure', () => {
  it('of a straight line has its length, range and speed', () => {
    const f = figures(straight)
    // Of the 70 samples the last lies at 69 / 70 of the stance
    expect(f.length).toBeCloseTo((200 * 69) / 70, 1)
    expect(f.rangeY).toBeCloseTo(200 * 0.9, -1)
    expect(f.rangeX).toBeLessThan(0.01)
    expect(f.velocity).toBeCloseTo(200 / 0.7, 1)
    for (const v of f.phaseVelocity) expect(v).toBeCloseTo(200 / 0.7, 0)
  })

  it('of half a circle has its length, at any rate', () => {
    for (const rate_Hz of [50, 100, 200]) expect(Math.abs(figures(arc, rate_Hz).length / (20 * Math.PI) - 1)).toBeLessThan(0.03)
  })

  it('goes at the speed of each phase', () => {
    // 30 mm in the first sixth, 150 mm in the next two, 30 in the next two, 30 in the last
    const pieces = (u: number) =>
      u < 1 / 6 ? 180 * u : u < 1 / 2 ? 30 + 450 * (u - 1 / 6) : u < 5 / 6 ? 180 + 90 * (u - 1 / 2) : 210 + 180 * (u - 5 / 6)
    const [loading, mid, terminal, pre] = figures((u) => [0, pieces(u)], 200).phaseVelocity
    // The filter rounds the corners between the phases
    expect(Math.abs(loading! / (180 / 0.7) - 1)).toBeLessThan(0.1)
    expect(Math.abs(mid! / (450 / 0.7) - 1)).toBeLessThan(0.05)
    expect(Math.abs(terminal! / (90 / 0.7) - 1)).toBeLessThan(0.15)
    expect(Math.abs(pre! / (180 / 0.7) - 1)).toBeLessThan(0.1)
  })

  it('is smoothed: 0.5 mm of noise hardly lengthen it', () => {
    let seed = 1
    const noise = () => ((seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32 - 0.5) * Math.sqrt(12) * 0.5
    const noisy = figures((u) => [10 + noise(), 20 + 200 * u + noise()])
    expect(noisy.length / figures(straight).length).toBeLessThan(1.02)
  })

  it('is not given when it is interrupted, too slow or without positions', () => {
    const lifts = {
      sensors: [(t: number) => (Math.abs(t - 0.3) < 0.03 ? 0 : 1000), () => 0],
      insole: insoleOf(corners.slice(0, 2), { layout }),
    }
    expect(copPath(oneStride(lifts).stance)).toBeNull()
    expect(copPath(walks(straight, undefined, 30).stance)).toBeNull()
    expect(copPath(walks(straight, insoleOf(corners, { layout: { ...layout, geometry: 'none' } })).stance)).toBeNull()
  })
})

describe('figures of the centre of pressure', () => {
  const measured = (path: (u: number) => readonly [number, number], insole?: InsoleDescription) => {
    const { setup, history, stride } = walks(path, insole)
    return { metrics: stride.metrics, record: measureStance(setup, history, stride)! }
  }

  it('are mm and ratios with real geometry', () => {
    const { metrics } = measured(straight)
    expect(metrics.gaitLine_mm).toBeCloseTo(197, 0)
    expect(metrics.gaitLine_ratio).toBeCloseTo(197 / LENGTH_MM, 2)
    expect(metrics.strikeIndex_percent).toBeCloseTo((100 * (20 + 200 / 70)) / LENGTH_MM, 4)
    expect(metrics.copToeOffAp_percent).toBeCloseTo((100 * (20 + (200 * 68) / 70)) / LENGTH_MM, 4)
    expect(metrics.copContactMl_ratio).toBeCloseTo(10 / WIDTH_MM, 6)
  })

  it('are ratios alone without real geometry', () => {
    const { metrics } = measured(straight, insoleOf(corners, { layout: { ...layout, geometry: 'arbitrary' } }))
    expect(metrics.gaitLine_ratio).toBeCloseTo(197 / LENGTH_MM, 2)
    expect(Object.keys(metrics).filter((name) => /_mm(_s)?$/.test(name))).toEqual([])
  })

  it('are not ratios of a size that is not known: not given, with the reason, but drawn', () => {
    const unknown = insoleOf(corners, { layout: { ...layout, geometry: 'arbitrary', length_mm: 0, width_mm: 0, outline: [] } })
    const { metrics, record } = measured(straight, unknown)
    expect(Object.keys(metrics).filter((name) => /^(gaitLine|cop|strikeIndex)/.test(name))).toEqual([])
    expect(cannot([unknown], [])['gaitLine_ratio']).toBe('the layout does not say how long and wide the insole is')
    const foot = new StanceSummary(true)
    foot.describe(record.setup)
    foot.wait(0, record)
    foot.judged({ side: 'right', start_s: 0, toeOff_s: 0.7, end_s: 1.1, valid: true, excludedBecause: null, stride_s: 1.1 })
    const { unit, y } = foot.curves().gaitLine.right!
    // The sensors span 250 of the layout's units
    expect(unit).toBe('ratio')
    expect(y.mean[50]).toBeCloseTo(120 / 250, 2)
  })

  it('tell a forefoot strike from a heel strike', () => {
    expect(measured((u) => [0, 200 + 20 * u]).metrics.strikeIndex_percent).toBeGreaterThan(67)
    expect(measured(straight).metrics.strikeIndex_percent).toBeLessThan(34)
  })

  it('are the same for a left foot: its frame is mirrored, + lateral', () => {
    const left = measured(arc, insoleOf(corners, { side: 'left', layout: { ...layout, side: 'left' } })).metrics
    expect(left).toEqual(measured(arc).metrics)
  })

  it('have the gait line as a curve of 0 to 100 % of the stance', () => {
    const { curves } = measured(straight).record
    expect(curves[101 + 50]).toBeCloseTo(10, 3)
    expect(curves[202 + 50]).toBeCloseTo(120, 1)
    expect(curves[202]).toBeCloseTo(20, 1)
  })
})

describe('the excursion index proxy', () => {
  const line = forefootLine(insoleOf(corners, { layout }).layout)!

  it('has its forefoot line at two thirds of the length, at right angles to the medial edge', () => {
    expect(line.at[0]).toBeCloseTo(-45, 6)
    expect(line.at[1]).toBeCloseTo((2 * LENGTH_MM) / 3, 6)
    expect(line.lateral[0]).toBe(1)
    expect(line.lateral[1]).toBeCloseTo(0, 12)
    expect(line.width).toBeCloseTo(WIDTH_MM, 6)
  })

  it('is how far the path passes lateral of its own ends, in percent of the width there', () => {
    // From (0, 0) to (0, 250), bulging 9 mm to the side at two thirds
    const bulge = (side: number) => (u: number) => [side * 9 * Math.exp(-(((u - 2 / 3) / 0.2) ** 2)), 250 * u] as const
    const of = (path: (u: number) => readonly [number, number]) => cpeiProxy_percent(copPath(walks(path).stance)!, line)
    // The line between its ends lies a little to the side, too: at the last sample the path is not back
    const atEnd = bulge(1)(69 / 70)
    const between = atEnd[0] * ((2 / 3) * (LENGTH_MM / atEnd[1]))
    expect(of(bulge(1))).toBeCloseTo((100 * (9 - between)) / WIDTH_MM, 1)
    expect(of(bulge(-1))).toBeCloseTo(-of(bulge(1)), 1)
    expect(of((u) => [10, 240 * u])).toBeCloseTo(0, 3)
    expect(of((u) => [10, 100 * u])).toBeNaN()
  })

  it('turns with the medial edge', () => {
    const turned = forefootLine({ ...insoleOf(corners, { layout }).layout, outline: [[-20, 0], [45, 0], [45, 250], [-45, 250]] })! // prettier-ignore
    expect(turned.lateral[0]).toBeCloseTo(250 / Math.hypot(25, 250), 6)
    expect(turned.lateral[1]).toBeCloseTo(25 / Math.hypot(25, 250), 6)
    expect(forefootLine({ ...insoleOf(corners, { layout }).layout, outline: [] })).toBeNull()
  })
})
