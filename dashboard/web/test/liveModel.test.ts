import { beforeAll, describe, expect, it } from 'vitest'
import type { FrameMessage } from '@solestream/dashboard-shared'
import type { InsoleLayout, Quality, Statistic, Summary } from '@solestream/processing/model'
import { figureTable } from '../src/live/figureTable.ts'
import { FootStream } from '../src/live/footStream.ts'
import { forceTop } from '../src/live/forceScale.ts'
import { backoff_ms } from '../src/live/liveSocket.ts'
import { Playhead } from '../src/live/playhead.ts'
import { pressureScale } from '../src/live/pressureScale.ts'
import { gradeOf } from '../src/words/quality.ts'
import { speak } from '../src/words/say.ts'

beforeAll(() => speak('en'))

const frame = (first_s: number, n: number, extra: Partial<FrameMessage> = {}): FrameMessage => ({
  type: 'frame',
  side: 'left',
  sequence: 0,
  n,
  sensors: 2,
  lostBefore: 0,
  saturated: 0,
  recovered: false,
  unit: 'N',
  calibrated: true,
  missing: 0,
  time_s: Float64Array.from({ length: n }, (_, i) => first_s + i * 0.01),
  force: new Float32Array(n).fill(500),
  copX: new Float32Array(n),
  copY: new Float32Array(n),
  counts: Float32Array.from({ length: 2 * n }, (_, i) => i),
  ...extra,
})

const layout = (extra: Partial<InsoleLayout> = {}): InsoleLayout => ({
  id: 'two',
  side: 'left',
  geometry: 'mm',
  length_mm: 268,
  width_mm: 97,
  unit: 'raw',
  offset: 0,
  scale: 1,
  fullScale: 1000,
  sensors: [0, 1].map((k) => ({ x_mm: 0, y_mm: 50 + 100 * k, area_mm2: 1000, region: 'unknown' })),
  outline: [],
  ...extra,
})

const calibration = {
  id: 'c',
  method: 'bench',
  unit: 'kPa',
  calibrated_utc: '2026-01-01T00:00:00Z',
  temperature_C: null,
  zero: [10, 20],
  gain: [0.5, 2],
} as const

describe('FootStream', () => {
  it('breaks the line where samples are missing and joins it where none are', () => {
    const foot = new FootStream('left')
    foot.addFrame(frame(0, 3), 0)
    foot.addFrame(frame(0.03, 3), 1)
    foot.addFrame(frame(0.2, 2, { lostBefore: 14 }), 2)
    const values = Array.from({ length: foot.force.length }, (_, i) => foot.force.channels[0]![foot.force.slot(i)]!)
    expect(values).toEqual([500, 500, 500, 500, 500, 500, NaN, 500, 500])
  })

  it('forgets when the clock of a new session starts again', () => {
    const foot = new FootStream('left')
    foot.addFrame(frame(100, 3), 0)
    foot.addFrame(frame(0, 3), 1)
    expect(foot.force.length).toBe(3)
    expect(foot.force.newest).toBeCloseTo(0.02)
  })

  it('shows the newest sample of a planar frame in the unit of the calibration', () => {
    const foot = new FootStream('left')
    foot.setLayout(layout(), calibration)
    foot.addFrame(frame(0, 3, { counts: Float32Array.of(0, 0, 110, 0, 0, 120) }), 0)
    expect([...foot.values]).toEqual([50, 200])
  })

  it('replaces an event that was timed again, and knows whether the foot stands', () => {
    const foot = new FootStream('left')
    expect(foot.onGround).toBeNull()
    foot.addEvent({ kind: 'initial-contact', side: 'left', time_s: 1, confidence: 1 })
    foot.addEvent({ kind: 'initial-contact', side: 'left', time_s: 1.02, revised_s: 1.3, confidence: 1 })
    expect(foot.events.map((e) => e.time_s)).toEqual([1.02])
    expect(foot.onGround).toBe(true)
    foot.addEvent({ kind: 'heel-off', side: 'left', time_s: 1.4, confidence: 1 })
    foot.addEvent({ kind: 'toe-off', side: 'left', time_s: 1.7, confidence: 1 })
    expect(foot.onGround).toBe(false)
  })
})

describe('pressure scale', () => {
  it('is relative without a calibration, and missing values are unloaded', () => {
    const scale = pressureScale(layout(), null)
    const out = new Float32Array(2)
    scale.read(Float32Array.of(250, NaN), 1, 0, out)
    expect([scale.unit, scale.fullScale, ...out]).toEqual(['relative', 100, 25, 0])
    expect(pressureScale(layout(), { ...calibration, method: 'none' }).unit).toBe('relative')
    expect(pressureScale(layout({ unit: 'kPa' }), null).unit).toBe('relative')
    // Tared, and never calibrated: above the zeros that a person took.
    const tared = pressureScale(layout(), { ...calibration, method: 'none', zero: [50, 50] })
    tared.read(Float32Array.of(250, 50), 1, 0, out)
    expect([...out]).toEqual([20, 0])
  })

  it('makes kPa of newtons with areas, and stays relative without', () => {
    const newtons = { ...calibration, unit: 'N' } as const
    const out = new Float32Array(2)
    const scale = pressureScale(layout(), newtons)
    scale.read(Float32Array.of(110, 120), 1, 0, out)
    expect([scale.unit, ...out]).toEqual(['kPa', 50, 200])
    const noAreas = layout({ sensors: layout().sensors.map((s) => ({ ...s, area_mm2: 0 })) })
    expect(pressureScale(noAreas, newtons).unit).toBe('relative')
  })
})

