import { once } from 'node:events'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { LiveStatus } from '@solestream/sessions'
import { SYSTEM } from '@solestream/sessions/people'
import { listen } from '../src/index.ts'
import { createWatcher } from '../src/live/watcher.ts'
import { isRecorded, openLive, say } from './livePage.ts'
import { forceBlock } from './syntheticBlocks.ts'
import { clinic, WHO, type Who } from './world.ts'

const FORBIDDEN: Readonly<Partial<Record<Who, number>>> = { administrator: 403, researcher: 403, nobody: 401 }

describe.each(['own', 'other'] as const)('while the %s person is recorded', (whose) => {
  test.each(WHO)('%s', async (who) => {
    const c = await clinic()
    const { port } = await listen(c.app, { host: '127.0.0.1', port: 0 })
    await c.service.startRecording({ pseudonym: c[whose].pseudonym })
    say(c)
    const page = await openLive(port, await c.as(who))
    expect(page.status).toBe(FORBIDDEN[who] ?? 101)
    if (page.status !== 101) return
    await page.until(() => isRecorded(page.messages).length > 0)
    expect(isRecorded(page.messages)).toEqual([whose === 'own'])
    c.tell((listener) => listener.force(forceBlock('left', 10)))
    say(c)
    await page.until(() => isRecorded(page.messages).length > 1)
    expect(page.messages.filter(({ type }) => type === 'frame')).toHaveLength(whose === 'own' ? 1 : 0)
    const looks = (await c.store.readLog({ limit: 50, subject: c[whose].pseudonym })).filter((e) => e.action.startsWith('live.watch'))
    expect(looks.map((e) => e.account)).toEqual(whose === 'own' ? [c.accounts[who as 'therapist' | 'patient'].id] : [])
  })
})

test.each([
  [true, '203.0.113.7'],
  [false, '127.0.0.1'],
])('behind a proxy (%s) a look is written down with the address %s', async (behindProxy, from) => {
  const c = await clinic({ behindProxy })
  const { port } = await listen(c.app, { host: '127.0.0.1', port: 0 })
  await c.service.startRecording({ pseudonym: c.own.pseudonym })
  say(c)
  const page = await openLive(port, { ...(await c.as('therapist')), 'x-forwarded-for': '198.51.100.9, 203.0.113.7' })
  await page.until(() => isRecorded(page.messages).length > 0)
  const looks = (await c.store.readLog({ limit: 50, subject: c.own.pseudonym })).filter((e) => e.action.startsWith('live.watch'))
  expect(looks.map((e) => e.from)).toEqual([from])
})

test('a page that watches one person goes dark when another one is recorded, and comes back', async () => {
  const c = await clinic()
  const { port } = await listen(c.app, { host: '127.0.0.1', port: 0 })
  await c.service.startRecording({ pseudonym: c.own.pseudonym })
  say(c)
  const page = await openLive(port, await c.as('therapist'))
  const force = () => c.tell((listener) => listener.force(forceBlock('left', 10)))
  const frames = () => page.messages.filter(({ type }) => type === 'frame').length
  await page.until(() => isRecorded(page.messages).at(-1) === true)
  force()
  await c.service.stopRecording()
  await c.service.startRecording({ pseudonym: c.other.pseudonym })
  say(c)
  force()
  await page.until(() => isRecorded(page.messages).at(-1) === false)
  force()
  expect(frames()).toBe(1)
  await c.service.stopRecording()
  await c.service.startRecording({ pseudonym: c.own.pseudonym })
  say(c)
  await page.until(() => isRecorded(page.messages).at(-1) === true)
  force()
  await page.until(() => frames() === 2)
})

test('a page is closed when its sign-in ends, and goes dark when the treatment does', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const c = await clinic()
  const headers = await c.as('therapist')
  const secret = headers['cookie']!.split('=')[1]!
  const viewer = (await c.signIn.bySecret(secret, null))!
  const watcher = createWatcher({ viewer, people: c.store, again: () => c.signIn.bySecret(secret, null) })
  let gone = false
  watcher.onGone(() => (gone = true))
  await watcher.recording({ id: 's9', pseudonym: c.own.pseudonym } as LiveStatus['recording'])
  expect(watcher.may).toBe(true)
  await c.store.setTreats(SYSTEM, c.own.pseudonym, viewer.account!.id, false)
  await vi.advanceTimersByTimeAsync(15_000)
  expect([watcher.may, gone]).toEqual([false, false])
  await c.store.setPassword(SYSTEM, viewer.account!.id, 'another')
  await vi.advanceTimersByTimeAsync(15_000)
  expect([watcher.may, gone]).toEqual([false, true])
  watcher.end()
})

test('the socket of a page that is signed out is closed by the server with a code of its own', async () => {
  const c = await clinic()
  const { port } = await listen(c.app, { host: '127.0.0.1', port: 0 })
  const page = await openLive(port, await c.as('therapist'))
  const closed = once(page.socket, 'close')
  await c.app.close()
  expect((await closed)[0]).toBe(1001)
})
