import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OutboxEntry, Store } from '../src/storage/index.ts'
import { createInfluxForwarder, createMemoryStore, influxProjection } from '../src/storage/index.ts'
import { InfluxFault, influxFault } from '../src/storage/influx/fault.ts'
import { eventually } from './influxChecks.ts'
import { online, session, stride, summaryOf, walk } from './storageSamples.ts'

/** What a real InfluxDB can't be made to do: here a server misbehaves on purpose. */
describe('forwarder against a server that misbehaves', () => {
  let store: Store
  let answer: (request: IncomingMessage, response: ServerResponse, body: string) => void
  const lines: string[][] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      if (request.url?.startsWith('/ping')) return void response.writeHead(204).end()
      if (request.url?.startsWith('/query')) return void response.end('{"results":[{"statement_id":0}]}')
      lines.push(body.split('\n'))
      answer(request, response, body)
    })
  })
  const ok = (_: IncomingMessage, response: ServerResponse): void => void response.writeHead(204).end()
  let forwarder: ReturnType<typeof createInfluxForwarder>

  beforeEach(async () => {
    lines.length = 0
    answer = ok
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    store = createMemoryStore()
    await store.openSession(session('s1'))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    forwarder = createInfluxForwarder({
      store,
      url,
      database: 'd',
      deadline_ms: 150,
      pause_ms: [5, 20],
      refusedPause_ms: 20,
      probeEvery_ms: 20,
    })
  })
  afterEach(async () => {
    await forwarder.stop()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const told = () => forwarder.status().state === 'ok' && forwarder.status().backlog === 0

  it.each([
    ['never answers', () => undefined],
    ['stops after its headers', (response: ServerResponse) => void response.writeHead(200, { 'content-length': 10 }).flushHeaders()],
    [
      'dies in the middle of an answer',
      (response: ServerResponse) => void response.writeHead(200).write('{"res', () => response.destroy()),
    ],
    ['answers 500', (response: ServerResponse) => void response.writeHead(500).end('{"error":"engine: shard is disabled"}')],
    ['answers 503', (response: ServerResponse) => void response.writeHead(503).end()],
    ['answers 429', (response: ServerResponse) => void response.writeHead(429).end()],
  ])('%s: absent, and everything arrives later', async (_, misbehave) => {
    answer = (_request, response) => misbehave(response)
    await store.putStrides(online('s1'), walk('left', 3))
    forwarder.start()
    await eventually(() => forwarder.status().state === 'absent' && lines.length > 1)
    expect(forwarder.status()).toMatchObject({ backlog: 1, deadLetters: 0 })
    answer = ok
    await eventually(told)
    expect(lines.at(-1)).toHaveLength(3)
  })

  it('sends at most 200 points at once, and less when that is too much', async () => {
    answer = (_, response, body) => void response.writeHead(body.split('\n').length > 60 ? 413 : 204).end()
    await store.putStrides(online('s1'), walk('left', 450))
    forwarder.start()
    await eventually(told)
    expect(Math.max(...lines.map((l) => l.length))).toBe(200)
    expect(new Set(lines.filter((l) => l.length <= 60).flat()).size).toBe(450)
    expect(forwarder.status().deadLetters).toBe(0)
  })

  it('finds the bad points among many, whatever their place', async () => {
    answer = (_, response, body) => void response.writeHead(/stride_s=1\.5/.test(body) ? 400 : 204).end('{"error":"unable to parse"}')
    const bad = new Set([0, 17, 18, 199, 205])
    await store.putStrides(
      online('s1'),
      walk('left', 300).map((s, i) => (bad.has(i) ? { ...s, stride_s: 1.5 } : s)),
    )
    forwarder.start()
    await eventually(told)
    expect(forwarder.status().deadLetters).toBe(5)
    expect((await store.deadLetters(10)).every((l) => /unable to parse/.test(l.reason))).toBe(true)
  })

  it('a server that is no InfluxDB: refused, nothing dropped', async () => {
    answer = (_, response) => void response.writeHead(404).end('not here')
    await store.putStrides(online('s1'), walk('left', 3))
    forwarder.start()
    await eventually(() => forwarder.status().state === 'refused')
    expect(forwarder.status()).toMatchObject({ backlog: 1, deadLetters: 0, detail: expect.stringContaining('404') })
  })
})

describe('classification of errors', () => {
  const answered = (statusCode: number, message = '') => Object.assign(new Error(message), { res: { statusCode } })
  it.each([
    [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 'retry'],
    [new Error('No host available'), 'retry'],
    [new InfluxFault('bad', 'x'), 'bad'],
    [answered(400), 'bad'],
    [answered(401), 'refused'],
    [answered(403), 'refused'],
    [answered(404, 'A 404 Not Found error occurred: {"error":"database not found: \\"d\\""}'), 'no-database'],
    [answered(404, 'A 404 Not Found error occurred: page'), 'refused'],
    [answered(302), 'refused'],
    [answered(408), 'retry'],
    [answered(413), 'too-large'],
    [answered(429), 'retry'],
    [answered(502), 'retry'],
    [new Error('Error from InfluxDB: database not found: d'), 'no-database'],
    [new Error('Error from InfluxDB: fields not supported'), 'bad'],
  ])('%s is %s', (error, kind) => {
    expect(influxFault(error).kind).toBe(kind)
  })
})

describe('influxProjection', () => {
  const entry = (more: Partial<Exclude<OutboxEntry, { kind: 'delete-session' }>>): OutboxEntry => ({
    id: 1,
    kind: 'strides',
    session: session('s1'),
    key: online('s1'),
    range: null,
    strides: [],
    summary: null,
    ...more,
  })

  it('leaves out what is not a finite number', () => {
    const odd = stride('left', 1, { stance_s: Number.NaN, swing_s: Infinity, peakForce_N: null as unknown as number })
    const { points } = influxProjection(entry({ strides: [odd] }))
    expect(points[0]?.fields).toEqual({ stride_s: 1.1, valid: true })
  })

  it('refuses ids that could be something else', () => {
    for (const id of ['', 'a b', 'a,b', 'a\nb', "x'; DROP MEASUREMENT stride; --"]) {
      const { points, refused } = influxProjection(entry({ session: session(id), strides: walk('left', 2) }))
      expect(points).toEqual([])
      expect(refused).toContain('is no id')
    }
    expect(influxProjection(entry({ session: session('s1', { pseudonym: 'Jane Doe' }) })).refused).toContain('Jane Doe')
  })

  it('removes a stretch by its own times, and everything without bounds', () => {
    const start = Date.parse(session('s1').started_utc) * 1000
    const some = influxProjection(entry({ kind: 'replace', range: { side: 'left', from_s: 0.5, to_s: 2 } }))
    expect(some.removals).toEqual([
      { measurement: 'stride', session: 's1', side: 'left', from_us: start + 500_000, to_us: start + 2_000_000 },
    ])
    const all = influxProjection(entry({ kind: 'replace', range: { side: 'right', from_s: -Infinity, to_s: Infinity } }))
    expect(all.removals).toEqual([{ measurement: 'stride', session: 's1', side: 'right', from_us: null, to_us: null }])
  })

  it('a summary takes the place of the one before, field for field', () => {
    const { removals, points } = influxProjection(entry({ kind: 'summary', summary: summaryOf(online('s1')) }))
    expect(removals.map((r) => r.measurement)).toEqual(['session_summary', 'quality'])
    expect(points.map((p) => `${p.measurement} ${p.tags['side']}`)).toEqual([
      'session_summary left',
      'session_summary right',
      'session_summary both',
      'quality left',
      'quality right',
    ])
  })
})
