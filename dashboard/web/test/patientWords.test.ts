import { describe, expect, it } from 'vitest'
import { CATALOGUES, createTranslator, type Language } from '@solestream/dashboard-shared/language'
import type { GoalDocument, TrendDocument } from '@solestream/dashboard-shared'
import { whenOf } from '../src/patient/dates.ts'
import { bandCentre, changeOf, first, newest, otherVisits, patientFigures, type PatientFigure, type Visit } from '../src/patient/figures.ts'
import { boundsOf, goalOf, kindOf, visitsInRow } from '../src/patient/goals.ts'
import { sentenceOf } from '../src/patient/sentence.ts'

const visit = (date: string, value: number): Visit => ({ at_utc: `${date}T09:00:00Z`, value, n: 600, coverage_percent: 99.5 })
const figure = (kind: PatientFigure['kind'], wobble: number | null, ...visits: Visit[]): PatientFigure => ({ kind, wobble, visits })
const FROM_TO = (a: number, b: number) => [visit('2026-04-08', a), visit('2026-09-02', (a + b) / 2), visit('2026-10-14', b)]

async function said(figures: readonly PatientFigure[], language: Language): Promise<string> {
  const { text } = createTranslator(language, await CATALOGUES[language]())
  return sentenceOf(figures, language, text, 'UTC')
}

describe('the sentence', () => {
  it.each([
    [[], 'Nothing was measured yet.', 'Noch wurde nichts gemessen.'],
    [[figure('evenness', null, visit('2026-04-08', 7))], 'Your first walk is measured.', 'Ihr erster Gang ist gemessen.'],
    [[figure('evenness', null, ...FROM_TO(7, 3))], '3 walks measured so far.', 'Bisher wurden 3 Gänge gemessen.'],
    [
      [figure('evenness', 2, ...FROM_TO(7, 3.1))],
      'Your steps were more even than in April.',
      'Ihre Schritte waren gleichmäßiger als im April.',
    ],
    [
      [figure('evenness', 2, ...FROM_TO(3, 7))],
      'Your steps were less even than in April.',
      'Ihre Schritte waren weniger gleichmäßig als im April.',
    ],
    [
      [figure('evenness', 5, ...FROM_TO(7, 3)), figure('cadence', 3, ...FROM_TO(101, 108))],
      'You took more steps in a minute than in April.',
      'Sie gingen mehr Schritte in der Minute als im April.',
    ],
    [
      [figure('evenness', 5, ...FROM_TO(7, 3)), figure('bothFeet', 3, ...FROM_TO(28, 24))],
      'Both feet were on the ground for less of the time than in April.',
      'Beide Füße waren einen kleineren Teil der Zeit am Boden als im April.',
    ],
    [
      [figure('evenness', 5, ...FROM_TO(7, 3)), figure('cadence', 9, ...FROM_TO(101, 108))],
      'You walked about the same as in April.',
      'Sie gingen etwa so wie im April.',
    ],
  ] as const)('%#', async (figures, en, de) => {
    expect([await said(figures, 'en'), await said(figures, 'de')]).toEqual([en, de])
  })

  it('never says a change that is within the wobble, nor one that the shown numbers do not show', () => {
    const [from, , to] = FROM_TO(5, 6)
    expect(changeOf(figure('evenness', 1, from!, to!), from!, to!)).toBe('same')
    expect(changeOf(figure('evenness', 0.99, from!, to!), from!, to!)).toBe('more')
    const [a, b] = [visit('2026-04-08', 100.1), visit('2026-10-14', 100.4)]
    expect(changeOf(figure('cadence', 0.1, a, b), a, b)).toBe('same')
    expect(changeOf(figure('cadence', null, a, b), a, b)).toBe('unknown')
  })

  it('names the time before by its month, its day or its year, whichever tells them apart', () => {
    const at = (date: string) => `${date}T09:00:00Z`
    expect(whenOf(at('2026-04-08'), at('2026-10-14'), 'en', 'UTC')).toEqual({ how: 'month', date: 'April' })
    expect(whenOf(at('2025-10-08'), at('2026-10-14'), 'de', 'UTC')).toEqual({ how: 'month', date: 'Oktober 2025' })
    expect(whenOf(at('2026-10-02'), at('2026-10-14'), 'de', 'UTC')).toEqual({ how: 'day', date: '2. Oktober' })
    expect(whenOf('2026-10-14T07:00:00Z', at('2026-10-14'), 'en', 'UTC').how).toBe('same-day')
  })

  it('is in no language a judgement or a diagnosis', async () => {
    for (const language of ['en', 'de'] as const) {
      const { patient } = await CATALOGUES[language]()
      for (const words of Object.values(patient))
        expect(words).not.toMatch(/abnormal|pathol|better|worse|besser|schlechter|krank|asymmetr|cadence|kadenz/i)
    }
  })
})

