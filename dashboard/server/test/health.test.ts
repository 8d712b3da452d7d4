import { expect, onTestFinished, test } from 'vitest'
import { createSignIn, hashOf, newSecret, SYSTEM } from '@solestream/sessions/people'
import { createMemoryPeople } from '@solestream/sessions/people/memory'
import { OWN, testApp } from './app.ts'
import { clinic, WHO, type Clinic } from './world.ts'

const sessionOf = async (c: Pick<Clinic, 'app'>, headers: Record<string, string>) => {
  const answer = await c.app.inject({ url: '/api/health', headers })
  expect(answer.statusCode).toBe(200)
  expect(Object.keys(answer.json<object>())).toEqual(['status', 'version', 'source', 'session', 'store', 'influx'])
  return answer.json<{ session: object | null }>().session
}

test('health is for everybody; its session for who may see the person, and that look is written down', async () => {
  const c = await clinic()
  await c.service.startRecording({ pseudonym: c.own.pseudonym })
  const seen: unknown[] = []
  for (const who of WHO) seen.push((await sessionOf(c, await c.as(who))) !== null)
  expect(WHO).toEqual(['administrator', 'therapist', 'researcher', 'patient', 'nobody'])
  expect(seen).toEqual([false, true, true, true, false])
  expect(await sessionOf(c, await c.as('bert'))).toBeNull()
  const log = await c.store.readLog({ limit: 100, subject: c.own.pseudonym })
  expect(log.filter(({ action }) => action.startsWith('session.health'))).toHaveLength(3)
})

test('a token sees the session with the scope for it only', async () => {
  const c = await clinic()
  await c.service.startRecording({ pseudonym: c.own.pseudonym })
  for (const [scope, seen] of [
    ['read', true],
    ['record', false],
  ] as const) {
    const secret = newSecret()
    const facts = {
      hash: hashOf(secret),
      account: c.accounts.therapist.id,
      label: 't',
      scopes: [scope],
      expires_utc: '2999-01-01T00:00:00Z',
    }
    await c.store.createToken(SYSTEM, facts)
    expect((await sessionOf(c, { ...OWN, authorization: `Bearer ${secret}` })) !== null).toBe(seen)
  }
})

test('what is told of faults names no file and no host of this machine, and the output here does', async () => {
  const c = await clinic()
  const { status } = c.service
  const place = "ENOSPC: no space left on device, write '/srv/clinic/a.journal'"
  c.service.status = () => ({
    ...status(),
    source: { ...status().source, detail: `replay of /srv/clinic/walk.csv` },
    warnings: [{ text: place, mend: 'Free disk space.' }],
  })
  const answer = await c.app.inject({ url: '/api/v1/status', headers: await c.as('therapist') })
  expect(answer.body).toContain('no space left on device')
  expect(answer.body).not.toContain('/srv')
})

/** A data folder of a clinic whose accounts are gone, or a new one: made-up people only. */
async function withoutAccounts() {
  const store = createMemoryPeople()
  onTestFinished(() => store.close())
  await store.addDemoPeople([{ name: 'Demo person A (made up)', birthYear: 1958, bodyMass_kg: 74, shoeSize: 42, notes: '' }])
  const real = await store.createPerson(SYSTEM, { name: 'Ada Müller', birthYear: null, bodyMass_kg: null, shoeSize: null, notes: '' }, null)
  const parts = testApp({ people: { store, signIn: createSignIn(store) } })
  const of: Record<string, string | null> = { s1: real.pseudonym, s2: 'DEMO-1', s3: null }
  parts.sessions.splice(0, Infinity, ...parts.sessions.map((s) => ({ ...s, pseudonym: of[s.id] ?? null })))
  return { ...parts, real }
}

test('while nobody has an account, made-up people and recordings of nobody are seen and recorded, and no real person', async () => {
  const c = await withoutAccounts()
  const get = (url: string) => c.app.inject({ url, headers: OWN })
  const listed = (await get('/api/v1/sessions')).json<{ sessions: { id: string }[] }>().sessions.map(({ id }) => id)
  expect(listed.toSorted()).toEqual(['s2', 's3'])
  for (const url of ['/s1', '/s1/strides', '/s1/strides.csv', '/s1/report.pdf'])
    expect([url, (await get(`/api/v1/sessions${url}`)).statusCode]).toEqual([url, 404])
  expect((await get('/api/v1/compare?a=s2&b=s1')).statusCode).toBe(404)
  expect((await get(`/api/v1/sessions?pseudonym=${c.real.pseudonym}`)).json()).toMatchObject({ sessions: [] })
  const start = (pseudonym?: string) =>
    c.app.inject({ method: 'POST', url: '/api/v1/recording/start', payload: pseudonym === undefined ? {} : { pseudonym }, headers: OWN })
  for (const pseudonym of [c.real.pseudonym, 'P-7K3M9Q', 'DEMO-9']) expect((await start(pseudonym)).statusCode).toBe(404)
  for (const pseudonym of [undefined, 'DEMO-1']) {
    expect((await start(pseudonym)).statusCode).toBe(201)
    expect(await sessionOf(c, OWN)).not.toBeNull()
    await c.service.stopRecording()
  }
  await c.service.startRecording({ pseudonym: c.real.pseudonym })
  expect(await sessionOf(c, OWN)).toBeNull()
  expect((await get('/api/v1/status')).json()).toMatchObject({ recording: null })
  expect(c.bugs).toEqual([])
})
