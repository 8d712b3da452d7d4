import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { ServiceFault } from '@solestream/sessions'
import { Compile } from 'typebox/compile'
import { ProblemSchema } from '@solestream/dashboard-shared/api'
import type { InjectOptions } from 'fastify'
import { listen } from '../src/index.ts'
import { OWN, testApp } from './app.ts'

const isProblem = Compile(ProblemSchema)
const json = { ...OWN, 'content-type': 'application/json' }
const markers = (payload: string, headers: Record<string, string> = json): InjectOptions => ({
  method: 'POST',
  url: '/api/v1/recording/markers',
  payload,
  headers,
})

describe('problems', () => {
  const cases: readonly (readonly [string, InjectOptions, number, string, RegExp])[] = [
    ['an unknown address', { url: '/api/v2/x', headers: OWN }, 404, 'not-found', /GET \/api\/v2\/x is not served/],
    ['an unknown method', { method: 'DELETE', url: '/api/v1/sessions/s1', headers: OWN }, 404, 'not-found', /DELETE/],
    ['an address that cannot be decoded', { url: '/api/v1/sessions/%zz', headers: OWN }, 400, 'bad-request', /decoded/],
    [
      'an id with a path in it',
      { url: '/api/v1/sessions/..%2f..%2fetc', headers: OWN },
      400,
      'invalid-input',
      /path\.id must match pattern/,
    ],
    ['an id that is too long', { url: `/api/v1/sessions/${'a'.repeat(129)}`, headers: OWN }, 404, 'not-found', /./],
    ['a limit that is no number', { url: '/api/v1/sessions?limit=ten', headers: OWN }, 400, 'invalid-input', /query\.limit/],
    ['a query nobody knows', { url: '/api/v1/sessions?limt=3', headers: OWN }, 400, 'invalid-input', /limt/],
    ['a repeated query', { url: '/api/v1/sessions?limit=3&limit=4', headers: OWN }, 400, 'invalid-input', /query\.limit/],
    ['a body that is not JSON', markers('{"label":'), 400, 'invalid-json', /not valid JSON/],
    ['an empty body', markers(''), 400, 'invalid-json', /empty/],
    ['a body with prototype tricks', markers('{"label":"x","__proto__":{"a":1}}'), 400, 'invalid-json', /not valid JSON/],
    ['a number where text is meant', markers('{"label":7}'), 400, 'invalid-input', /body\.label must be string/],
    ['null where text is meant', markers('{"label":null}'), 400, 'invalid-input', /body\.label must be string/],
    ['a field too many', markers('{"label":"x","side":"left"}'), 400, 'invalid-input', /side/],
    ['a missing field', markers('{}'), 400, 'invalid-input', /label/],
    ['an array', markers('[]'), 400, 'invalid-input', /object/],
    ['a body that is too large', markers(JSON.stringify({ label: 'x'.repeat(20_000) })), 413, 'too-large', /16 KiB/],
    ['a form', markers('label=x', { ...OWN, 'content-type': 'application/x-www-form-urlencoded' }), 415, 'json-expected', /content type/],
    ['plain text', markers('{"label":"x"}', { ...OWN, 'content-type': 'text/plain' }), 415, 'json-expected', /content type/],
    ['no recording to mark', markers('{"label":"x"}'), 409, 'conflict', /nothing is being recorded/],
  ]

  test.each(cases)('%s', async (_, request, status, kind, detail) => {
    const { app, bugs } = testApp()
    const answer = await app.inject(request)
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    expect(isProblem.Check(answer.json())).toBe(true)
    expect(answer.json()).toMatchObject({ type: `urn:solestream:problem:${kind}`, status })
    expect(answer.json<{ detail: string }>().detail).toMatch(detail)
    expect(answer.json<{ mend: string }>().mend).not.toBe('')
    expect(bugs).toEqual([])
  })

  test('a body without a content type', async () => {
    const answer = await testApp().app.inject({ method: 'POST', url: '/api/v1/recording/stop', headers: OWN })
    expect([answer.statusCode, answer.json<object>()]).toMatchObject([400, { status: 400 }])
  })

  test.each([
    [404, 'not-found'],
    [409, 'conflict'],
    [503, 'unavailable'],
    [507, 'storage-full'],
  ] as const)('a fault of the service with status %i keeps its words', async (status, kind) => {
    const { app, fail } = testApp()
    fail(new ServiceFault(status, 'the disk is full', 'free some space'))
    const answer = await app.inject({ url: '/api/health', headers: OWN })
    expect(answer.statusCode).toBe(status)
    expect(answer.json()).toMatchObject({ type: `urn:solestream:problem:${kind}`, detail: 'the disk is full', mend: 'free some space' })
  })

  test('a bug is reported here and hidden there', async () => {
    const { app, fail, bugs } = testApp()
    const bug = new TypeError('secret of /home/me')
    fail(bug)
    const answer = await app.inject({ url: '/api/health', headers: OWN })
    expect(answer.statusCode).toBe(500)
    expect(answer.json()).toMatchObject({ type: 'urn:solestream:problem:internal', status: 500 })
    expect(answer.body).not.toMatch(/secret|home|at .*\.ts/)
    expect(bugs).toEqual([bug])
  })

  test.each([
    ['bytes that are no HTTP', 'hello\r\n\r\n', /^HTTP\/1\.1 400 [^]*"type":"urn:solestream:problem:bad-request"/],
    [
      'headers without end',
      `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`,
      /^HTTP\/1\.1 431 [^]*headers-too-large/,
    ],
    ['HTTP/1.0 without a Host', 'GET /api/health HTTP/1.0\r\n\r\n', /^HTTP\/1\.1 421 [^]*host-not-allowed/],
    ['HTTP/1.1 without a Host', 'GET /api/health HTTP/1.1\r\n\r\n', /^HTTP\/1\.1 400 /],
  ])('%s', async (_, bytes, expected) => {
    const { app } = testApp()
    const { port } = await listen(app, { host: '127.0.0.1', port: 0 })
    const socket = connect(port, '127.0.0.1')
    // The server closes while it is still being sent to.
    socket.on('error', () => {})
    socket.write(bytes)
    expect(await text(socket)).toMatch(expected)
  })
})