const TREND = {
  resolution: 'session',
  task: 'walk',
  points: ['2026-04-08', '2026-05-08', '2026-06-08'].map((date, k) => ({
    from_utc: `${date}T09:00:00Z`,
    to_utc: null,
    sessions: [date],
    condition: null,
    speed_m_s: null,
    coverage_percent: 99,
    comparable: k !== 1,
  })),
  series: [
    {
      metric: 'stance_s',
      of: 'left',
      unit: 's',
      values: [value(0.7, 300), value(0.7, 300), value(0.68, 310)],
      wobble: { value: null, sessions: 3 },
    },
    {
      metric: 'stance_s',
      of: 'right',
      unit: 's',
      values: [value(0.7, 300), value(0.7, 300), value(0.7, 315)],
      wobble: { value: null, sessions: 3 },
    },
    {
      metric: 'stance_s',
      of: 'asymmetry',
      unit: '%',
      values: [value(-7, 290), value(2, 290), value(-3, 300)],
      wobble: { value: 1.5, sessions: 4 },
    },
    {
      metric: 'cadence_per_min',
      of: 'both',
      unit: '/min',
      values: [value(100, 600), value(100, 600), null],
      wobble: { value: null, sessions: 2 },
    },
  ],
} as const satisfies TrendDocument
function value(of: number, n: number) {
  return { value: of, n, ci95: null }
}
const GOAL: GoalDocument = {
  id: 1,
  metric: 'stance_s',
  of: 'asymmetry',
  atLeast: -5,
  atMost: 5,
  words: 'alike',
  agreedOn: '2026-04-08',
  by: null,
  ended_utc: null,
}

describe('the figures', () => {
  it('are of comparable visits, whichever foot is longer, and rest on the steps of both', () => {
    const [evenness, cadence, none] = patientFigures(TREND)
    expect(none).toBeUndefined()
    expect(evenness).toMatchObject({ kind: 'evenness', wobble: 1.5 })
    expect([first(evenness!).value, newest(evenness!).value, newest(evenness!).n]).toEqual([7, 3, 625])
    expect(cadence!.visits).toHaveLength(1)
    expect(otherVisits(TREND)).toBe(1)
  })

  it('have a band round the mean of up to five visits', () => {
    const visits = [1, 2, 3, 4, 10, 6].map((one) => visit('2026-04-08', one))
    expect(bandCentre(visits)).toEqual([2, 2.5, 4, 5, 5.75, 20 / 3])
  })
})

describe('a goal', () => {
  it('about evenness goes both ways, and is said one way', () => {
    expect(goalOf('evenness', { low: null, high: 5 })).toEqual({ metric: 'stance_s', of: 'asymmetry', atLeast: -5, atMost: 5 })
    expect(boundsOf(GOAL)).toEqual({ low: null, high: 5 })
    expect(goalOf('cadence', { low: 100, high: null })).toEqual({ metric: 'cadence_per_min', of: 'both', atLeast: 100, atMost: null })
    expect([kindOf(GOAL), kindOf({ metric: 'stance_s', of: 'left' })]).toEqual(['evenness', null])
  })

  it('counts the newest visits in a row that reach it, since the day it was agreed on', () => {
    expect(visitsInRow(TREND, GOAL)).toBe(1)
    expect(visitsInRow(TREND, { ...GOAL, atLeast: -2, atMost: 2 })).toBe(0)
    expect(visitsInRow(TREND, { ...GOAL, atLeast: -9, atMost: 9 })).toBe(2)
    expect(visitsInRow(TREND, { ...GOAL, agreedOn: '2026-07-01' })).toBeNull()
  })
})
