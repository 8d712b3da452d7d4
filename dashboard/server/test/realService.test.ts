import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { decodeLiveMessage, type LiveMessage, type SessionDocument, type StridesDocument } from '@solestream/dashboard-shared'
import { createSimulatedSource } from '@solestream/ingest'
import { createMemoryStore } from '@solestream/processing/storage'
import { createService, openDataFolder } from '@solestream/sessions'
import { buildApp, listen } from '../src/index.ts'

test('a simulated walk through the real service: the page hears it, the API has it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'solestream-server-'))
  const store = createMemoryStore()
  const service = createService({
    version: '1.2.3',
    source: createSimulatedSource({ pace: 20 }),
    store,
    data: openDataFolder(folder),
    forwarder: null,
    recordAtOnce: true,
  })
  const app = buildApp({ service, people: null, webRoot: null, allowedHosts: [], insecure: false, version: '1.2.3' })
  onTestFinished(async () => {
    await app.close()
    await service.close()
    await store.close()
    await rm(folder, { recursive: true })
  })
  const { port } = await listen(app, { host: '127.0.0.1', port: 0 })
  const base = `http://127.0.0.1:${port}`
  const get = async <T>(path: string) => (await (await fetch(base + path)).json()) as T
  const post = (path: string, body: object) =>
    fetch(base + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/v1/live`)
  const messages: LiveMessage[] = []
  const strides = new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer) => {
      const decoded = decodeLiveMessage(data)
      if (!decoded.ok) throw new Error(decoded.detail)
      messages.push(decoded.value)
      if (messages.filter(({ type }) => type === 'stride').length >= 20) resolve()
    })
  })
  await new Promise((resolve) => socket.once('open', resolve))
  await service.start()
  await strides

  const kinds = new Set(messages.map(({ type }) => type))
  expect([...kinds].sort()).toEqual(['event', 'frame', 'hello', 'layout', 'status', 'stride', 'summary'])
  expect(messages.findLast((message) => message.type === 'status')).toMatchObject({
    status: { source: { kind: 'simulated', state: 'streaming' } },
  })

  const marked = await post('/api/v1/recording/markers', { label: 'pain 3' })
  expect([marked.status, await marked.json()]).toMatchObject([201, { label: 'pain 3' }])
  const stopped = await post('/api/v1/recording/stop', {})
  const { id } = (await stopped.json()) as { id: string }
  expect(stopped.status).toBe(200)
  socket.close()

  const { session, result } = await get<SessionDocument>(`/api/v1/sessions/${id}`)
  expect(session).toMatchObject({ id, markers: [{ label: 'pain 3' }] })
  expect(result?.key.mode).toBe('offline')
  const stored = await get<StridesDocument>(`/api/v1/sessions/${id}/strides`)
  expect(stored.strides.length).toBe(session.strides)
  expect(stored.strides.length).toBeGreaterThan(18)
  const csv = await (await fetch(`${base}/api/v1/sessions/${id}/strides.csv`)).text()
  expect(csv.trimEnd().split('\r\n')).toHaveLength(1 + session.strides)
  expect(await get<{ session: object }>('/api/health')).toMatchObject({ version: '1.2.3', session: { id, strides: session.strides } })
  const again = await post('/api/v1/recording/stop', {})
  expect([again.status, again.headers.get('content-type')]).toEqual([409, 'application/problem+json; charset=utf-8'])
})
