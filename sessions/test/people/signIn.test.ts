import { describe, expect, it } from 'vitest'
import { TOTP, Secret } from 'otpauth'
import { createSignIn, hashOf, hashPassword, newSecret, newTotpSecret, passwordFault } from '@solestream/sessions/people'
import { createThrottle } from '../../src/people/throttle.ts'
import { BY, testPeople } from './folder.ts'

const PASSWORD = 'correct horse battery'
const FROM = '10.0.0.7'

async function withAccount() {
  const { people } = await testPeople()
  let now_s = 0
  const signIn = createSignIn(people, {
    throttle: createThrottle(() => now_s),
    now_ms: () => Date.parse('2026-11-25T12:00:00Z') + now_s * 1000,
  })
  const passwordHash = await hashPassword(PASSWORD)
  const account = (await people.createAccount(BY, { name: 'anna', role: 'therapist', pseudonym: null, passwordHash }))!
  const attempt = (password: string, code: string | null = null, name = 'anna') => signIn.signIn({ name, password, code, from: FROM })
  return { people, signIn, account, attempt, wait: (s: number) => (now_s += s) }
}

describe('signing in', () => {
  it('gives a secret of which only the hash is kept, until signing out', async () => {
    const { people, signIn, account, attempt } = await withAccount()
    const answer = await attempt(PASSWORD)
    if (!answer.ok) throw new Error(answer.why)
    const viewer = (await signIn.bySecret(answer.secret, FROM))!
    expect(viewer).toMatchObject({ account: { id: account.id }, scopes: null, actor: { account: account.id, from: FROM } })
    expect(await signIn.bySecret(`${answer.secret}x`, FROM)).toBeNull()
    await signIn.signOut(viewer, answer.secret)
    expect(await signIn.bySecret(answer.secret, FROM)).toBeNull()
    expect((await people.readLog({ limit: 9 })).map((e) => e.action)).toEqual(['signOut', 'signIn', 'account.create therapist'])
  })

  it('answers a wrong name and a wrong password alike, and logs both', async () => {
    const { people, attempt } = await withAccount()
    expect(await attempt('wrong')).toEqual({ ok: false, why: 'wrong' })
    expect(await attempt(PASSWORD, null, 'nobody')).toEqual({ ok: false, why: 'wrong' })
    expect((await people.readLog({ limit: 2 })).map((e) => [e.subject, e.outcome])).toEqual([
      ['unknown account', 'refused'],
      ['account 1', 'refused'],
    ])
  })

  it('slows guessing, and locks nobody out', async () => {
    const { attempt, wait } = await withAccount()
    for (let k = 0; k < 5; k++) expect(await attempt('wrong')).toMatchObject({ why: 'wrong' })
    expect(await attempt(PASSWORD)).toMatchObject({ why: 'wait', wait_s: 1 })
    wait(1)
    expect(await attempt('wrong')).toMatchObject({ why: 'wrong' })
    expect(await attempt(PASSWORD)).toMatchObject({ why: 'wait', wait_s: 2 })
    wait(2)
    expect(await attempt(PASSWORD)).toMatchObject({ ok: true })
  })

  it('a right one forgets the wrong ones of its name, not those of its address', async () => {
    const { signIn, attempt } = await withAccount()
    for (let k = 0; k < 4; k++) await attempt('wrong', null, 'bert')
    expect(await attempt(PASSWORD)).toMatchObject({ ok: true })
    expect(await attempt('wrong', null, 'bert')).toMatchObject({ why: 'wrong' })
    expect(await attempt('wrong', null, 'carl')).toMatchObject({ why: 'wait' })
    expect(await signIn.signIn({ name: 'anna', password: PASSWORD, code: null, from: '10.0.0.8' })).toMatchObject({ ok: true })
  })

  it('looks at no more guesses when they come together', async () => {
    const { people, attempt } = await withAccount()
    const answers = await Promise.all(Array.from({ length: 60 }, () => attempt('wrong')))
    expect(answers.filter((answer) => !answer.ok && answer.why === 'wrong')).toHaveLength(5)
    expect((await people.readLog({ limit: 100 })).filter((e) => e.outcome === 'refused')).toHaveLength(5)
  })

  it('right ones that come together all hold', async () => {
    const { attempt } = await withAccount()
    expect((await Promise.all([1, 2, 3, 4, 5].map(() => attempt(PASSWORD)))).map((answer) => answer.ok)).toEqual(Array(5).fill(true))
  })

  it('with a second factor takes each code once', async () => {
    const { people, account, attempt, wait } = await withAccount()
    const secret = await newTotpSecret()
    await people.setSecondFactor(BY, account.id, secret)
    const code = (at_s: number) =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.parse('2026-11-25T12:00:00Z') + at_s * 1000 })
    expect(await attempt(PASSWORD)).toEqual({ ok: false, why: 'code-needed' })
    expect(await attempt('wrong')).toEqual({ ok: false, why: 'wrong' })
    expect(await attempt(PASSWORD, '000000')).toEqual({ ok: false, why: 'wrong' })
    expect(await attempt(PASSWORD, code(0))).toMatchObject({ ok: true })
    expect(await attempt(PASSWORD, code(0))).toEqual({ ok: false, why: 'wrong' })
    expect(await attempt(PASSWORD, code(-30))).toEqual({ ok: false, why: 'wrong' })
    wait(60)
    expect(await attempt(PASSWORD, code(60))).toMatchObject({ ok: true })
  })

  it('ends with a new password and with the account', async () => {
    const { people, signIn, account, attempt } = await withAccount()
    const first = await attempt(PASSWORD)
    await people.setPassword(BY, account.id, await hashPassword(`${PASSWORD}!`))
    expect(await signIn.bySecret(first.ok ? first.secret : '', null)).toBeNull()
    const second = await attempt(`${PASSWORD}!`)
    await people.setDisabled(BY, account.id, true)
    expect(await signIn.bySecret(second.ok ? second.secret : '', null)).toBeNull()
    expect(await attempt(`${PASSWORD}!`)).toEqual({ ok: false, why: 'wrong' })
  })
})

