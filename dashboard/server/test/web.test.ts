import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { OWN, testApp } from './app.ts'

const html = { host: 'localhost', accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
let parent = ''
let webRoot = ''

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'solestream-web-'))
  webRoot = join(parent, 'web')
  await mkdir(join(webRoot, 'assets'), { recursive: true })
  await writeFile(join(webRoot, 'index.html'), '<!doctype html><title>page</title>')
  await writeFile(join(webRoot, 'assets/index-abc123.js'), 'export {}')
  await writeFile(join(webRoot, 'assets/index-abc123.css'), 'body{}')
  await writeFile(join(webRoot, 'icon.svg'), '<svg/>')
  await writeFile(join(parent, 'secret.txt'), 'secret')
})
afterAll(() => rm(parent, { recursive: true }))

describe('the page', () => {
  test.each(['/', '/index.html', '/session/s1', '/sessions?limit=3'])('%s is the start page', async (url) => {
    const answer = await testApp({ webRoot }).app.inject({ url, headers: html })
    expect([answer.statusCode, answer.body]).toEqual([200, '<!doctype html><title>page</title>'])
    expect(answer.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' })
  })

  test.each([
    ['/assets/index-abc123.js', 'text/javascript; charset=utf-8', /immutable/],
    ['/assets/index-abc123.css', 'text/css; charset=utf-8', /immutable/],
    ['/icon.svg', 'image/svg+xml', /^no-cache$/],
  ])('%s', async (url, type, caching) => {
    const { app } = testApp({ webRoot })
    const answer = await app.inject({ url, headers: OWN })
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, type])
    expect(answer.headers['cache-control']).toMatch(caching)
    const again = await app.inject({ url, headers: { ...OWN, 'if-none-match': String(answer.headers['etag']) } })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  })

  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/assets\\..\\..\\secret.txt',
    '//secret.txt',
    '/secret.txt',
    '/assets',
  ])('%s leads nowhere', async (url) => {
    const answer = await testApp({ webRoot }).app.inject({ url, headers: OWN })
    expect(answer.statusCode).toBe(404)
    expect(answer.body).not.toContain('secret\n')
  })

  test.each(['/', '/icon.svg', '/api/v1/sessions'])('HEAD %s has the headers and no body', async (url) => {
    const { app } = testApp({ webRoot })
    const head = await app.inject({ method: 'HEAD', url, headers: html })
    const get = await app.inject({ url, headers: html })
    expect([head.statusCode, head.body, head.headers['content-length']]).toEqual([200, '', get.headers['content-length']])
    expect(head.headers['content-type']).toBe(get.headers['content-type'])
  })

  test('a missing script is missing, not the start page', async () => {
    expect((await testApp({ webRoot }).app.inject({ url: '/assets/index-old.js', headers: html })).statusCode).toBe(404)
    expect((await testApp({ webRoot }).app.inject({ url: '/api/nothing', headers: html })).headers['content-type']).toMatch(/problem/)
  })

  test('the policy allows nothing inline and nothing from elsewhere, and does not force TLS on loopback', async () => {
    const { headers } = await testApp({ webRoot }).app.inject({ url: '/', headers: html })
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe|https?:|\*|upgrade-insecure-requests/)
    expect(headers['strict-transport-security']).toBeUndefined()
    expect(headers['x-frame-options']).toBe('DENY')
  })

  test('a new build is found without a restart', async () => {
    const { app } = testApp({ webRoot })
    await app.inject({ url: '/', headers: html })
    await writeFile(join(webRoot, 'assets/index-def456.js'), 'export {}')
    await app.inject({ url: '/', headers: html })
    expect((await app.inject({ url: '/assets/index-def456.js', headers: OWN })).statusCode).toBe(200)
  })

  test.each([
    ['no folder', null],
    ['a folder that is missing', '/nowhere/dist/web'],
  ])('%s: the page says how to build it', async (_, missing) => {
    const { app } = testApp({ webRoot: missing })
    const answer = await app.inject({ url: '/', headers: html })
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([503, 'text/html; charset=utf-8'])
    expect(answer.body).toContain('npm run build')
    expect(answer.body).not.toMatch(/<script|style=/)
    expect((await app.inject({ url: '/api/health', headers: OWN })).statusCode).toBe(200)
  })
})
