import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { createServer as createHttpServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { openSqliteStore } from '@solestream/processing/storage'
import { resolveOptions, type Given } from '@solestream/sessions'
import { CHECKS, doctorText, runDoctor, type Check, type Diagnosed, type Finding } from '@solestream/sessions/doctor'
import { openPeopleStore, peopleFiles, SYSTEM } from '@solestream/sessions/people'
import { lacks, startInfluxd, type Influxd } from '@solestream/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isAtLeast } from '../src/doctor/checks/node.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doctor-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** What one check finds. */
async function found(id: string, given: Given = {}, more: { dist?: URL | null; nodeNeeded?: string } = {}): Promise<Diagnosed> {
  const options = resolveOptions({ data: join(folder, 'data'), port: 0, ...given }, {}, {})
  const { checks } = await runDoctor(
    { options, dist: null, nodeNeeded: '>=20.19', ...more },
    undefined,
    CHECKS.filter((check) => check.id === id),
  )
  expect(checks).toHaveLength(1)
  return checks[0]!
}

const listening = (server: Server, host = '127.0.0.1'): Promise<number> =>
  new Promise((resolve) => server.listen(0, host, () => resolve((server.address() as AddressInfo).port)))

describe('doctor', () => {
  it('has every check in its table, each with a name of its own', () => {
    const files = readdirSync(new URL('../src/doctor/checks', import.meta.url))
    expect(CHECKS).toHaveLength(files.length)
    expect(new Set(CHECKS.map(({ id }) => id)).size).toBe(CHECKS.length)
  })

  it('is not held up by a check that hangs, and tells what one throws', async () => {
    const check = (id: string, run: Check['run'], need: Check['need'] = () => 'start'): Check => ({
      id,
      title: id,
      need,
      run,
      within_ms: 20,
    })
    const fine: Finding = { works: true, detail: 'fine', mend: null }
    let aborted = false
    const shares: number[] = []
    const diagnosis = await runDoctor({ options: resolveOptions({}, {}, {}), dist: null, nodeNeeded: '' }, (share) => shares.push(share), [
      check('hangs', (_, over) => new Promise(() => over.addEventListener('abort', () => (aborted = true)))),
      check('throws', () => Promise.reject(Object.assign(new Error('broken'), { mend: 'mend it' }))),
      check(
        'optional',
        () => Promise.reject(new Error('absent')),
        () => 'other',
      ),
      check(
        'skipped',
        () => Promise.resolve(fine),
        () => 'nobody',
      ),
      check('fine', () => Promise.resolve(fine)),
    ])
    expect(diagnosis.ok).toBe(false)
    expect(diagnosis.checks.map(({ id, state, detail }) => [id, state, detail])).toEqual([
      ['hangs', 'failed', 'no answer within 0.02 s'],
      ['throws', 'failed', 'broken'],
      ['optional', 'missing', 'absent'],
      ['fine', 'ok', 'fine'],
    ])
    expect(aborted).toBe(true)
    expect(shares).toEqual([0.25, 0.5, 0.75, 1])
    expect(doctorText(diagnosis)).toMatch(/failed {3}throws {4}broken\n +mend it\n/)
  })

  it('leaves nothing behind and makes no folder', async () => {
    for (const id of ['data', 'disk', 'store']) expect(await found(id)).toMatchObject({ state: 'ok' })
    expect(readdirSync(folder)).toEqual([])
  })

  it.each([
    ['20.19.0', '20.19', true],
    ['20.18.9', '20.19', false],
    ['22.1.0', '20.19', true],
    ['18.20.4', '20.19', false],
  ])('Node %s for >=%s: %s', (version, wanted, enough) => expect(isAtLeast(version, wanted)).toBe(enough))

  it('names an old Node', async () => {
    expect(await found('node')).toMatchObject({ state: 'ok' })
    expect(await found('node', {}, { nodeNeeded: '>=99' })).toMatchObject({
      state: 'failed',
      mend: expect.stringContaining('nodejs.org') as string,
    })
  })

  it('names the parts that a build lacks', async () => {
    expect(await found('build')).toMatchObject({ state: 'failed', mend: expect.stringContaining('npm run build') as string })
    for (const file of ['solestream.js', 'sqliteWorker.js', 'closeWorker.js']) writeFileSync(join(folder, file), '')
    const dist = pathToFileURL(`${folder}/`)
    expect((await found('build', {}, { dist })).detail).toMatch(/lacks the page \(web\/index.html\)$/)
    mkdirSync(join(folder, 'web'))
    writeFileSync(join(folder, 'web/index.html'), '')
    expect(await found('build', {}, { dist })).toMatchObject({ state: 'ok' })
  })

  it.each(['computer', 'clock', 'files'])('finds nothing wrong with the %s of a computer that runs these tests', async (id) => {
    expect(await found(id)).toMatchObject({ state: 'ok' })
  })
})

describe('doctor and the data folder', () => {
  it('says that it can’t be written, once: the others refer to it', async () => {
    // A folder that even root cannot write.
    const data = '/proc/self/fd/solestream'
    expect(await found('data', { data })).toMatchObject({ state: 'failed', mend: expect.stringContaining('--data') as string })
    expect(await found('store', { data })).toMatchObject({ state: 'failed', mend: 'See the data folder.' })
  })

  it('says that a file stands in its way', async () => {
    writeFileSync(join(folder, 'data'), '')
    expect((await found('data')).detail).toContain('a file stands where a folder is needed')
    expect((await found('data', { data: join(folder, 'data/below') })).detail).toContain('a file stands where a folder is needed')
  })

  it('advises to close it to others', async () => {
    const data = join(folder, 'data')
    mkdirSync(data)
    chmodSync(data, 0o755)
    expect(await found('data')).toMatchObject({ state: 'ok', mend: expect.stringContaining('chmod 700') as string })
    chmodSync(data, 0o700)
    expect(await found('data')).toMatchObject({ state: 'ok', mend: null })
  })
})

describe('doctor and the store', () => {
  const database = (): string => join(folder, 'data', 'solestream.sqlite')
  beforeEach(() => mkdirSync(join(folder, 'data')))

  it('tries a copy and leaves the database as it is', async () => {
    await (await openSqliteStore({ file: database() })).close()
    const before = readFileSync(database())
    expect(await found('store')).toMatchObject({ state: 'ok', detail: expect.stringContaining('a copy of the present database') as string })
    expect(readFileSync(database()).equals(before)).toBe(true)
    expect(readdirSync(join(folder, 'data'))).toEqual(['solestream.sqlite'])
  })

  it('does not touch one that is in use', async () => {
    const store = await openSqliteStore({ file: database() })
    expect(existsSync(`${database()}-wal`)).toBe(true)
    expect(await found('store')).toMatchObject({ state: 'ok', detail: expect.stringContaining('in use') as string })
    await store.close()
  })

  it('finds one that is damaged', async () => {
    writeFileSync(database(), 'this is no database, whatever its name says, and long enough to be judged as one'.repeat(100))
    const { state, detail, mend } = await found('store')
    expect({ state, detail }).toEqual({ state: 'failed', detail: expect.stringContaining(`${database()} is damaged`) as string })
    expect(mend).toContain('restore a backup')
  })
})

describe('doctor and accounts', () => {
  it('knows nobody, on loopback', async () => {
    expect(await found('accounts')).toMatchObject({ state: 'ok', detail: expect.stringContaining('nobody has an account') as string })
    expect(readdirSync(folder)).toEqual([])
  })

  it('fails where others could reach a page without accounts, as start does', async () => {
    const given = { host: '0.0.0.0', tlsCertificate: 'c.pem', tlsKey: 'k.pem' }
    for (const open of [given, { behindProxy: true }, { ...given, behindProxy: true, insecure: true }])
      expect(await found('accounts', open)).toMatchObject({ state: 'failed', mend: expect.stringContaining('first account') as string })
    expect(await found('accounts', { host: '0.0.0.0', insecure: true })).toMatchObject({ state: 'ok' })
    const data = join(folder, 'data')
    mkdirSync(data)
    const store = await openPeopleStore(data)
    await store.createFirstAccount(SYSTEM, { name: 'ada', passwordHash: 'x' })
    await store.close()
    expect(await found('accounts', given)).toMatchObject({ state: 'ok', detail: expect.stringContaining('1 account') as string })
  })

  it('leaves the database of people as it is', async () => {
    const data = join(folder, 'data')
    mkdirSync(data)
    await (await openPeopleStore(data)).close()
    const files = Object.values(peopleFiles(data)).filter((file) => existsSync(file))
    const before = files.map((file) => readFileSync(file))
    expect(await found('accounts')).toMatchObject({ state: 'ok' })
    expect(files.map((file) => readFileSync(file))).toEqual(before)
    expect(readdirSync(data).toSorted()).toEqual(['keys', 'people'])
  })

  it('names a key of the log that is damaged', async () => {
    const data = join(folder, 'data')
    mkdirSync(data)
    await (await openPeopleStore(data)).close()
    writeFileSync(peopleFiles(data).key, 'short')
    expect(await found('accounts')).toMatchObject({
      state: 'failed',
      detail: expect.stringContaining(`${peopleFiles(data).key} is no key of 32 bytes`) as string,
    })
  })
})

describe('doctor and TLS', () => {
  const pem = (name: string): string => join(folder, name)
  const certificate = (name: string, ...more: string[]): void => {
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-subj',
        '/CN=clinic',
        '-keyout',
        pem(`${name}.key`),
        '-out',
        pem(`${name}.crt`),
        ...more,
      ],
      { stdio: 'ignore' },
    )
  }
  const reason = lacks('openssl')

  it('says which file can’t be read', async () => {
    const given = { tlsCertificate: '/absent.crt', tlsKey: '/absent.key' }
    expect(await found('tls', given)).toMatchObject({ state: 'failed', detail: '--tls-certificate /absent.crt can’t be read (ENOENT)' })
  })

  it.skipIf(reason)(`takes a pair, refuses two halves, and tells when one ends${reason ? ` (${reason})` : ''}`, async () => {
    certificate('one', '-days', '400')
    certificate('two', '-days', '3')
    expect(await found('tls', { tlsCertificate: pem('one.crt'), tlsKey: pem('one.key') })).toMatchObject({ state: 'ok', mend: null })
    expect(await found('tls', { tlsCertificate: pem('two.crt'), tlsKey: pem('two.key') })).toMatchObject({
      state: 'ok',
      mend: 'Get a new certificate, and start again.',
    })
    expect(await found('tls', { tlsCertificate: pem('one.crt'), tlsKey: pem('two.key') })).toMatchObject({ state: 'failed' })
    writeFileSync(pem('no.crt'), 'no certificate')
    expect(await found('tls', { tlsCertificate: pem('no.crt'), tlsKey: pem('one.key') })).toMatchObject({ state: 'failed' })
  })
})

