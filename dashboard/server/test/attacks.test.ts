import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SYSTEM } from '@solestream/sessions/people'
import { ROUTES, ROUTE_NAMES } from '../src/routeTable.ts'
import { OWN, OWN_OVER_TLS } from './app.ts'
import { clinic, PASSWORD, requestOf, type Clinic } from './world.ts'

const signIn = (c: Clinic, headers: Record<string, string> = OWN, password = PASSWORD) =>
  c.app.inject({ method: 'POST', url: '/api/v1/sign-in', payload: { name: 'anna', password }, headers })
const cookieOf = (answer: Awaited<ReturnType<typeof signIn>>) => String(answer.headers['set-cookie'])

describe('sign-in', () => {
  test('gives a new secret each time, whatever the browser brings: no session can be fixed', async () => {
    const c = await clinic()
    const brought = { ...OWN, cookie: `solestream_sign_in=${'A'.repeat(43)}` }
    const [one, two] = [cookieOf(await signIn(c, brought)), cookieOf(await signIn(c, brought))]
    expect(one).toMatch(/^solestream_sign_in=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    expect(new Set([one.slice(0, 62), two.slice(0, 62), brought.cookie]).size).toBe(3)
    expect((await c.app.inject({ url: '/api/v1/people', headers: brought })).statusCode).toBe(401)
  })

  test('over TLS its cookie never leaves TLS', async () => {
    const secured = await clinic({ behindProxy: true })
    expect(cookieOf(await signIn(secured, OWN_OVER_TLS))).toMatch(
      /^__Host-solestream_sign_in=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    )
    const openApi = await secured.app.inject({ url: '/api/openapi.json', headers: await secured.as('therapist') })
    expect(openApi.json()).toMatchObject({ components: { securitySchemes: { cookie: { name: '__Host-solestream_sign_in' } } } })
    // A cookie that any neighbour could have set signs nobody in there.
    const plain = (await secured.as('therapist'))['cookie']!.replace('__Host-', '')
    expect((await secured.app.inject({ url: '/api/v1/people', headers: { ...OWN, cookie: plain } })).statusCode).toBe(401)
    // As it is configured: no request says otherwise.
    for (const said of [{}, { 'x-forwarded-proto': 'https' }, { 'x-forwarded-proto': 'http' }]) {
      expect(cookieOf(await signIn(await clinic({ behindProxy: true }), { ...OWN_OVER_TLS, ...said }))).toContain('; Secure')
      expect(cookieOf(await signIn(await clinic(), { ...OWN, ...said }))).not.toContain('Secure')
    }
  })

  test('ends everywhere with the password, and on this browser by signing out', async () => {
    const c = await clinic()
    const [one, two] = [await c.as('therapist'), await c.as('therapist')]
    const people = (headers: Record<string, string>) => c.app.inject({ url: '/api/v1/people', headers }).then((a) => a.statusCode)
    await c.app.inject({ method: 'POST', url: '/api/v1/sign-out', payload: {}, headers: one })
    expect([await people(one), await people(two)]).toEqual([401, 200])
    const change = { current: PASSWORD, password: 'quite another password' }
    expect((await c.app.inject({ method: 'POST', url: '/api/v1/me/password', payload: change, headers: two })).statusCode).toBe(200)
    expect(await people(two)).toBe(401)
  })

  test('guessing has to wait, told by Retry-After; another name from another place does not', async () => {
    const c = await clinic()
    for (let k = 0; k < 5; k++) expect((await signIn(c, OWN, 'wrong')).statusCode).toBe(401)
    const slowed = await signIn(c)
    expect([slowed.statusCode, slowed.headers['retry-after']]).toEqual([429, '1'])
  })

  test('answers alike for names that are there and names that are not', async () => {
    const c = await clinic()
    const wrong = await signIn(c, OWN, 'wrong')
    const nobody = await c.app.inject({
      method: 'POST',
      url: '/api/v1/sign-in',
      payload: { name: 'nobody', password: 'wrong' },
      headers: OWN,
    })
    expect(nobody.body).toBe(wrong.body)
  })
})

describe('another site', () => {
  const FORGED = [
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { origin: 'null', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]
  test.each(ROUTE_NAMES.filter((name) => ROUTES[name][0] !== 'GET'))('cannot %s with the cookie of who is signed in here', async (name) => {
    const c = await clinic()
    const request = await requestOf(name, c, 'own')
    for (const forged of FORGED) {
      const headers = { ...(await c.as('therapist')), ...forged }
      const answer = await c.app.inject({ ...request, headers: 'origin' in forged ? headers : without(headers, 'origin') })
      expect([name, answer.statusCode, answer.json<{ type: string }>().type]).toEqual([name, 403, 'urn:solestream:problem:cross-origin'])
    }
  })

  test('cannot come in under a name of its own (DNS rebinding)', async () => {
    for (const name of ROUTE_NAMES) {
      const c = await clinic()
      const headers = { ...(await c.as('therapist')), host: 'evil.example:8420', origin: 'http://evil.example:8420' }
      expect((await c.app.inject({ ...(await requestOf(name, c, 'own')), headers })).statusCode).toBe(421)
    }
  })
})

describe('hostile strings', () => {
  const HOSTILE = [
    "'; DROP TABLE person; --",
    '" OR 1=1 --',
    'stride_s FROM /.*/ ; DROP MEASUREMENT stride',
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '../../../../etc/passwd',
    '..%2f..%2fetc%2fpasswd',
    '${jndi:ldap://x}',
    '=cmd|calc!A1',
    'a\u0000b',
    '\u202Egnp.exe',
    '{{7*7}}',
    '%n%s%x',
    'x'.repeat(5000),
  ]

  test('in every free text are kept as text, and end no table', async () => {
    const c = await clinic()
    const headers = await c.as('therapist')
    for (const text of HOSTILE) {
      const facts = { name: text.slice(0, 200), birthYear: null, bodyMass_kg: null, shoeSize: null, notes: text.slice(0, 4000) }
      const made = await c.app.inject({ method: 'POST', url: '/api/v1/people', payload: facts, headers })
      expect(made.statusCode).toBe(201)
      expect(made.headers['content-type']).toContain('application/json')
      expect(made.json<object>()).toMatchObject(facts)
      const marked = { label: text.slice(0, 100) }
      await c.service.startRecording({ pseudonym: c.own.pseudonym, condition: text.slice(0, 200) }).catch(() => undefined)
      expect([201, 400]).toContain(
        (await c.app.inject({ method: 'POST', url: '/api/v1/recording/markers', payload: marked, headers })).statusCode,
      )
    }
    expect((await c.store.readPersons(SYSTEM, {})).length).toBe(2 + HOSTILE.length)
    expect(await c.store.verifyLog([])).toMatchObject({ ok: true })
    expect(c.bugs).toEqual([])
  })

  test('in the name of a person end no report', async () => {
    const c = await clinic()
    const headers = await c.as('therapist')
    for (const text of HOSTILE) {
      const facts = { name: text.slice(0, 200), birthYear: null, bodyMass_kg: null, shoeSize: null, notes: text.slice(0, 4000) }
      const changed = await c.app.inject({ method: 'PUT', url: `/api/v1/people/${c.own.pseudonym}`, payload: facts, headers })
      expect(changed.statusCode).toBe(200)
      const report = await c.app.inject({ url: '/api/v1/sessions/s1/report.pdf', headers })
      expect([text.slice(0, 30), report.statusCode, report.body.slice(0, 5)]).toEqual([text.slice(0, 30), 200, '%PDF-'])
    }
    expect(c.bugs).toEqual([])
  })

  test('in every part of every address are refused as what they are, and lead nowhere', async () => {
    const c = await clinic()
    const headers = await c.as('therapist')
    for (const name of ROUTE_NAMES.filter((one) => ROUTES[one][1].includes(':')))
      for (const text of HOSTILE) {
        const [method, path] = ROUTES[name]
        const url = path.replaceAll(/:\w+/g, encodeURIComponent(text))
        const answer = await c.app.inject({ method, url, headers, ...(method === 'POST' || method === 'PUT' ? { payload: {} } : {}) })
        expect([name, text.slice(0, 30), [400, 403, 404, 415].includes(answer.statusCode)]).toEqual([name, text.slice(0, 30), true])
        expect(answer.body).not.toMatch(/root:|Ada Müller/)
      }
    expect(c.bugs).toEqual([])
  })
})

test('no request that OpenAPI allows, or nearly allows, makes the server fail or tells of another person', async () => {
  const c = await clinic()
  const headers = await c.as('therapist')
  const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.jsonValue({ maxDepth: 2 }))
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...ROUTE_NAMES.filter((name) => !['signOut', 'changePassword', 'setUp', 'signIn', 'erasePerson'].includes(name))),
      fc.dictionary(
        fc.constantFrom(
          'name',
          'notes',
          'birthYear',
          'purpose',
          'version',
          'label',
          'scopes',
          'days',
          'disabled',
          'password',
          'role',
          'pseudonym',
          'condition',
          'code',
          'secret',
          'current',
        ),
        value,
      ),
      fc.constantFrom('own', 'other', 'nobody', '%00', 'a b'),
      async (name, body, whose) => {
        const [method, path] = ROUTES[name]
        const pseudonym = whose === 'own' ? c.own.pseudonym : whose === 'other' ? c.other.pseudonym : whose
        const url = path.replaceAll(/:\w+/g, encodeURIComponent(pseudonym))
        const answer = await c.app.inject({ method, url, headers, ...(method === 'GET' || method === 'DELETE' ? {} : { payload: body }) })
        expect([name, answer.statusCode < 500]).toEqual([name, true])
        expect(answer.body).not.toContain(c.other.name)
      },
    ),
    { numRuns: 400 },
  )
  expect(c.bugs).toEqual([])
})

