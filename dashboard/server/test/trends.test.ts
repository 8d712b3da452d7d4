import { describe, expect, test } from 'vitest'
import { buildApp } from '../src/index.ts'
import { onTestFinished } from 'vitest'
import type { StoredSummary } from '@solestream/processing/storage'
import { createMemoryStore } from '@solestream/processing/storage'
import { clinic, GOAL } from './world.ts'

type Trend = {
  points: { from_utc: string; condition: string | null; sessions: string[] }[]
  series: { metric: string; values: ({ value: number; n: number } | null)[]; wobble: { value: number | null } }[]
}

/** The clinic with a store of its own: `sessions` of the person whom anna treats, one a day, cadence 100, 101... */
async function trendClinic(sessions: number) {
  const c = await clinic()
  const store = createMemoryStore()
  const asked: string[] = []
  const counted = new Proxy(store, {
    get: (target, name: keyof typeof store) =>
      typeof target[name] === 'function'
        ? (...args: unknown[]) => {
            asked.push(name)
            return (target[name] as (...args: unknown[]) => unknown)(...args)
          }
        : target[name],
  })
  const quality = { sides: {}, coverage_percent: 100, clockError_ms: null }
  for (let k = 0; k < sessions; k++) {
    const key = { session: `w${k}`, algorithm: 'gait@1.0.0', mode: 'offline' } as const
    const started_utc = new Date(Date.UTC(2026, 0, 1 + k, 9)).toISOString()
    await store.openSession({
      id: key.session,
      started_utc,
      ended_utc: null,
      source: 'ble',
      pseudonym: c.own.pseudonym,
      condition: 'own shoe',
      task: 'walk',
    })
    const median = 100 + (k % 3)
    const both = { n: 300, rejected: 0, median, mean: median, sd: 0, cv_percent: 0, robustCv_percent: 0, ci95: null }
    const stored: StoredSummary = { key, summary: { cadence_per_min: { both } }, unavailable: {}, quality }
    await store.putSummary(stored)
  }
  const service = { ...c.service, trend: (of: Parameters<typeof store.trend>[0]) => counted.trend(of) }
  const app = buildApp({
    service,
    people: { store: c.store, signIn: c.signIn },
    webRoot: null,
    allowedHosts: [],
    insecure: false,
    version: '1',
  })
  onTestFinished(async () => {
    await app.close()
    await store.close()
  })
  const ask = async (query: string, who: Parameters<typeof c.as>[0] = 'therapist') =>
    app.inject({ url: `/api/v1/people/${c.own.pseudonym}/trends?${query}`, headers: await c.as(who) })
  return { ...c, asked, ask }
}

describe('trends', () => {
  test('come from one query of the store, however many sessions there are', async () => {
    for (const sessions of [1, 200]) {
      const { ask, asked } = await trendClinic(sessions)
      const trend = (await ask('metrics=cadence_per_min,stance_s')).json<Trend>()
      expect(trend.series[0]!.values).toHaveLength(sessions)
      expect(asked).toEqual(['trend'])
    }
  })

  test('have gaps as null, a range, and the wobble of the person', async () => {
    const { ask } = await trendClinic(10)
    const answer = await ask('metrics=cadence_per_min&from=2025-12-31&to=2026-01-05&resolution=day')
    const { points, series } = answer.json<Trend>()
    expect(points.map((point) => point.from_utc.slice(5, 10))).toEqual(['12-31', '01-01', '01-02', '01-03', '01-04'])
    expect(series).toMatchObject([
      { metric: 'cadence_per_min', values: [null, { value: 100, n: 300 }, { value: 101 }, { value: 102 }, { value: 100 }] },
    ])
    expect(series[0]!.wobble.value).toBeGreaterThan(0)
  })

  test('for researchers, dates are moved as everywhere and no condition is told', async () => {
    const { ask, store, own } = await trendClinic(3)
    const days = await store.dateShift_days(own.pseudonym)
    const at = (day: number) => new Date(Date.UTC(2026, 0, 1 + day + days, 9)).toISOString()
    const { points } = (await ask(`metrics=cadence_per_min&from=${at(1).slice(0, 10)}`, 'researcher')).json<Trend>()
    expect(points.map((point) => [point.from_utc, point.condition])).toEqual([
      [at(1), null],
      [at(2), null],
    ])
    expect((await ask('metrics=cadence_per_min', 'patient')).json<Trend>().points[0]).toMatchObject({ condition: 'own shoe' })
  })

  test('say what is wrong with what was asked', async () => {
    const { ask } = await trendClinic(1)
    for (const [query, words] of [
      ['metrics=cadence', 'query.metrics has no metric cadence.'],
      ['metrics=constructor', 'has no metric constructor'],
      ['metrics=', 'query.metrics'],
      ['metrics=stance_s&resolution=year', 'query.resolution'],
      ['metrics=stance_s&from=spring', 'query.from'],
      ['metrics=stance_s&from=2026-02-31T99:00:00Z', 'query.from'],
      ['metrics=stance_s&from=2026-03-02&to=2026-03-01', 'after query.to'],
      ['metrics=stance_s&resolution=day&from=1900-01-01', 'more than 3660 points'],
      ['from=2026-01-01', 'metrics'],
    ]) {
      const answer = await ask(query!)
      expect([query, answer.statusCode]).toEqual([query, 400])
      expect(answer.json<{ detail: string }>().detail).toContain(words)
    }
  })
})