describe('doctor and the port', () => {
  it('says that it is free', async () => {
    const server = createServer()
    const port = await listening(server)
    await new Promise((resolve) => server.close(resolve))
    expect(await found('port', { port })).toMatchObject({ state: 'ok', detail: `${port} is free on 127.0.0.1` })
  })

  it('says that it is taken, by whom where the system tells', async () => {
    const server = createServer()
    const port = await listening(server)
    const { state, detail, mend } = await found('port', { port })
    server.close()
    expect(state).toBe('failed')
    expect(detail).toMatch(process.platform === 'linux' ? new RegExp(`is taken: .* \\(process ${process.pid}\\)`) : /is taken/)
    expect(mend).toContain('--port')
  })

  it('knows another solestream', async () => {
    const server = createHttpServer((_, response) => response.end('{"status":"ok","version":"9.8.7","source":{"kind":"ble"}}'))
    const port = await listening(server)
    expect((await found('port', { port })).detail).toContain('another solestream (9.8.7')
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  it('says that a host is not of this computer', async () => {
    // TEST-NET-1 (RFC 5737) is nobody's.
    expect(await found('port', { host: '192.0.2.1', insecure: true })).toMatchObject({
      state: 'failed',
      detail: '192.0.2.1 is not an address of this computer',
    })
  })
})

describe('doctor and a recording', () => {
  it('looks into the file of --source replay', async () => {
    const file = join(folder, 'walk.csv')
    writeFileSync(file, ['time_s,left_1', ...Array.from({ length: 20 }, (_, i) => `${(i / 100).toFixed(2)},${String(i)}`), ''].join('\n'))
    expect(await found('recording', { source: `replay:${file}` })).toMatchObject({ state: 'ok', detail: 'csv; left: 1 sensors, 100 Hz' })
    expect(await found('recording', { source: 'replay:/absent.csv' })).toMatchObject({
      state: 'failed',
      detail: expect.stringContaining('there is no such file') as string,
    })
  })
})

const reason = lacks('influxd')

describe.skipIf(reason)(`doctor and a real InfluxDB${reason ? ` (${reason})` : ''}`, () => {
  let influxd: Influxd
  beforeAll(async () => {
    influxd = await startInfluxd()
    await influxd.query('CREATE DATABASE there')
    await influxd.query("CREATE USER guest WITH PASSWORD 'x'")
  })
  afterAll(() => influxd.stop())

  const asked = (given: Given = {}): Promise<Diagnosed> =>
    found('influxdb', {
      store: 'influxdb',
      influxUrl: influxd.url,
      influxUsername: influxd.user,
      influxPassword: influxd.password,
      influxDatabase: 'there',
      ...given,
    })

  it('says that the database can be written, and writes nothing', async () => {
    expect(await asked()).toMatchObject({ state: 'ok', detail: expect.stringMatching(/^InfluxDB 1\..*there can be written/) as string })
    expect(await influxd.query('SHOW SERIES', 'there')).toEqual([])
  })

  it('says that the database will be made, and makes none', async () => {
    expect(await asked({ influxDatabase: 'absent' })).toMatchObject({
      state: 'ok',
      detail: expect.stringContaining('will be made') as string,
    })
    expect((await influxd.query('SHOW DATABASES')).map((row) => row['name'])).not.toContain('absent')
  })

  it.each([
    ['a wrong password', { influxPassword: 'wrong' }, 'does not let anybody in', 'SOLESTREAM_INFLUX_PASSWORD'],
    ['no user', { influxUsername: '' }, 'without a user', 'SOLESTREAM_INFLUX_USERNAME'],
    ['a user without the right', { influxUsername: 'guest', influxPassword: 'x' }, 'can’t be written', 'GRANT WRITE ON "there" TO "guest"'],
    [
      'a user who may not make it',
      { influxUsername: 'guest', influxPassword: 'x', influxDatabase: 'absent' },
      'can’t be written',
      'CREATE DATABASE',
    ],
  ])('names %s', async (_, given, words, mend) => {
    const diagnosed = await asked(given)
    expect(diagnosed).toMatchObject({ state: 'failed', mend: expect.stringContaining(mend) as string })
    expect(diagnosed.detail).toContain(words)
    expect(JSON.stringify(diagnosed)).not.toContain('wrong')
  })

  it('names one that is down', async () => {
    await influxd.kill()
    expect(await asked()).toMatchObject({ state: 'failed', detail: expect.stringContaining('none answers') as string })
    await influxd.restart()
  })

  it('does not take another server for an InfluxDB, nor InfluxDB 2 for 1', async () => {
    const answers = async (version: string | null): Promise<Diagnosed> => {
      const server = createHttpServer((_, response) =>
        (version === null ? response : response.setHeader('x-influxdb-version', version)).end(),
      )
      const diagnosed = await asked({ influxUrl: `http://127.0.0.1:${await listening(server)}` })
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      return diagnosed
    }
    expect(await answers(null)).toMatchObject({ state: 'failed', detail: expect.stringContaining('no InfluxDB') as string })
    expect(await answers('v2.7.1')).toMatchObject({ state: 'failed', detail: expect.stringContaining('is not 1.x') as string })
  })

  it('is not looked for where it is not used', async () => {
    const options = resolveOptions({ store: 'embedded' }, {}, {})
    expect(CHECKS.find(({ id }) => id === 'influxdb')?.need(options)).toBe('nobody')
  })
})
