import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lacks, startInfluxd } from '@solestream/testing'
import type { Influxd } from '@solestream/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../src/storage/index.ts'
import { createInfluxForwarder, openSqliteStore } from '../src/storage/index.ts'
import { storageContract } from './storageContract.ts'
import { offline, online, session, stride, summaryOf, walk } from './storageSamples.ts'
import { eventually, expectSameInInflux } from './influxChecks.ts'

const reason = lacks('influxd')

describe.skipIf(reason)(`InfluxDB as a projection of the store${reason ? ` (${reason})` : ''}`, () => {
  let influxd: Influxd
  let databases = 0
  beforeAll(async () => {
    influxd = await startInfluxd()
  })
  afterAll(() => influxd.stop())

  const forwarderTo = (
    store: Store,
    database: string,
    more: { url?: string; username?: string; password?: string; retentionPolicy?: string } = {},
  ) =>
    createInfluxForwarder({
      store,
      url: influxd.url,
      username: influxd.user,
      password: influxd.password,
      database,
      deadline_ms: 2000,
      pause_ms: [20, 200],
      refusedPause_ms: 100,
      probeEvery_ms: 100,
      ...more,
    })
  const newStore = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'solestream-influx-'))
    const store = await openSqliteStore({ file: join(folder, 'solestream.sqlite') })
    const end = async () => {
      await store.close()
      await rm(folder, { recursive: true })
    }
    return { store, end, database: `t${++databases}` }
  }

  storageContract(
    'SQLite store, forwarder, InfluxDB',
    async () => {
      const { store, end, database } = await newStore()
      const forwarder = forwarderTo(store, database)
      forwarder.start()
      return {
        store,
        async check() {
          await eventually(() => forwarder.status().state === 'ok' && forwarder.status().backlog === 0)
          expect(forwarder.status().deadLetters).toBe(0)
          await expectSameInInflux(store, influxd, database)
        },
        async end() {
          await forwarder.stop()
          await end()
        },
      }
    },
    { readsOutbox: false },
  )

  it('writes what the design says, to the microsecond', async () => {
    const { store, end, database } = await newStore()
    const forwarder = forwarderTo(store, database)
    forwarder.start()
    await store.openSession(session('s1'))
    await store.openSession(session('s2', { pseudonym: null }))
    await store.putStrides(online('s1'), [stride('left', 0.123457), stride('right', 0.123457, { valid: false, excludedBecause: 'gap' })])
    await store.putStrides(online('s2'), [stride('left', 1)])
    await store.putSummary(summaryOf(online('s1')))
    await eventually(() => forwarder.status().state === 'ok' && forwarder.status().backlog === 0)
    const start = Date.parse(session('s1').started_utc) * 1000
    const rows = await influxd.query('SELECT * FROM stride ORDER BY time', database)
    const of = { stride_s: 1.1, stance_s: 0.65, swing_s: 0.45, valid: true, excludedBecause: null, pseudonym: 'P-001', session: 's1' }
    expect(rows).toHaveLength(3)
    expect(rows).toContainEqual({ ...of, side: 'left', time: start + 123_457 })
    expect(rows).toContainEqual({ ...of, side: 'right', time: start + 123_457, valid: false, excludedBecause: 'gap' })
    expect(rows).toContainEqual({ ...of, side: 'left', time: start + 1_000_000, session: 's2', pseudonym: null })
    const tags = await influxd.query('SHOW SERIES', database)
    expect(tags.map((t) => t['key'])).toContain('stride,session=s2,side=left')
    const summary = await influxd.query("SELECT * FROM session_summary WHERE side = 'left'", database)
    expect(summary).toHaveLength(1)
    expect(summary[0]).toMatchObject({
      time: start,
      pseudonym: 'P-001',
      stride_s_median: 1.1,
      stride_s_n: 12,
      stride_s_ci95_low: 1.09,
      mode: 'online',
    })
    const both = await influxd.query("SELECT * FROM session_summary WHERE side = 'both'", database)
    expect(both[0]).toMatchObject({ cadence_per_min_n: 12, stride_s_asymmetry_percent: 0.4 })
    const quality = await influxd.query('SELECT * FROM quality', database)
    expect(quality).toHaveLength(2)
    expect(quality[0]).toMatchObject({ samples: 6000, gaps: 1, coverage_percent: 99.8 })
    await forwarder.stop()
    await end()
  })

  it('after the close InfluxDB has the offline strides only, SQLite both', async () => {
    const { store, end, database } = await newStore()
    const forwarder = forwarderTo(store, database)
    forwarder.start()
    await store.openSession(session('s1'))
    for (const side of ['left', 'right'] as const) await store.putStrides(online('s1'), walk(side, 250))
    await store.putSummary(summaryOf(online('s1'), 1.5))
    await eventually(() => forwarder.status().backlog === 0)
    for (const side of ['left', 'right'] as const)
      await store.replaceStretch(offline('s1'), side, -Infinity, Infinity, walk(side, 240, 0.251))
    await store.putSummary(summaryOf(offline('s1'), 1.1))
    await eventually(() => forwarder.status().backlog === 0)
    expect(await store.strides('s1', online('s1'))).toHaveLength(500)
    expect(await store.strides('s1', offline('s1'))).toHaveLength(480)
    expect(await influxd.query('SELECT COUNT(stride_s) FROM stride', database)).toMatchObject([{ count: 480 }])
    await expectSameInInflux(store, influxd, database)
    expect(await influxd.query("SELECT stride_s_median, mode FROM session_summary WHERE side = 'left'", database)).toMatchObject([
      { stride_s_median: 1.1, mode: 'offline' },
    ])
    await store.deleteSession('s1')
    await eventually(() => forwarder.status().backlog === 0)
    for (const measurement of ['stride', 'session_summary', 'quality'])
      expect(await influxd.query(`SELECT * FROM ${measurement}`, database)).toEqual([])
    await forwarder.stop()
    await end()
  })

  it('absent at the start, killed and back: every stride arrives, and the state says so meanwhile', async () => {
    const own = await startInfluxd()
    const { store, end, database } = await newStore()
    await own.kill()
    const forwarder = forwarderTo(store, database, { url: own.url })
    forwarder.start()
    await store.openSession(session('s1'))
    await store.putStrides(online('s1'), walk('left', 30))
    await eventually(() => forwarder.status().state === 'absent' && forwarder.status().detail?.includes('ECONNREFUSED') === true)
    expect(forwarder.status()).toMatchObject({ backlog: 1, deadLetters: 0 })
    await own.restart()
    await eventually(() => forwarder.status().state === 'ok' && forwarder.status().backlog === 0)
    let n = 0
    const walkOn = async (strides: number) => {
      for (let i = 0; i < strides; i++) await store.putStrides(online('s1'), [stride('right', 100 + ++n * 1.1)])
    }
    const walking = walkOn(300)
    await own.kill()
    await walking
    await eventually(() => forwarder.status().state === 'absent')
    await walkOn(20)
    expect(forwarder.status().backlog).toBeGreaterThanOrEqual(20)
    await own.restart()
    await eventually(() => forwarder.status().state === 'ok' && forwarder.status().backlog === 0)
    await expectSameInInflux(store, own, database)
    expect(await own.query('SELECT COUNT(stride_s) FROM stride', database)).toMatchObject([{ count: 350 }])
    await forwarder.stop()
    await end()
    await own.stop()
  })

  it('makes the database again when it was dropped', async () => {
    const { store, end, database } = await newStore()
    const forwarder = forwarderTo(store, database)
    forwarder.start()
    await store.openSession(session('s1'))
    await store.putStrides(online('s1'), walk('left', 3))
    await eventually(() => forwarder.status().state === 'ok' && forwarder.status().backlog === 0)
    await influxd.query(`DROP DATABASE "${database}"`)
    await store.putStrides(online('s1'), walk('left', 5))
    await eventually(() => forwarder.status().state === 'ok' && forwarder.status().backlog === 0)
    expect(await influxd.query('SELECT COUNT(stride_s) FROM stride', database)).toMatchObject([{ count: 5 }])
    await forwarder.stop()
    await end()
  })

  it('sets bad points aside with their reason and keeps the good ones of the batch', async () => {
    const { store, end, database } = await newStore()
    await influxd.query(`CREATE DATABASE "${database}"`)
    // A field's type is fixed by its first write: here excludedBecause is a number, so every excluded stride is refused.
    await writeLine(influxd, database, `stride,session=x,side=left excludedBecause=1 ${Date.parse(session('s1').started_utc)}000000`)
    const forwarder = forwarderTo(store, database)
    await store.openSession(session('s1'))
    await store.putStrides(online('s1'), walk('left', 30))
    forwarder.start()
    await eventually(() => forwarder.status().state === 'ok' && forwarder.status().backlog === 0)
    expect(forwarder.status().deadLetters).toBe(4)
    const letters = await store.deadLetters(10)
    expect(letters.every((l) => /field type conflict/.test(l.reason) && /stride s1 left at/.test(l.what))).toBe(true)
    expect(await influxd.query("SELECT COUNT(stride_s) FROM stride WHERE session = 's1'", database)).toMatchObject([{ count: 26 }])
    await forwarder.stop()
    await end()
  })

  it('refused sign-in or rights: says so, drops nothing, goes on when they are given', async () => {
    const { store, end, database } = await newStore()
    await store.openSession(session('s1'))
    await store.putStrides(online('s1'), walk('left', 3))
    const wrong = forwarderTo(store, database, { password: 'wrong' })
    wrong.start()
    await eventually(() => wrong.status().state === 'refused')
    expect(wrong.status()).toMatchObject({ backlog: 1, deadLetters: 0, detail: expect.stringContaining('401') })
    await wrong.stop()

    await influxd.query(`CREATE USER ${database} WITH PASSWORD 'pw'`)
    const noRights = forwarderTo(store, database, { username: database, password: 'pw' })
    noRights.start()
    await eventually(() => noRights.status().state === 'refused')
    await influxd.query(`CREATE DATABASE "${database}"`)
    await eventually(() => noRights.status().state === 'refused' && /403/.test(noRights.status().detail ?? ''))
    await influxd.query(`GRANT WRITE ON "${database}" TO ${database}`)
    await eventually(() => noRights.status().state === 'ok' && noRights.status().backlog === 0)
    expect(await influxd.query('SELECT COUNT(stride_s) FROM stride', database)).toMatchObject([{ count: 3 }])
    await store.replaceStretch(online('s1'), 'left', 0, Infinity, walk('left', 1))
    await eventually(() => noRights.status().backlog === 0)
    expect(await influxd.query('SELECT COUNT(stride_s) FROM stride', database)).toMatchObject([{ count: 1 }])
    await noRights.stop()
    await end()
  })

  it('an unknown retention policy is refused by name instead of failing for ever', async () => {
    const { store, end, database } = await newStore()
    const forwarder = forwarderTo(store, database, { retentionPolicy: 'two_years' })
    forwarder.start()
    await store.openSession(session('s1'))
    await store.putStrides(online('s1'), walk('left', 3))
    await eventually(() => forwarder.status().state === 'refused')
    expect(forwarder.status().detail).toContain('two_years')
    await influxd.query(`CREATE RETENTION POLICY two_years ON "${database}" DURATION 104w REPLICATION 1`)
    await eventually(() => forwarder.status().state === 'ok' && forwarder.status().backlog === 0)
    expect(await influxd.query('SELECT COUNT(stride_s) FROM two_years.stride', database)).toMatchObject([{ count: 3 }])
    await forwarder.stop()
    await end()
  })

  it('writes what waits before it stops', async () => {
    const { store, end, database } = await newStore()
    const forwarder = forwarderTo(store, database)
    forwarder.start()
    await eventually(() => forwarder.status().state === 'ok')
    await store.openSession(session('s1'))
    await store.putStrides(online('s1'), walk('left', 900))
    await forwarder.stop()
    expect(await influxd.query('SELECT COUNT(stride_s) FROM stride', database)).toMatchObject([{ count: 900 }])
    expect(await store.outboxCounts()).toEqual({ backlog: 0, deadLetters: 0 })
    await end()
  })
})

async function writeLine(influxd: Influxd, database: string, line: string): Promise<void> {
  const authorization = `Basic ${Buffer.from(`${influxd.user}:${influxd.password}`).toString('base64')}`
  const response = await fetch(`${influxd.url}/write?db=${database}`, { method: 'POST', body: line, headers: { authorization } })
  expect(response.status).toBe(204)
}
