import { once } from 'node:events'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { LiveMessage, StatusDocument } from '@solestream/dashboard-shared'
import type { LiveStatus } from '@solestream/sessions'
import { SYSTEM } from '@solestream/sessions/people'
import { listen } from '../src/index.ts'
import { createWatcher } from '../src/live/watcher.ts'
import { isRecorded, openLive, say } from './livePage.ts'
import { forceBlock } from './syntheticBlocks.ts'
import { stride, summary } from './syntheticService.ts'
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

type Kind = LiveMessage['type']
/** Of the insoles and of this connection, for every page that may be open; else of the person that is recorded. A message that is not here does not compile. */
const MESSAGES: Readonly<Record<Kind, 'any' | 'person'>> = {
  hello: 'any',
  layout: 'any',
  drops: 'any',
  // Without anything of a person: below.
  status: 'any',
  frame: 'person',
  event: 'person',
  stride: 'person',
  replaced: 'person',
  summary: 'person',
}

describe.each(['own', 'other', 'nobody known'] as const)('messages while %s is recorded', (whose) => {
  test.each(['therapist', 'patient'] as const)('%s', async (who) => {
    const c = await clinic()
    const { port } = await listen(c.app, { host: '127.0.0.1', port: 0 })
    await c.service.startRecording(whose === 'nobody known' ? {} : { pseudonym: c[whose].pseudonym })
    c.service.startFeedback({ goal: 'cadence', side: null, low: 100, high: 110, tone: true, fading: 'faded', block_s: 60 })
    c.service.setBelt({ speed_m_s: 1.2, incline_percent: null })
    say(c)
    const headers = await c.as(who)
    const page = await openLive(port, headers)
    await page.until(() => isRecorded(page.messages).length > 0)
    c.tell((listener) => {
      listener.force(forceBlock('left', 10))
      listener.event({ kind: 'toe-off', side: 'left', time_s: 1, confidence: 1 })
      listener.stride(stride('left', 1))
      listener.replaced({ type: 'replaced', side: 'left', from_s: 1, to_s: 2, strides: [], before: [] })
      listener.summary(summary, {}, { sides: {}, coverage_percent: 100, clockError_ms: null })
    })
    say(c)
    await page.until(() => isRecorded(page.messages).length > 1)
    const sees = whose === 'own' || (whose === 'nobody known' && who === 'therapist')
    // Drops are told to slow pages only: live.test.ts.
    const expected = (Object.keys(MESSAGES) as Kind[]).filter((kind) => kind !== 'drops' && (sees || MESSAGES[kind] === 'any'))
    expect([...new Set(page.messages.map(({ type }) => type))].toSorted()).toEqual(expected.toSorted())
    const byRoute = (await c.app.inject({ url: '/api/v1/status', headers })).json<StatusDocument>()
    for (const status of [byRoute, ...page.messages.flatMap((one) => (one.type === 'status' ? [one.status] : []))])
      expect([status.recording !== null, status.feedback !== null, status.belt.speed_m_s !== null]).toEqual([sees, sees, sees])
  })
})

test.each([
  ['text', 'hello'],
  ['an unknown kind', Buffer.from([99, 0, 0, 0, 0])],
  ['nothing', Buffer.alloc(0)],
  ['more than fits', Buffer.alloc(100_000)],
] as const)('a page may acknowledge and say nothing else: %s ends its socket', async (_, data) => {
  const c = await clinic()
  const { port } = await listen(c.app, { host: '127.0.0.1', port: 0 })
  const page = await openLive(port, await c.as('therapist'))
  const closed = once(page.socket, 'close')
  page.socket.send(data)
  expect((await closed)[0]).toBeGreaterThan(1001)
  expect((await c.app.inject({ url: '/api/health', headers: await c.as('nobody') })).statusCode).toBe(200)
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
