import Sqlite from 'better-sqlite3'
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { open, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StoreFault, openSqliteStore } from '../src/storage/index.ts'
import type { StoreFaultCode } from '../src/storage/index.ts'
import { newest } from '../src/storage/sqlite/migrate.ts'
import { MIGRATIONS, STORE_DATABASE } from '../src/storage/sqlite/migrations.ts'
import { openDatabase } from '../src/storage/sqlite/open.ts'
import { online, session, stride, summaryOf, walk } from './storageSamples.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'solestream-sqlite-'))
  file = join(folder, 'data', 'solestream.sqlite')
})
afterEach(() => rm(folder, { recursive: true }))

/** The fault's code; fails for anything that is no StoreFault with a mend. */
async function faultOf(what: Promise<unknown>): Promise<StoreFaultCode> {
  const error: unknown = await what.then(
    () => new Error('no fault'),
    (e: unknown) => e,
  )
  expect(error).toBeInstanceOf(StoreFault)
  expect((error as StoreFault).mend).not.toBe('')
  return (error as StoreFault).code
}

const filled = async (): Promise<void> => {
  const store = await openSqliteStore({ file })
  await store.openSession(session('s1'))
  await store.putStrides(online('s1'), walk('left', 2000))
  await store.close()
}

describe('SQLite store: what it keeps', () => {
  it('is there again after it was closed, outbox included', async () => {
    const first = await openSqliteStore({ file })
    await first.openSession(session('s1'))
    await first.putStrides(online('s1'), walk('left', 5))
    await first.putSummary(summaryOf(online('s1')))
    await first.close()
    await expect(first.getSession('s1')).rejects.toThrow()
    const again = await openSqliteStore({ file })
    expect(await again.strides('s1')).toEqual(walk('left', 5))
    expect(await again.summary('s1')).toEqual(summaryOf(online('s1')))
    expect((await again.outbox(5)).map((e) => e.kind)).toEqual(['strides', 'summary'])
    await again.close()
  })

  it('is for one that records alone; others may read and write beside it', async () => {
    const recording = await openSqliteStore({ file, alone: true })
    expect(await faultOf(openSqliteStore({ file, alone: true }))).toBe('in-use')
    const beside = await openSqliteStore({ file })
    await beside.openSession(session('s1'))
    await beside.close()
    await recording.close()
    await (await openSqliteStore({ file, alone: true })).close()
  })

  it('killed while it writes: every acknowledged stride is there', async () => {
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
    const child = spawn(process.execPath, ['--import', tsx, fileURLToPath(new URL('./storageChild.ts', import.meta.url)), file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let acknowledged = 0
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged = Number(line)
      if (acknowledged === 200) child.kill('SIGKILL')
    }
    expect(acknowledged).toBeGreaterThanOrEqual(200)
    const store = await openSqliteStore({ file })
    const starts = new Set((await store.strides('s1')).map((s) => `${s.side} ${s.start_s}`))
    for (let n = 0; n < acknowledged; n++) expect(starts.has(`left ${n}`) && starts.has(`right ${n + 0.5}`), `stride ${n}`).toBe(true)
    expect(await store.getSession('s1')).toMatchObject({ strides: starts.size })
    await store.close()
  })

  it('queues what was written without an outbox when it is opened with one', async () => {
    const embedded = await openSqliteStore({ file, outbox: false })
    for (const id of ['s1', 's2']) {
      await embedded.openSession(session(id))
      await embedded.putStrides(online(id), walk('left', 3))
    }
    await embedded.putSummary(summaryOf(online('s1')))
    expect(await embedded.outboxCounts()).toEqual({ backlog: 0, deadLetters: 0 })
    await embedded.close()
    for (let time = 0; time < 2; time++) {
      const store = await openSqliteStore({ file })
      const entries = await store.outbox(20)
      expect(entries.map((e) => [e.session.id, e.kind, e.strides.length])).toEqual([
        ['s1', 'replace', 3],
        ['s1', 'replace', 0],
        ['s1', 'summary', 0],
        ['s2', 'replace', 3],
        ['s2', 'replace', 0],
      ])
      await store.close()
    }
  })

  it('serves two programs at once', async () => {
    const [a, b] = await Promise.all([openSqliteStore({ file }), openSqliteStore({ file })])
    await a.openSession(session('s1'))
    await Promise.all([a.putStrides(online('s1'), walk('left', 20)), b.putStrides(online('s1'), walk('right', 20))])
    expect(await b.strides('s1')).toHaveLength(40)
    await Promise.all([a.close(), b.close()])
  })

  it('numbers its migrations from 1 and applies each once', async () => {
    expect(MIGRATIONS.map((m) => m.version)).toEqual(MIGRATIONS.map((_, i) => i + 1))
    await filled()
    await (await openSqliteStore({ file })).close()
    const db = new Sqlite(file)
    expect(db.prepare('SELECT version FROM migration ORDER BY version').pluck().all()).toEqual(MIGRATIONS.map((m) => m.version))
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
    db.close()
  })
})

describe('SQLite store: an older file', () => {
  it('of version 1 keeps its sessions, which were recorded with nobody knows what', async () => {
    const db = openDatabase(file, { ...STORE_DATABASE, migrations: MIGRATIONS.slice(0, 1) })
    db.prepare(
      "INSERT INTO session (id, started_utc, started_us, source, task) VALUES ('old', '2026-01-01T00:00:00Z', 1767225600000000, 'ble', 'walk')",
    ).run()
    db.close()
    const store = await openSqliteStore({ file })
    expect(await store.getSession('old')).toMatchObject({ id: 'old', insoles: [] })
    await store.close()
  })
})

describe('SQLite store: what can go wrong around it', () => {
  it('a folder that cannot be made, a file that cannot be opened', async () => {
    expect(await faultOf(openSqliteStore({ file: '/dev/null/data/solestream.sqlite' }))).toBe('unwritable')
    expect(await faultOf(openSqliteStore({ file: '/proc/solestream.sqlite' }))).toBe('unwritable')
    expect(await faultOf(openSqliteStore({ file: folder }))).toBe('unwritable')
  })

  it('a file that is no database, or one of another program, is left as it is', async () => {
    const text = join(folder, 'notes.sqlite')
    await writeFile(text, 'These are my notes, and they are long enough to be more than a header. '.repeat(20))
    expect(await faultOf(openSqliteStore({ file: text }))).toBe('corrupt')
    const other = join(folder, 'other.sqlite')
    const db = new Sqlite(other)
    db.exec('CREATE TABLE recipes (name TEXT)')
    db.close()
    expect(await faultOf(openSqliteStore({ file: other }))).toBe('foreign')
    const after = new Sqlite(other)
    expect(after.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['recipes'])
    expect(after.pragma('application_id', { simple: true })).toBe(0)
    after.close()
  })

  it('a file of a newer version', async () => {
    await filled()
    const db = new Sqlite(file)
    db.prepare('INSERT INTO migration VALUES (?, ?, ?)').run(newest(MIGRATIONS) + 1, 'from the future', '2030-01-01T00:00:00Z')
    db.close()
    expect(await faultOf(openSqliteStore({ file }))).toBe('newer-version')
  })

  it('a damaged file is a fault of each call, never a crash', async () => {
    await filled()
    const handle = await open(file, 'r+')
    const { size } = await handle.stat()
    for (let at = 8192; at < size; at += 4096) await handle.write(Buffer.alloc(4096, 0x5a), 0, 4096, at)
    await handle.close()
    const codes: StoreFaultCode[] = []
    try {
      const store = await openSqliteStore({ file })
      codes.push(await faultOf(store.strides('s1')), await faultOf(store.putStrides(online('s1'), walk('left', 1))))
      await store.close()
    } catch (error) {
      codes.push((error as StoreFault).code)
    }
    expect(new Set(codes)).toEqual(new Set(['corrupt']))
  })

  it('another program that keeps the file locked', async () => {
    const store = await openSqliteStore({ file })
    await store.openSession(session('s1'))
    const other = new Sqlite(file)
    other.exec('BEGIN IMMEDIATE')
    expect(await faultOf(store.putStrides(online('s1'), walk('left', 2)))).toBe('busy')
    expect(await store.strides('s1')).toEqual([])
    other.exec('ROLLBACK')
    other.close()
    await store.putStrides(online('s1'), walk('left', 2))
    expect(await store.strides('s1')).toHaveLength(2)
    await store.close()
  })

  it('a full disk refuses writes, keeps what was acknowledged, and takes more when there is room', async (context) => {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'pipe' })
    } catch {
      return context.skip('this user may not mount a small disk')
    }
    await writeFile(join(folder, 'ballast'), Buffer.alloc(300_000))
    const store = await openSqliteStore({ file })
    try {
      await store.openSession(session('s1'))
      let kept = 0
      let fault: Promise<unknown> | null = null
      while (fault === null) {
        const write = store.putStrides(
          online('s1'),
          Array.from({ length: 50 }, (_, i) => stride('left', kept + i)),
        )
        await write.then(
          () => {
            kept += 50
          },
          () => {
            fault = write
          },
        )
      }
      expect(await faultOf(fault)).toBe('disk-full')
      expect(await store.strides('s1')).toHaveLength(kept)
      await rm(join(folder, 'ballast'))
      await store.putStrides(online('s1'), walk('right', 5))
      expect(await store.getSession('s1')).toMatchObject({ strides: kept + 5 })
    } finally {
      await store.close()
      execFileSync('umount', [folder])
    }
  })
})