describe('the password asked for again', () => {
  it('is slowed with sign-ins, together too, and a refusal is logged', async () => {
    const { people, signIn, account, attempt } = await withAccount()
    const confirm = (password: string) => signIn.confirm({ account, password, code: null, from: FROM })
    expect(await confirm(PASSWORD)).toEqual({ ok: true })
    const answers = await Promise.all(Array.from({ length: 20 }, () => confirm('wrong')))
    expect(answers.filter((answer) => !answer.ok && answer.why === 'wrong')).toHaveLength(5)
    expect(await confirm(PASSWORD)).toEqual({ ok: false, why: 'wait', wait_s: 1 })
    expect(await attempt(PASSWORD)).toMatchObject({ why: 'wait' })
    const refused = (await people.readLog({ limit: 50 })).filter((entry) => entry.outcome === 'refused')
    expect(refused.map((entry) => [entry.action, entry.account])).toEqual(Array(5).fill(['account.confirm', account.id]))
  })

  it('takes a code with it where one is asked for, once', async () => {
    const { people, signIn, account } = await withAccount()
    const secret = await newTotpSecret()
    await people.setSecondFactor(BY, account.id, secret)
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.parse('2026-11-25T12:00:00Z') })
    const confirm = (given: string) => signIn.confirm({ account, password: PASSWORD, code: given, from: FROM })
    // Not the code of another factor, and not none.
    expect(await signIn.confirm({ account, password: PASSWORD, code: null, from: FROM })).toEqual({ ok: false, why: 'code-needed' })
    expect(await confirm('000000')).toMatchObject({ ok: false })
    expect(await confirm(code)).toEqual({ ok: true })
    expect(await confirm(code)).toMatchObject({ ok: false })
  })
})

it('a second factor that is switched on ends every sign-in but the one that did it', async () => {
  const { people, signIn, account, attempt } = await withAccount()
  const [one, two] = [await attempt(PASSWORD), await attempt(PASSWORD)]
  if (!one.ok || !two.ok) throw new Error('not signed in')
  await people.setSecondFactor(BY, account.id, await newTotpSecret(), hashOf(one.secret))
  expect(await signIn.bySecret(one.secret, null)).not.toBeNull()
  expect(await signIn.bySecret(two.secret, null)).toBeNull()
})

describe('the first account', () => {
  it('is made once, with the link’s secret and a password that holds', async () => {
    const { people } = await testPeople()
    const signIn = createSignIn(people)
    const secret = (await signIn.setupSecret())!
    const use = (given: string, password = PASSWORD) => signIn.setUp({ secret: given, name: 'root', password, from: null })
    expect(await use('guessed')).toBe('used')
    expect(await use(secret, 'short')).toEqual({ fault: 'Short' })
    expect(await use(secret)).toMatchObject({ name: 'root', role: 'administrator' })
    expect(await use(secret)).toBe('used')
    expect(await signIn.setupSecret()).toBeNull()
  })
})

describe('tokens', () => {
  it.each(['a new password', 'a link', 'the account'])('end with %s, and stay ended', async (what) => {
    const { people, signIn, account } = await withAccount()
    const secret = newSecret()
    const facts = { hash: hashOf(secret), account: account.id, label: 'script', scopes: ['read'] as const }
    await people.createToken(BY, { ...facts, expires_utc: '2999-01-01T00:00:00Z' })
    expect(await signIn.byToken(secret, null)).not.toBeNull()
    if (what === 'a new password') await people.setPassword(BY, account.id, 'another')
    else if (what === 'a link') await people.makeSetUpLink(BY, account.id, hashOf(newSecret()))
    else for (const disabled of [true, false]) await people.setDisabled(BY, account.id, disabled)
    expect(await signIn.byToken(secret, null)).toBeNull()
  })

  it('work until they expire or are revoked, within their scopes, and are kept as hashes', async () => {
    const { people, signIn, account } = await withAccount()
    const secret = newSecret()
    const make = (expires_utc: string, of = secret) =>
      people.createToken(BY, { hash: hashOf(of), account: account.id, label: 'script', scopes: ['read'], expires_utc })
    const token = await make('2999-01-01T00:00:00Z')
    expect(JSON.stringify(token)).not.toContain('hash')
    expect(await signIn.byToken(secret, null)).toMatchObject({ scopes: ['read'], actor: { account: account.id, token: token.id } })
    expect(await people.revokeToken(BY, account.id + 1, token.id)).toBe(false)
    expect(await people.revokeToken(BY, account.id, token.id)).toBe(true)
    expect(await signIn.byToken(secret, null)).toBeNull()
    const old = newSecret()
    await make('2020-01-01T00:00:00Z', old)
    expect(await signIn.byToken(old, null)).toBeNull()
    expect((await people.tokensOf(account.id)).map((t) => t.revoked_utc === null)).toEqual([false, true])
  })
})

it.each([
  ['eleven char', 'Short'],
  ['aaaaaaaaaaaaaa', 'Common'],
  ['passwordpassword1', 'Common'],
  ['my name is Anna!', 'HasName'],
  ['x'.repeat(300), 'Long'],
])('%j is no password', (password, why) => {
  expect(passwordFault(password, 'anna')).toBe(why)
})
