import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keptHead, openPeopleStore, peopleFiles, verifyFolderLog } from '@solestream/sessions/people'
import { createAuditLog } from '../../src/people/state/auditLog.ts'
import { PEOPLE_DATABASE } from '../../src/people/migrations.ts'
import { BY, FACTS, testPeople } from './folder.ts'

/** A log of `n` entries in memory, without the triggers that stop an honest program: whoever has the file has not to ask them. */
function logOf(n: number, key = Buffer.alloc(32, 7)) {
  const db = new Sqlite(':memory:')
  for (const { sql } of PEOPLE_DATABASE.migrations) db.exec(sql)
  db.exec('DROP TRIGGER audit_stays; DROP TRIGGER audit_kept')
  let ms = Date.parse('2026-01-01T00:00:00Z')
  const log = createAuditLog(
    (sql) => db.prepare(sql),
    key,
    () => new Date((ms += 1000)),
  )
  for (let k = 1; k <= n; k++) log.append({ account: k % 3, token: null, from: null }, 'session.read', `s${k}`)
  return { db, log }
}

describe('the log', () => {
  it('holds when nothing was changed', () => {
    const { log } = logOf(20)
    expect(log.verify([log.head()])).toMatchObject({ ok: true, entries: 20 })
    expect(logOf(0).log.verify([])).toMatchObject({ ok: true, entries: 0 })
  })

  it('shows every change of every column of every entry', () => {
    const columns = ['time_utc', 'account', 'token', 'address', 'action', 'subject', 'outcome', 'mac']
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.constantFrom(...columns), fc.constantFrom(5, 99), (seq, column, number) => {
        const { db, log } = logOf(20)
        const value = column === 'mac' ? Buffer.alloc(32, number) : ['account', 'token'].includes(column) ? number : `x${number}`
        db.prepare(`UPDATE audit SET ${column} = ? WHERE seq = ?`).run(value, seq)
        const verdict = log.verify([])
        expect(verdict).toMatchObject({ ok: false, seq })
      }),
    )
  })

  it('shows what was taken out, put in, or moved', () => {
    for (const sql of [
      'DELETE FROM audit WHERE seq = 7',
      'DELETE FROM audit WHERE seq = 1',
      'DELETE FROM audit WHERE seq = 7; UPDATE audit SET seq = seq - 1 WHERE seq > 7',
      'UPDATE audit SET seq = 100 WHERE seq = 7; UPDATE audit SET seq = 7 WHERE seq = 8; UPDATE audit SET seq = 8 WHERE seq = 100',
      "INSERT INTO audit SELECT 21, time_utc, account, token, address, action, 'other', outcome, mac FROM audit WHERE seq = 20",
    ]) {
      const { db, log } = logOf(20)
      db.exec(sql)
      expect([sql, log.verify([]).ok]).toEqual([sql, false])
    }
  })

  it('shows a tail that was cut off, by any head it is known to have had', () => {
    const { db, log } = logOf(20)
    const head = log.head()
    db.exec('DELETE FROM audit WHERE seq > 15')
    expect(log.verify([]).ok).toBe(true)
    expect(log.verify([head])).toEqual({ ok: false, seq: 16, reason: 'entries 16 to 20 were cut off' })
    db.exec('DELETE FROM audit')
    expect(log.verify([head])).toMatchObject({ ok: false, seq: 1 })
  })

  it('shows one that was written anew with the right key after a backup, and one with another key', () => {
    const { log } = logOf(20)
    const head = log.head()
    const { log: forged } = logOf(30, Buffer.alloc(32, 7))
    expect(forged.verify([{ ...head, mac: log.head().mac.replace(/^./, (c) => (c === '0' ? '1' : '0')) }])).toMatchObject({
      ok: false,
      seq: 20,
    })
    expect(logOf(20, Buffer.alloc(32, 8)).log.verify([head])).toMatchObject({ ok: false, seq: 20 })
  })

  it('has no line that breaks out, whatever was asked for', () => {
    const { log } = logOf(0)
    log.append(BY, 'session.read', `a\nb\u0000${'ü'.repeat(500)}`)
    expect(log.read({ limit: 1 })[0]?.subject).toMatch(/^[\x20-\x7e]{1,200}$/)
  })
})

