import { describe, expect, test } from 'vitest'
import type { SetUpLinkDocument } from '@solestream/dashboard-shared'
import { OWN } from './app.ts'
import { clinic, PASSWORD, type Clinic } from './world.ts'

const send = (c: Clinic, method: 'POST' | 'PUT', url: string, payload: object, headers: Record<string, string>) =>
  c.app.inject({ method, url: `/api/v1${url}`, payload, headers })
const use = (c: Clinic, secret: string, name: string, password = 'quite another password') =>
  send(c, 'POST', '/set-up', { secret, name, password }, OWN)
const actionsOf = async (c: Clinic, subject: string): Promise<string[]> =>
  (await c.store.readLog({ limit: 20, subject })).map((entry) => entry.action)

describe('a patient’s account', () => {
  test('is made by who treats the person, and opened by the one-time link only; the own log tells of it', async () => {
    const c = await clinic()
    const person = await c.store.createPerson(
      { account: null, token: null, from: null },
      { ...c.own, name: 'New' },
      c.accounts.therapist.id,
    )
    const made = await send(c, 'POST', `/people/${person.pseudonym}/account`, {}, await c.as('therapist'))
    const { secret, account } = made.json<SetUpLinkDocument>()
    expect(account).toMatchObject({ role: 'patient', pseudonym: person.pseudonym, setUp: false })
    expect((await use(c, secret, 'nina', 'short')).statusCode).toBe(400)
    expect((await use(c, secret, 'anna')).statusCode).toBe(409)
    expect((await use(c, secret, 'nina')).json()).toMatchObject({ account: { name: 'nina', setUp: true }, access: 'signed-in' })
    expect((await use(c, secret, 'nina')).statusCode).toBe(403)
    await send(c, 'PUT', `/accounts/${account.id}/disabled`, { disabled: true }, await c.as('administrator'))
    expect(await actionsOf(c, person.pseudonym)).toEqual([
      'account.disable',
      `account.setUp account ${account.id}`,
      `account.link account ${account.id}`,
      `account.create patient account ${account.id}`,
      'person.create',
    ])
  })

  test('is no way to a clinical view for who keeps the accounts', async () => {
    const c = await clinic()
    const administrator = await c.as('administrator')
    for (const extra of [{ pseudonym: c.own.pseudonym }, { pseudonym: c.own.pseudonym, password: PASSWORD }, {}])
      expect((await send(c, 'POST', '/accounts', { name: 'spy', role: 'patient', ...extra }, administrator)).statusCode).toBe(400)
    expect((await send(c, 'POST', `/people/${c.own.pseudonym}/account`, {}, administrator)).statusCode).toBe(403)
    expect((await send(c, 'PUT', `/accounts/${c.accounts.patient.id}/password`, {}, administrator)).statusCode).toBe(403)
    expect((await c.store.accounts()).length).toBe(5)
  })
})

describe('a reset by an administrator', () => {
  const signIn = (c: Clinic, password: string) => send(c, 'POST', '/sign-in', { name: 'anna', password }, OWN)

  test('gives a link, and ends the password, sign-ins and earlier links at once, so that the owner notices', async () => {
    const c = await clinic()
    const page = await c.as('therapist')
    const reset = async () =>
      (await send(c, 'PUT', `/accounts/${c.accounts.therapist.id}/password`, {}, await c.as('administrator'))).json<SetUpLinkDocument>()
    const earlier = await reset()
    const { secret } = await reset()
    expect((await c.app.inject({ url: '/api/v1/people', headers: page })).statusCode).toBe(401)
    expect((await signIn(c, PASSWORD)).statusCode).toBe(401)
    expect((await use(c, earlier.secret, 'anna')).statusCode).toBe(403)
    expect((await use(c, secret, 'anna')).statusCode).toBe(201)
    expect((await signIn(c, 'quite another password')).statusCode).toBe(200)
  })

  test('is not for the own account: that asks for the present password', async () => {
    const c = await clinic()
    const answer = await send(c, 'PUT', `/accounts/${c.accounts.administrator.id}/password`, {}, await c.as('administrator'))
    expect(answer.statusCode).toBe(403)
  })
})

test('where a second factor is on, the password alone changes nothing of what signs in', async () => {
  const c = await clinic()
  const headers = await c.as('therapist')
  const { TOTP } = await import('otpauth')
  const totp = new TOTP({ secret: 'JBSWY3DPEHPK3PXP' })
  const factor = { secret: totp.secret.base32, password: PASSWORD }
  const start = (code: string) => send(c, 'POST', '/me/second-factor/start', { ...factor, code }, headers)
  const change = (code: object) =>
    send(c, 'POST', '/me/password', { current: PASSWORD, password: 'another long password', ...code }, headers)
  const token = (code: object) =>
    send(c, 'POST', '/me/tokens', { label: 't', scopes: ['read'], days: 1, password: PASSWORD, ...code }, headers)
  expect((await start(totp.generate())).statusCode).toBe(200)
  for (const answer of [await change({}), await token({})])
    expect([answer.statusCode, answer.json<object>()]).toMatchObject([401, { type: 'urn:solestream:problem:code-needed' }])
  for (const answer of [await change({ code: '000000' }), await token({ code: '000000' })])
    expect([answer.statusCode, answer.json<object>()]).toMatchObject([401, { type: 'urn:solestream:problem:wrong-sign-in' }])
  // Nor is it put in the place of the one that is on.
  expect((await start(totp.generate())).statusCode).toBe(409)
  expect((await change({ code: totp.generate({ timestamp: Date.now() + 30_000 }) })).statusCode).toBe(200)
})

test('whoever finds a page open makes no token and switches no second factor off without the password; guesses wait', async () => {
  const c = await clinic()
  const headers = await c.as('therapist')
  const token = (password: string) => send(c, 'POST', '/me/tokens', { label: 't', scopes: ['read'], days: 1, password }, headers)
  const statuses = await Promise.all(Array.from({ length: 20 }, () => token('wrong').then((answer) => answer.statusCode)))
  expect([statuses.filter((status) => status === 401).length, statuses.filter((status) => status === 429).length]).toEqual([5, 15])
  const stop = await send(c, 'POST', '/me/second-factor/stop', { password: PASSWORD, code: '000000' }, headers)
  expect([stop.statusCode, stop.headers['retry-after']]).toEqual([429, '1'])
  expect(await c.store.tokensOf(c.accounts.therapist.id)).toEqual([])
})
