import { describe, expect, it } from 'vitest'
import { durationOf, limitsOf, metricsOf, rejectedOf, tracksOf, type StoredStride } from '../src/sessions/sessionFacts.ts'

const stride = (side: 'left' | 'right', start_s: number, stance_s: number, extra: Partial<StoredStride> = {}): StoredStride => ({
  side, start_s, toeOff_s: start_s + stance_s, end_s: start_s + 1.1, valid: true, excludedBecause: null, stride_s: 1.1, stance_s, ...extra,
}) // prettier-ignore

const strides = Array.from({ length: 20 }, (_, i) => [stride('left', i * 1.1, 0.68), stride('right', i * 1.1 + 0.55, 0.7)]).flat()
const bad = stride('left', 30, 2, { valid: false, excludedBecause: 'outlier' })

describe('facts of a session', () => {
  it('knows how long it was, and that a running one has no length', () => {
    expect(durationOf({ started_utc: '2026-10-14T08:42:00Z', ended_utc: '2026-10-14T08:48:02Z' })).toBe(362)
    expect(durationOf({ started_utc: '2026-10-14T08:42:00Z', ended_utc: null })).toBeNull()
  })

  it('lists the metrics there are', () => expect(metricsOf(strides)).toEqual(['stride_s', 'stance_s']))

  it('counts what was left out, by reason', () => {
    const all = [...strides, bad, stride('left', 40, 0.6, { valid: false, excludedBecause: 'gap' }), stride('left', 41, 3, { valid: false, excludedBecause: 'outlier' })] // prettier-ignore
    expect(rejectedOf(all, 'left')).toEqual({
      total: 3,
      reasons: [
        ['outlier', 2],
        ['gap', 1],
      ],
    })
    expect(rejectedOf(all, 'right').total).toBe(0)
  })

  it('draws used strides with medians, unused ones apart, and the axis by the used ones', () => {
    const tracks = tracksOf([...strides, bad], 'stance_s')
    expect(tracks.sides.left.medians).toEqual(new Array(20).fill(0.68))
    expect(tracks.unused).toEqual([{ time: 30, value: 2, side: 'left' }])
    for (const value of tracks.asymmetry.values) expect(value).toBeCloseTo((100 * (0.68 - 0.7)) / 0.69, 9)
    const [low, high] = limitsOf(tracks)
    expect(low).toBeLessThan(0.68)
    expect(high).toBeGreaterThan(0.7)
    expect(high).toBeLessThan(1)
  })

  it('has an axis without any stride', () => expect(limitsOf(tracksOf([], 'stance_s'))).toEqual([0, 1]))
})