describe('goals and notes', () => {
  test('are written by who treats and read by the person, who may write notes too', async () => {
    const c = await clinic()
    const [therapist, patient] = [await c.as('therapist'), await c.as('patient')]
    const at = (path: string) => `/api/v1/people/${c.own.pseudonym}/${path}`
    const made = await c.app.inject({ method: 'POST', url: at('goals'), payload: GOAL, headers: therapist })
    const { id } = made.json<{ id: number }>()
    expect((await c.app.inject({ url: at('goals'), headers: patient })).json()).toEqual({
      goals: [{ ...GOAL, id, by: { account: c.accounts.therapist.id, name: 'anna' }, ended_utc: null }],
    })
    await c.app.inject({ method: 'POST', url: at('notes'), payload: { text: ' slower on Monday ' }, headers: patient })
    await c.app.inject({ method: 'POST', url: at('notes'), payload: { text: 'new shoes' }, headers: therapist })
    expect((await c.app.inject({ url: at('notes'), headers: patient })).json()).toMatchObject({
      notes: [
        { text: 'new shoes', byPerson: false },
        { text: 'slower on Monday', byPerson: true },
      ],
    })
    const actions = (await c.store.readLog({ limit: 9, subject: c.own.pseudonym })).map((entry) => entry.action)
    expect(actions.slice(0, 5)).toEqual(['note.read', 'note.write 2', 'note.write 1', 'goal.read', `goal.agree ${id}`])
  })

  test('a goal that says nothing, or what cannot be, is refused with the field', async () => {
    const c = await clinic()
    const headers = await c.as('therapist')
    for (const [more, words] of [
      [{ atLeast: null, atMost: null }, 'atLeast:'],
      [{ atLeast: 5, atMost: 4 }, 'atMost:'],
      [{ agreedOn: '2026-02-30' }, 'agreedOn:'],
      [{ words: ' ' }, 'body.words'],
      [{ metric: 'speed' }, 'body.metric'],
    ] as const) {
      const answer = await c.app.inject({
        method: 'POST',
        url: `/api/v1/people/${c.own.pseudonym}/goals`,
        payload: { ...GOAL, ...more },
        headers,
      })
      expect([words, answer.statusCode]).toEqual([words, 400])
      expect(answer.json<{ detail: string }>().detail).toContain(words)
    }
  })

  test('another person’s goal cannot be ended by way of one’s own patient', async () => {
    const c = await clinic()
    const { id } = await c.store.agreeGoal({ account: null, token: null, from: null }, c.other.pseudonym, GOAL)
    const answer = await c.app.inject({
      method: 'POST',
      url: `/api/v1/people/${c.own.pseudonym}/goals/${id}/end`,
      payload: {},
      headers: await c.as('therapist'),
    })
    expect(answer.statusCode).toBe(404)
    expect((await c.store.goalsOf(c.other.pseudonym))[0]!.ended_utc).toBeNull()
  })
})
