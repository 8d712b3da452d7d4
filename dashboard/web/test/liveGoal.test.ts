import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { Courses } from '../src/live/courses.ts'
import { courseRange } from '../src/live/courseView.ts'
import { enoughWords } from '../src/live/enough.tsx'
import { figureTable } from '../src/live/figureTable.ts'
import { GaitLines, KEPT_LINES } from '../src/live/gaitLines.ts'
import { readChoice, standing } from '../src/live/goal.ts'
import { markerWords } from '../src/words/marker.ts'
import { speak } from '../src/words/say.ts'

beforeAll(() => speak('en'))

describe('the goal of the large figure', () => {
  it('is a band: its edges belong to it', () => {
    const goal = { low: -5, high: 5 }
    expect([-5, 0, 5].map((v) => standing([v], goal))).toEqual(['in', 'in', 'in'])
    expect([-5.1, 5.1].map((v) => standing([v], goal))).toEqual(['below', 'above'])
    expect(standing([0, 6], goal)).toBe('above')
    expect([standing([], goal), standing([0], null)]).toEqual([null, null])
  })

  it('is kept, and whatever else stands there is passed over', () => {
    const kept = readChoice(
      JSON.stringify({ chosen: 'cadence', goals: { cadence: { low: 100, high: 110 }, asymmetry: null, stride: { low: 2, high: 1 } } }),
    )
    expect(kept).toEqual({ chosen: 'cadence', goals: { cadence: { low: 100, high: 110 }, asymmetry: null } })
    const first = readChoice(null)
    expect(first.chosen).toBe('asymmetry')
    for (const bad of ['{', '[]', 'null', '{"chosen":7,"goals":3}', '{"goals":{"asymmetry":{"low":"a"}}}'])
      expect(readChoice(bad)).toEqual(first)
  })

  it('sets the scale of the course, and noise does not fill it', () => {
    const [low, high] = courseRange([100], { low: -5, high: 5 }, 10)
    expect(low).toBeCloseTo(-8)
    expect(high).toBeCloseTo(8)
    expect(courseRange([110, 110.1], null, 10)).toEqual([110.05 - 5, 110.05 + 5])
    expect(courseRange([NaN], null, 3)).toEqual([0, 3])
  })

  it('leaves no value of a course without a goal outside', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1 }), (values) => {
        const [low, high] = courseRange(values, null, 1)
        expect(Math.min(...values)).toBeGreaterThanOrEqual(low)
        expect(Math.max(...values)).toBeLessThanOrEqual(high)
      }),
    )
  })
})

describe('courses', () => {
  const statistic = { n: 60, rejected: 0, mean: 0.7, median: 0.7, sd: 0.01, cv_percent: 1, iqr: 0, mad: 0, ci95: null, range: [0.7, 0.7] }
  const table = (stance: object) =>
    figureTable({ summary: { stance_s: stance } as never, unavailable: {}, quality: null, counted: { left: 60, right: 60 } })

  it('keeps left and right apart, and a foot without a value is none', () => {
    const courses = new Courses()
    courses.add(1, table({ left: statistic, right: { ...statistic, median: 0.8 } }))
    courses.add(2, table({ right: { ...statistic, median: 0.9 } }))
    courses.add(2, table({ left: statistic }))
    const { channels, length } = courses.rings.stance
    expect(length).toBe(2)
    expect([...channels[0]!.slice(0, 2)]).toEqual([Math.fround(0.7), NaN])
    expect([...channels[1]!.slice(0, 2)]).toEqual([Math.fround(0.8), Math.fround(0.9)])
    expect(courses.rings.cadence.length).toBe(0)
  })
})

describe('gait lines', () => {
  const walk = (lines: GaitLines, from_s: number, lasts_s: number): void => {
    for (let i = 0; i <= 100 * lasts_s; i++) lines.add(from_s + i / 100, 0, 4 * i)
    lines.add(from_s + lasts_s + 0.01, NaN, NaN)
  }
  it('are the last whole stances', () => {
    const lines = new GaitLines()
    for (let k = 0; k < 2 * KEPT_LINES; k++) walk(lines, k, 0.7)
    expect(lines.lines.length).toBe(KEPT_LINES)
    expect(lines.lines[0]!.length).toBe(71)
  })
  it('have no touch, no standing, and nothing across a hole', () => {
    const lines = new GaitLines()
    walk(lines, 0, 0.1)
    walk(lines, 1, 5)
    for (let i = 0; i < 30; i++) lines.add(10 + i / 100, 0, 4 * i)
    lines.break()
    lines.add(10.5, NaN, NaN)
    expect(lines.lines).toEqual([])
  })
  it('keep no more points than can be seen', () => {
    const lines = new GaitLines()
    for (let i = 0; i <= 100; i++) lines.add(i / 100, 0, i / 10)
    lines.add(1.1, NaN, NaN)
    expect(lines.lines[0]!.length).toBe(4)
  })
})

describe('words of the live page', () => {
  it('say what the strides are enough for', () => {
    expect(enoughWords(12, 1.1)[0]).toBe('Asymmetry needs 30 of each foot, variability 50')
    expect(enoughWords(40, 1.1)[0]).toBe('Variability needs 50 of each foot')
    expect(enoughWords(218, 1.1)).toEqual([
      'Enough strides for averages and variability',
      'Long-range pattern: 218 of 600 strides, about 7 min more',
    ])
    expect(enoughWords(218, null)[1]).toBe(null)
    expect(enoughWords(600, 1.1)[1]).toBe('Enough for the long-range pattern too')
  })
  it('say stored markers in the language of the page, and leave a person’s own words', async () => {
    await speak('de')
    expect(['marker 3', 'pain 4 of 10', 'handrail', 'talks to us'].map(markerWords)).toEqual([
      'Marke 3',
      'Schmerz 4 von 10',
      'Handlauf',
      'talks to us',
    ])
    expect(['standing check -1.2 %', 'standing check'].map(markerWords)).toEqual(['Stehprobe: Drift -1.2 %', 'Stehprobe'])
    await speak('en')
    expect(markerWords('marker 3')).toBe('marker 3')
  })
})
