import { describe, expect, expectTypeOf, test } from 'vitest'
import { Compile } from 'typebox/compile'
import type { LiveStatus } from '@solestream/sessions'
import type { Health } from '@solestream/sessions'
import type { SessionRow, StoredSummary } from '@solestream/processing/storage'
import type { HealthDocument, SessionDocument, StatusDocument } from '@solestream/dashboard-shared'
import { OPERATIONS } from '../src/operations/index.ts'
import { RULES } from '../src/access/rules.ts'
import { ROUTE_NAMES } from '../src/routeTable.ts'
import { ProblemSchema } from '@solestream/dashboard-shared/api'
import { OWN, testApp } from './app.ts'
import { clinic, requestOf } from './world.ts'

const post = (url: string, payload: object) => ({ method: 'POST' as const, url, payload, headers: OWN })

describe('API', () => {
  test("the service's words fit the schemas as they are", () => {
    expectTypeOf<Health>().toExtend<HealthDocument>()
    expectTypeOf<Omit<LiveStatus, 'insoles'>>().toExtend<Omit<StatusDocument, 'insoles'>>()
    expectTypeOf<SessionRow>().toExtend<SessionDocument['session']>()
    expectTypeOf<StoredSummary>().toExtend<NonNullable<SessionDocument['result']>>()
  })

  test.each(ROUTE_NAMES)('%s answers as the schema that OpenAPI shows for it', async (name) => {
    const c = await clinic()
    const roles = RULES[name].roles
    const who = roles === 'anyone' || roles.includes('therapist') ? 'therapist' : 'administrator'
    const answer = await c.app.inject({ ...(await requestOf(name, c, 'own')), headers: await c.as(who) })
    expect(answer.headers['cache-control']).toBe('no-store')
    // The link for the first account, and the code of an app, can't be made up here.
    if (name === 'setUp' || name === 'startSecondFactor') return expect(Compile(ProblemSchema).Check(answer.json())).toBe(true)
    expect(answer.statusCode).toEqual(OPERATIONS[name].status ?? 200)
    const body: unknown = OPERATIONS[name].contentType !== undefined ? answer.body : answer.json()
    expect([...Compile(OPERATIONS[name].answer).Errors(body)]).toEqual([])
  })

  test('health is what the service says', async () => {
    const { app } = testApp()
    const answer = await app.inject({ url: '/api/health', headers: OWN })
    expect(answer.json()).toEqual({
      status: 'ok',
      version: '1.2.3',
      source: { kind: 'simulated', state: 'streaming' },
      session: null,
      store: 'embedded',
      influx: null,
    })
  })

  test('a recording is started, marked and stopped', async () => {
    const { app } = testApp()
    expect((await app.inject(post('/api/v1/recording/start', { condition: 'insole A' }))).json()).toEqual({ id: 's4' })
    const marked = await app.inject(post('/api/v1/recording/markers', { label: '  pain 3 ' }))
    expect([marked.statusCode, marked.json()]).toEqual([201, { time_s: 2.5, label: 'pain 3' }])
    const status = (await app.inject({ url: '/api/v1/status', headers: OWN })).json<StatusDocument>()
    expect(status.recording).toMatchObject({ id: 's4', markers: [{ label: 'pain 3' }] })
    expect(status.insoles[0]).not.toHaveProperty('layout')
    expect((await app.inject(post('/api/v1/recording/stop', {}))).json()).toEqual({ id: 's4' })
  })

  test('sessions come in pages', async () => {
    const { app } = testApp()
    const page = async (query: string) =>
      (await app.inject({ url: `/api/v1/sessions${query}`, headers: OWN })).json<{ sessions: { id: string }[]; next: string | null }>()
    const first = await page('?limit=2')
    expect([first.sessions.map(({ id }) => id), first.next]).toEqual([['s3', 's2'], 's2'])
    const second = await page('?limit=2&before=s2')
    expect([second.sessions.map(({ id }) => id), second.next]).toEqual([['s1'], null])
    expect((await page('?limit=3')).next).toBeNull()
  })

  test('one session, its strides and an unknown one', async () => {
    const { app } = testApp()
    const session = (await app.inject({ url: '/api/v1/sessions/s1', headers: OWN })).json<SessionDocument>()
    expect([session.session.id, session.result?.unavailable]).toEqual(['s1', { peakForce_N: 'not calibrated' }])
    const { strides } = (await app.inject({ url: '/api/v1/sessions/s1/strides', headers: OWN })).json<{ strides: object[] }>()
    expect(strides).toHaveLength(2)
    for (const path of ['', '/strides', '/strides.csv']) {
      const answer = await app.inject({ url: `/api/v1/sessions/none${path}`, headers: OWN })
      expect([answer.statusCode, answer.json<object>()]).toMatchObject([
        404,
        { type: 'urn:solestream:problem:not-found', detail: 'There is no session none.' },
      ])
    }
  })

  test('HEAD answers without a body', async () => {
    const answer = await testApp().app.inject({ method: 'HEAD', url: '/api/health', headers: OWN })
    expect([answer.statusCode, answer.body]).toEqual([200, ''])
  })
})