describe('the store', () => {
  it('lets nobody who asks it change or delete an entry', async () => {
    const { people, data } = await testPeople()
    await people.createPerson(BY, FACTS, null)
    const db = new Sqlite(peopleFiles(data).database)
    expect(() => db.exec("UPDATE audit SET subject = ''")).toThrow('append-only')
    expect(() => db.exec('DELETE FROM audit')).toThrow('append-only')
    db.close()
  })

  it('logs what it did with ids, never with names, and keeps the head beside the key', async () => {
    const { people, data } = await testPeople()
    const { pseudonym } = await people.createPerson(BY, FACTS, null)
    await people.readPerson(BY, pseudonym)
    await people.readPersons(BY, {})
    await people.changePerson(BY, pseudonym, FACTS)
    await people.giveConsent(BY, pseudonym, 'research', '1')
    const log = await people.readLog({ limit: 10 })
    expect(log.map((e) => e.action).reverse()).toEqual([
      'person.create',
      'person.read',
      'person.list',
      'person.change',
      'consent.give research',
    ])
    expect(JSON.stringify(log)).not.toMatch(/Ada|knee|1961/)
    const head = keptHead(peopleFiles(data).head)
    expect(head).toEqual(await people.logHead())
    expect(await people.verifyLog([head!])).toMatchObject({ ok: true, entries: 5 })
    expect(readFileSync(peopleFiles(data).database).includes(readFileSync(peopleFiles(data).key))).toBe(false)
  })
})

describe('a log that was tampered with, while solestream runs and at its next start', () => {
  /** A log of ten entries, the last four of which somebody deletes who has the file. */
  async function cutLog() {
    const { people, data } = await testPeople()
    for (let k = 0; k < 10; k++) await people.log(BY, 'session.read', `s${k}`)
    const db = new Sqlite(peopleFiles(data).database)
    db.exec('DROP TRIGGER audit_kept; DELETE FROM audit WHERE seq > 6')
    db.close()
    return { people, data }
  }
  const cut = { ok: false, seq: 7, reason: expect.stringContaining('entries 7 to 10') }

  it('shows its cut for ever, whatever is logged afterwards', async () => {
    const { people, data } = await cutLog()
    expect(await verifyFolderLog(people, data)).toMatchObject(cut)
    for (let k = 0; k < 10; k++) {
      await people.log(BY, 'session.read', 'later')
      expect(await verifyFolderLog(people, data)).toMatchObject(cut)
    }
    expect((await people.readLog({ limit: 100 })).filter(({ action }) => action === 'log.broken')).toMatchObject([{ seq: 11 }])
  })

  it('shows it after a restart, and after the head was set back to fit', async () => {
    const { people, data } = await cutLog()
    const row = new Sqlite(peopleFiles(data).database, { readonly: true })
      .prepare('SELECT seq, hex(mac) AS mac FROM audit WHERE seq = 6')
      .get()
    const { seq, mac } = row as { seq: number; mac: string }
    writeFileSync(peopleFiles(data).head, JSON.stringify({ seq, mac: mac.toLowerCase() }))
    // The running one remembers.
    await people.log(BY, 'session.read', 'later')
    await people.close()
    const again = await openPeopleStore(data)
    await again.log(BY, 'session.read', 'later')
    expect(await verifyFolderLog(again, data)).toMatchObject(cut)
    await again.close()
  })

  it('shows it where the next start is the first to see it', async () => {
    const { people, data } = await cutLog()
    await people.close()
    const again = await openPeopleStore(data)
    expect(await verifyFolderLog(again, data)).toMatchObject({ ok: false, seq: 7 })
    await again.log(BY, 'session.read', 'later')
    expect(await verifyFolderLog(again, data)).toMatchObject(cut)
    await again.close()
  })

  it.each([
    ['absent', (file: string) => rmSync(file)],
    ['garbage', (file: string) => writeFileSync(file, 'x')],
  ])('does not hold with its kept end %s, nor after it was written again', async (_, spoil) => {
    const { people, data } = await testPeople()
    await people.log(BY, 'session.read', 's1')
    await people.close()
    spoil(peopleFiles(data).head)
    const again = await openPeopleStore(data)
    expect(await verifyFolderLog(again, data)).toMatchObject({ ok: false, reason: expect.stringContaining('absent or unreadable') })
    await again.log(BY, 'session.read', 's2')
    expect(await verifyFolderLog(again, data)).toMatchObject({ ok: false, reason: expect.stringContaining('absent or unreadable') })
    await again.close()
  })

  it('is none where two processes write side by side', async () => {
    const { people, data } = await testPeople()
    const beside = await openPeopleStore(data)
    await Promise.all([people, beside].flatMap((one) => Array.from({ length: 20 }, (_, k) => one.log(BY, 'session.read', `s${k}`))))
    await beside.close()
    expect(await verifyFolderLog(people, data)).toMatchObject({ ok: true, entries: 40 })
    expect(keptHead(peopleFiles(data).head)).toMatchObject({ seq: 40 })
  })
})