describe('force axis', () => {
  it('grows in round steps and never shrinks', () => {
    expect(forceTop(1000, 990)).toBe(1000)
    expect(forceTop(1000, 1100)).toBe(1200)
    expect(forceTop(1200, 300)).toBe(1200)
    expect(forceTop(1, 37)).toBe(40)
  })
})

describe('playhead', () => {
  it('moves evenly through bursts and stands still when samples stop', () => {
    const head = new Playhead()
    const steps: number[] = []
    let last = NaN
    for (let ms = 0; ms < 3000; ms += 16) {
      const at = head.advance(Math.floor(ms / 60) * 0.06, ms)
      if (ms > 1000) steps.push(at - last)
      last = at
    }
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...steps)).toBeLessThan(0.04)
    for (let ms = 3000; ms < 5000; ms += 16) head.advance(2.94, ms)
    expect(head.time_s).toBeCloseTo(2.94, 2)
    head.advance(0.1, 5000)
    expect(head.time_s).toBe(0.1)
  })
})

it('tries again later and later, never more than ten seconds', () => {
  expect([0, 1, 2, 3, 10].map((n) => backoff_ms(n, 0.5))).toEqual([500, 1000, 2000, 4000, 8000])
  expect(backoff_ms(50, 1)).toBeLessThanOrEqual(10_000)
})

const statistic = (median: number, n: number): Statistic => ({
  n, rejected: 0, median, mean: median, sd: 0.02, cv_percent: 2, robustCv_percent: 2, ci95: null,
}) // prettier-ignore
const quality: Quality = {
  sides: Object.fromEntries(
    (['left', 'right'] as const).map((side) => [
      side,
      {
        samples: 1000,
        recoveredSamples: 0,
        lostSamples: 0,
        gaps: [],
        saturatedSamples: 0,
        baselineDrift_percent: null,
        deadSensors: [],
        stuckSensors: [],
        coverage_percent: 100,
        rate_Hz: 100,
      },
    ]),
  ),
  coverage_percent: 100,
  clockError_ms: { left: 1, right: 1, leftRight: 1 },
}

describe('figures', () => {
  const summary = (n: number): Summary => ({
    stride_s: { left: statistic(1.111, n), right: statistic(1.112, n) },
    stance_s: { left: statistic(0.679, n), right: statistic(0.7, n), asymmetry_percent: { value: -3.05, ci95: [-3.5, -2.7], n } },
  })
  const known = (n: number) => ({ summary: summary(n), unavailable: {}, quality, counted: { left: n, right: n } })

  it('says what is missing in place of a value', () => {
    const none = figureTable({ summary: null, unavailable: {}, quality: null, counted: { left: 3, right: 2 } })
    expect(none.stance.values).toEqual([])
    expect(none.stance.missing).toEqual({ have: 2, of: 5 })
    const some = figureTable(known(12))
    expect(some.stance.values.map((v) => v.text)).toEqual(['0.68', '0.70'])
    expect(some.asymmetry.missing).toEqual({ have: 12, of: 30 })
    expect(some.asymmetry.values).toEqual([])
    expect(some.variability.missing).toEqual({ have: 12, of: 50 })
  })

  it('shows values with n, direction in words and the interval', () => {
    const { asymmetry, stride, variability } = figureTable(known(60))
    expect(asymmetry.values[0]!.text).toBe('\u22123.0')
    expect(asymmetry.words).toBe('right longer')
    expect(asymmetry.n).toContain('n 60 pairs')
    expect(asymmetry.n).toContain('\u22123.5 to \u22122.7')
    expect(stride.n).toBe('n L 60 \u00b7 R 60')
    expect(variability.values[0]!.text).toBe('2.0')
  })

  it('gives the reason of what cannot be had', () => {
    const { doubleSupport } = figureTable({ ...known(60), unavailable: { doubleSupport_percent: 'needs both feet' } })
    expect(doubleSupport.values).toEqual([])
    expect(doubleSupport.unavailable).toBe('needs both feet')
  })
})

describe('quality in words', () => {
  it('is good, and says why when it is not', () => {
    expect(gradeOf(quality, ['left', 'right'], true)).toEqual({ grade: 'good', because: '' })
    const lossy = { ...quality, sides: { ...quality.sides, right: { ...quality.sides.right!, coverage_percent: 96 } } }
    expect(gradeOf(lossy, ['left'])).toEqual({ grade: 'good', because: '' })
    expect(gradeOf(lossy, ['left', 'right'])).toEqual({ grade: 'fair', because: 'right: 4.0 % of the samples are missing' })
    const drifting = { ...quality, clockError_ms: { left: 9, right: 9, leftRight: 18 } }
    expect(gradeOf(drifting, ['left', 'right'], true).grade).toBe('poor')
    expect(gradeOf(drifting, ['left', 'right']).grade).toBe('good')
    expect(gradeOf(null, ['left']).grade).toBe('poor')
  })
})