describe('requests that waste what the server has', () => {
  test('with a body that is too large are refused before it is kept', async () => {
    const c = await clinic()
    const answer = await c.app.inject({
      method: 'POST',
      url: '/api/v1/people',
      payload: { name: 'x'.repeat(20_000) },
      headers: await c.as('therapist'),
    })
    expect(answer.statusCode).toBe(413)
    // Who may not do it does not get that far.
    expect(
      (await c.app.inject({ method: 'POST', url: '/api/v1/people', payload: { name: 'x'.repeat(20_000) }, headers: OWN })).statusCode,
    ).toBe(401)
  })

  test('that never end are let go', async () => {
    const c = await clinic()
    await c.app.listen({ host: '127.0.0.1', port: 0 })
    // The limits are Node's own; here only that they are on.
    const { headersTimeout, requestTimeout } = c.app.server
    expect([headersTimeout > 0 && headersTimeout <= 60_000, requestTimeout > 0 && requestTimeout <= 300_000]).toEqual([true, true])
    const socket = connect((c.app.server.address() as AddressInfo).port, '127.0.0.1')
    const answer = await new Promise<string>((resolve) => {
      let text = ''
      socket.setEncoding('utf8').on('data', (part: string) => (text += part))
      socket.on('close', () => resolve(text))
      socket.write(`GET /api/health HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)
    })
    expect(answer).toContain('431')
  })
})

const without = (headers: Record<string, string>, name: string): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name))
