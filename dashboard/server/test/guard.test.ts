import { describe, expect, test } from 'vitest'
import { OWN, testApp } from './app.ts'

describe('Host', () => {
  test.each(['localhost', 'localhost:8420', 'LOCALHOST:1', '127.0.0.1', '127.0.0.1:65535', '[::1]', '[::1]:8420'])(
    '%s is served',
    async (host) => {
      expect((await testApp().app.inject({ url: '/api/health', headers: { host } })).statusCode).toBe(200)
    },
  )

  const forged = [
    'evil.example',
    'localhost.evil.example',
    'evil.example:8420',
    'localhost:8420@evil.example',
    '127.0.0.1.nip.io',
    '127.0.0.2',
    '192.168.1.5:8420',
    '::1',
    'localhost:',
    'localhost:port',
    'localhost, evil.example',
  ]
  test.each(forged)('"%s" is refused everywhere', async (host) => {
    const { app } = testApp()
    for (const url of ['/', '/api/health', '/api/v1/sessions/s1/strides.csv', '/api/openapi.json', '/assets/x.js', '/nowhere']) {
      const answer = await app.inject({ url, headers: { host } })
      expect([url, answer.statusCode, answer.headers['content-type']]).toEqual([url, 421, 'application/problem+json; charset=utf-8'])
      expect(answer.json<object>()).toMatchObject({
        type: 'urn:solestream:problem:host-not-allowed',
        mend: expect.stringContaining('--names') as string,
      })
    }
  })

  test.each([false, true])('names of its own choice, and no other one (insecure: %s)', async (insecure) => {
    const named = testApp({ insecure, allowedHosts: ['Clinic.local', 'fe80::1'] }).app
    expect((await named.inject({ url: '/api/health', headers: { host: 'clinic.local:8420' } })).statusCode).toBe(200)
    // The address that was told with --host.
    expect((await named.inject({ url: '/api/health', headers: { host: '[fe80::1]:8420' } })).statusCode).toBe(200)
    for (const host of ['other.local', 'any.example:8420'])
      expect((await named.inject({ url: '/api/health', headers: { host } })).statusCode).toBe(421)
  })
})

describe('requests that change something', () => {
  const start = (headers: Record<string, string>) => ({ method: 'POST' as const, url: '/api/v1/recording/start', payload: {}, headers })

  test.each([
    ["the server's own page", OWN],
    ['a program', { host: 'localhost:8420' }],
  ])('%s may', async (_, headers) => {
    expect((await testApp().app.inject(start(headers))).statusCode).toBe(201)
  })

  test('over TLS: the page that came over it, not one of the same name that came without', async () => {
    const { app } = testApp({ behindProxy: true })
    const from = (origin: string) => start({ host: 'localhost', origin, 'sec-fetch-site': 'same-origin' })
    expect((await app.inject(from('http://localhost'))).statusCode).toBe(403)
    expect((await app.inject(from('https://localhost'))).statusCode).toBe(201)
    expect((await testApp().app.inject(from('https://localhost'))).statusCode).toBe(403)
  })

  test.each([
    ['another site', { host: 'localhost:8420', origin: 'https://evil.example' }],
    ['another port of this computer', { host: 'localhost:8420', origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' }],
    ['a sandboxed page', { host: 'localhost:8420', origin: 'null' }],
    ['a browser that says cross-site', { host: 'localhost:8420', 'sec-fetch-site': 'cross-site' }],
    ['a rebound name in Origin', { host: 'localhost:8420', origin: 'http://localhost:8420.evil.example' }],
  ])('%s may not', async (_, headers) => {
    const { app, listeners } = testApp()
    const answer = await app.inject(start(headers))
    expect([answer.statusCode, answer.json<object>()]).toMatchObject([403, { type: 'urn:solestream:problem:cross-origin' }])
    expect(listeners.size).toBe(1)
    // Nothing was started.
    expect((await app.inject(start(OWN))).statusCode).toBe(201)
  })

  test('no answer may be read by another origin', async () => {
    const answer = await testApp().app.inject({ url: '/api/v1/sessions', headers: { host: 'localhost', origin: 'https://evil.example' } })
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin')
  })
})
