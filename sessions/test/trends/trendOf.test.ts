import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MOST_POINTS, trendOf } from '@solestream/sessions/trends'
import { row } from './rows.ts'

const cadence = ['cadence_per_min'] as const
const valuesOf = (rows: Parameters<typeof trendOf>[0], resolution: 'session' | 'day' | 'week' | 'month') =>
  trendOf(rows, { metrics: cadence, resolution })!.series[0]!.values.map((one) => one && one.value)

describe('a trend', () => {
  it('has one value a session, and null where a session has none', () => {
    const rows = [row({ day: 0, cadence: 100 }), row({ day: 1 }), row({ day: 9, cadence: 104, speed: 1.2 })]
    const trend = trendOf(rows, { metrics: cadence, resolution: 'session' })!
    expect(trend.points.map((point) => [point.sessions, point.speed_m_s, point.to_utc])).toEqual([
      [['d0'], null, null],
      [['d1'], null, null],
      [['d9'], 1.2, null],
    ])
    expect(trend.series).toMatchObject([
      { metric: 'cadence_per_min', of: 'both', unit: '/min', values: [{ value: 100, n: 300, ci95: null }, null, { value: 104 }] },
    ])
  })

  it('has a null for each day, week or month without sessions, and says of each stretch what is in it', () => {
    const rows = [
      row({ day: 0, cadence: 100, n: 10, condition: 'A' }),
      row({ day: 0.2, cadence: 104, n: 20, condition: 'B' }),
      row({ day: 3, cadence: 110, condition: 'B' }),
    ]
    const trend = trendOf(rows, { metrics: cadence, resolution: 'day' })!
    expect(trend.points.map((point) => [point.from_utc.slice(0, 10), point.sessions.length, point.condition])).toEqual([
      ['2026-01-01', 2, null],
      ['2026-01-02', 0, null],
      ['2026-01-03', 0, null],
      ['2026-01-04', 1, 'B'],
    ])
    expect(trend.series[0]!.values).toEqual([{ value: 102, n: 30, ci95: null }, null, null, { value: 110, n: 300, ci95: null }])
    // 1 January 2026 is a Thursday: its week began on 29 December.
    expect(valuesOf([row({ day: 0, cadence: 1 }), row({ day: 18, cadence: 2 })], 'week')).toEqual([1, null, null, 2])
    expect(trendOf(rows, { metrics: cadence, resolution: 'week' })!.points[0]!.from_utc).toBe('2025-12-29T00:00:00.000Z')
    expect(valuesOf([row({ day: 30, cadence: 1 }), row({ day: 59, cadence: 2 })], 'month')).toEqual([1, null, 2])
  })

  it('goes from and to where it was asked to, with nulls where nothing was recorded', () => {
    const wanted = { metrics: cadence, resolution: 'month', from_utc: '2025-12-31T00:00:00Z', to_utc: '2026-03-01T00:00:00Z' } as const
    expect(trendOf([row({ day: 0, cadence: 1 })], wanted)!.points.map((point) => point.from_utc.slice(0, 7))).toEqual([
      '2025-12',
      '2026-01',
      '2026-02',
    ])
    expect(trendOf([], wanted)).toMatchObject({ points: [{ sessions: [] }, { sessions: [] }, { sessions: [] }], series: [] })
    expect(trendOf([], { metrics: cadence, resolution: 'session' })).toEqual({ resolution: 'session', task: null, points: [], series: [] })
    expect(trendOf([], { ...wanted, resolution: 'day', from_utc: '1900-01-01T00:00:00Z' })).toBeNull()
  })

  it('keeps all sessions, each in its own stretch, whatever the resolution', () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(days, fc.constantFrom('day', 'week', 'month'), (some, resolution) => {
        const rows = some.toSorted((a, b) => a - b).map((day) => row({ day, cadence: day }))
        const { points } = trendOf(rows, { metrics: cadence, resolution })!
        expect(points.flatMap((point) => point.sessions)).toEqual(rows.map(({ session }) => session.id))
        for (const { sessions, from_utc, to_utc } of points)
          for (const id of sessions) {
            const at = rows.find(({ session }) => session.id === id)!.session.started_utc
            expect(at >= from_utc && at < to_utc!).toBe(true)
          }
        points.slice(1).forEach((point, k) => {
          expect(point.from_utc).toBe(points[k]!.to_utc)
        })
        expect(points.length).toBeLessThanOrEqual(MOST_POINTS)
      }),
    )
  })
})

describe('the wobble', () => {
  const wobble = (rows: Parameters<typeof trendOf>[0]) => trendOf(rows, { metrics: cadence, resolution: 'session' })!.series[0]!.wobble
  const walks = (values: readonly number[], more = {}) => values.map((value, day) => row({ day, cadence: value, ...more }))

  it('needs four comparable sessions, and says how many there are', () => {
    expect(wobble(walks([100, 101, 100]))).toEqual({ value: null, sessions: 3, because: '3 comparable sessions have it, 4 are needed' })
    expect(wobble(walks([100, 101, 100, 102])).sessions).toBe(4)
  })

  it('is the same for a person who stays and for one who changes steadily', () => {
    const stays = [100, 102, 99, 101, 98, 103, 100, 101]
    const changes = stays.map((value, k) => value + 5 * k)
    const [one, other] = [wobble(walks(stays)).value!, wobble(walks(changes)).value!]
    expect(other).toBeCloseTo(one, 9)
    expect(Math.abs(changes.at(-1)! - changes[0]!)).toBeGreaterThan(other)
  })

  it('comes from sessions like the newest only: same condition, same speed', () => {
    const same = walks([100, 101, 100, 102], { condition: 'shoe A', speed: 1.2 })
    const others = [
      row({ day: 0.1, cadence: 140, condition: 'shoe B', speed: 1.2 }),
      row({ day: 0.2, cadence: 140, condition: 'shoe A', speed: 1.6 }),
    ]
    const mixed = [same[0]!, ...others, ...same.slice(1)]
    expect(wobble(mixed)).toEqual(wobble(same))
    expect(trendOf(mixed, { metrics: cadence, resolution: 'session' })!.points.map((point) => point.comparable)).toEqual([
      true,
      false,
      false,
      true,
      true,
      true,
    ])
  })

  it('is not taken from a session that is still empty: the newest one that has a value is the measure', () => {
    const measured = walks([100, 101, 100, 102], { condition: 'shoe A' })
    const begun = row({ day: 9, condition: null })
    expect(wobble([...measured, begun])).toEqual(wobble(measured))
    expect(trendOf([...measured, begun], { metrics: cadence, resolution: 'session' })!.points.map((point) => point.comparable)).toEqual([
      true,
      true,
      true,
      true,
      false,
    ])
  })

  it('is rarely exceeded by two sessions of a person who does not change', () => {
    let state = 1
    const uniform = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
    const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
    const rounds = 2000
    let beyond = 0
    for (let k = 0; k < rounds; k++) {
      const values = Array.from({ length: 10 }, normal)
      if (Math.abs(values[9]! - values[0]!) > wobble(walks(values)).value!) beyond++
    }
    expect(beyond / rounds).toBeLessThan(0.08)
    expect(beyond / rounds).toBeGreaterThan(0.005)
  })
})
