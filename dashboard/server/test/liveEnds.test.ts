import { once } from 'node:events'
import { describe, expect, test, vi, onTestFinished } from 'vitest'
import { UNATTENDED } from '@solestream/dashboard-shared'
import { hashOf, newSecret, SYSTEM } from '@solestream/sessions/people'
import { listen } from '../src/index.ts'
import { forceBlock } from './syntheticBlocks.ts'
import { isRecorded, openLive, say } from './livePage.ts'
import { clinic, type Clinic } from './world.ts'

const MINUTE_MS = 60_000
const SIGNED_OUT = 4401

async function watching(headersOf: (c: Clinic) => Promise<Record<string, string>> = (c) => c.as('therapist')) {
  const c = await clinic()
  const { port } = await listen(c.app, { host: '127.0.0.1', port: 0 })
  await c.service.startRecording({ pseudonym: c.own.pseudonym })
  say(c)
  const headers = await headersOf(c)
  const page = await openLive(port, headers)
  await page.until(() => isRecorded(page.messages).at(-1) === true)
  const frames = () => page.messages.filter(({ type }) => type === 'frame').length
  const force = () => c.tell((listener) => listener.force(forceBlock('left', 10)))
  return { ...c, c, port, headers, page, frames, force }
}

describe('a page that watches is closed when its sign-in ends', () => {
  const ENDS: Readonly<Record<string, (w: Awaited<ReturnType<typeof watching>>) => Promise<unknown>>> = {
    'by signing out': ({ app, headers }) => app.inject({ method: 'POST', url: '/api/v1/sign-out', payload: {}, headers }),
    'with another password': ({ store, accounts }) => store.setPassword(SYSTEM, accounts.therapist.id, 'x'),
    'with a link for a new password': ({ store, accounts }) => store.makeSetUpLink(SYSTEM, accounts.therapist.id, hashOf(newSecret())),
    'with its account': ({ store, accounts }) => store.setDisabled(SYSTEM, accounts.therapist.id, true),
  }
  test.each(Object.keys(ENDS))('%s', async (how) => {
    const watch = await watching()
    const closed = once(watch.page.socket, 'close')
    await ENDS[how]!(watch)
    // Once that is answered nothing more goes out.
    watch.force()
    expect((await closed)[0]).toBe(SIGNED_OUT)
    expect(watch.frames()).toBe(0)
  })

  test('of a patient who was erased', async () => {
    const watch = await watching((c) => c.as('patient'))
    const closed = once(watch.page.socket, 'close')
    await watch.store.erasePerson(SYSTEM, watch.own.pseudonym)
    watch.force()
    expect((await closed)[0]).toBe(SIGNED_OUT)
    expect(watch.frames()).toBe(0)
  })

  test('and of a script when its token is revoked', async () => {
    const secret = newSecret()
    const watch = await watching(async (c) => {
      const facts = { hash: hashOf(secret), account: c.accounts.therapist.id, label: 't', scopes: ['read'] as const }
      await c.store.createToken(SYSTEM, { ...facts, expires_utc: '2999-01-01T00:00:00Z' })
      return { authorization: `Bearer ${secret}` }
    })
    const [token] = await watch.store.tokensOf(watch.accounts.therapist.id)
    const closed = once(watch.page.socket, 'close')
    await watch.store.revokeToken(SYSTEM, watch.accounts.therapist.id, token!.id)
    watch.force()
    expect((await closed)[0]).toBe(SIGNED_OUT)
    expect(watch.frames()).toBe(0)
  })
})

test('a page goes dark once it is answered that the treatment ended, and is not asked to sign in', async () => {
  const watch = await watching()
  watch.force()
  await watch.store.setTreats(SYSTEM, watch.own.pseudonym, watch.accounts.bert.id, true)
  const url = `/api/v1/people/${watch.own.pseudonym}/therapists/${watch.accounts.therapist.id}`
  await watch.app.inject({ method: 'DELETE', url, headers: watch.headers })
  watch.force()
  say(watch.c)
  await watch.page.until(() => isRecorded(watch.page.messages).at(-1) === false)
  expect(watch.frames()).toBe(1)
  expect(watch.page.socket.readyState).toBe(watch.page.socket.OPEN)
})

test('a change that is somebody else’s costs a page that watches no message', async () => {
  const watch = await watching()
  const changed = watch.store.setTreats(SYSTEM, watch.other.pseudonym, watch.accounts.therapist.id, true)
  watch.force()
  await changed
  watch.force()
  await watch.page.until(() => watch.frames() === 2)
})

test('the first account ends what was open to everybody', async () => {
  const { createMemoryPeople } = await import('@solestream/sessions/people/memory')
  const { createSignIn } = await import('@solestream/sessions/people')
  const { testApp } = await import('./app.ts')
  const store = createMemoryPeople()
  onTestFinished(() => store.close())
  const parts = testApp({ people: { store, signIn: createSignIn(store) } })
  const { port } = await listen(parts.app, { host: '127.0.0.1', port: 0 })
  const page = await openLive(port, {})
  await page.until(() => isRecorded(page.messages).length > 0)
  const closed = once(page.socket, 'close')
  await store.createFirstAccount(SYSTEM, { name: 'root', passwordHash: 'x' })
  expect((await closed)[0]).toBe(SIGNED_OUT)
})

describe('the automatic sign-out', () => {
  /** Minutes pass; `each` is what happens meanwhile, every five. */
  async function after(minutes: number, each: (c: Clinic, headers: Record<string, string>) => Promise<unknown>): Promise<number> {
    let now_ms = Date.parse('2026-05-04T08:00:00Z')
    const c = await clinic({}, () => new Date(now_ms))
    const headers = await c.as('therapist')
    for (let k = 0; k < minutes; k += 5) {
      now_ms += 5 * MINUTE_MS
      await each(c, headers)
    }
    return (await c.app.inject({ url: '/api/v1/people', headers })).statusCode
  }
  const ask = (c: Clinic, headers: Record<string, string>) => c.app.inject({ url: '/api/v1/me', headers })

  test('is put off by what a person does', async () => {
    expect(await after(60, ask)).toBe(200)
  })
  test('is not put off by what the page asks by itself', async () => {
    expect(await after(30, (c, headers) => ask(c, { ...headers, [UNATTENDED]: '1' }))).toBe(200)
    expect(await after(35, (c, headers) => ask(c, { ...headers, [UNATTENDED]: '1' }))).toBe(401)
  })
  test('comes after twelve hours whatever is done', async () => {
    expect(await after(12 * 60 + 5, ask)).toBe(401)
  })

  test('closes the socket of a page where nobody is, which does not put it off', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    let now_ms = Date.parse('2026-05-04T08:00:00Z')
    const c = await clinic({}, () => new Date(now_ms))
    const { port } = await listen(c.app, { host: '127.0.0.1', port: 0 })
    const headers = await c.as('therapist')
    const page = await openLive(port, headers)
    await page.until(() => isRecorded(page.messages).length > 0)
    const closed = once(page.socket, 'close')
    for (let k = 0; k < 7; k++) {
      now_ms += 5 * MINUTE_MS
      await vi.advanceTimersByTimeAsync(5 * MINUTE_MS)
      // The page comes back by itself as well.
      if (k < 6) (await openLive(port, headers)).socket.terminate()
    }
    expect((await closed)[0]).toBe(SIGNED_OUT)
  })
})
