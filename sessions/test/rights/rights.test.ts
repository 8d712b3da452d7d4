import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { extract } from 'tar-stream'
import { describe, expect, it } from 'vitest'
import { openDataFolder } from '@solestream/sessions'
import { hashOf, newSecret, openPeopleStore, peopleFiles } from '@solestream/sessions/people'
import {
  BackupFault,
  eraseFromFolder,
  erasePerson,
  exportPerson,
  makeBackup,
  removeLeftovers,
  restoreBackup,
} from '@solestream/sessions/rights'
import { openSqliteStore, type Store } from '@solestream/processing/storage'
import { BY, FACTS, therapist } from '../people/folder.ts'
import { copiesOf } from '../../src/rights/leftovers.ts'
import { clinicFolder } from './clinic.ts'

const PASSPHRASE = 'four random words here'
/** Nothing is to be protected here. */
const QUICK = { scryptLogN: 10 }
const isRecorded = () => false

/** Every byte of every file below a folder. */
const bytesBelow = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('')

/** A session of that person that was broken off and never closed. */
const openEnded = (store: Store, pseudonym: string): Promise<void> =>
  store.openSession({
    id: 'a3',
    started_utc: '2026-03-02T08:00:00.000Z',
    ended_utc: null,
    source: 'ble',
    pseudonym,
    condition: null,
    task: 'walk',
  })

describe('erasing a person', () => {
  it('leaves nothing of the person in any file, and everything of others', async () => {
    const { data, people, store, ada, otto, close } = await clinicFolder()
    expect(bytesBelow(data.path)).toContain('Ada M')
    expect(await erasePerson(ada.pseudonym, BY, { store, people, data, isRecorded })).toEqual({ sessions: 2 })
    expect((await store.listSessions()).map((s) => s.id)).toEqual(['o1'])
    expect(readdirSync(data.recordings)).toEqual(['o1.journal'])
    expect(await people.readPerson(BY, otto.pseudonym)).toMatchObject({ name: 'Otto Other' })
    expect((await people.readLog({ limit: 9, subject: ada.pseudonym })).map((e) => e.action)).toContain('person.erase')
    // Now, while both databases are open, and when they are closed.
    for (const when of [async () => undefined, close]) {
      await when()
      const left = bytesBelow(data.path)
      expect(left).not.toMatch(/Ada M|left knee.*left knee|free text of a|brisk as to the bus|sore on Monday/)
      expect(left).not.toContain('raw bytes of a')
      expect(left).toContain(`insole of ${otto.pseudonym}`)
      expect(left).not.toContain(`insole of ${ada.pseudonym}`)
    }
  })

  it('keeps nothing for InfluxDB but the ids of its sessions, and not even those where nothing was ever told', async () => {
    for (const outbox of [true, false]) {
      const { data, people, store, ada } = await clinicFolder({ outbox })
      await erasePerson(ada.pseudonym, BY, { store, people, data, isRecorded })
      const kept = new Sqlite(data.database, { readonly: true }).prepare("SELECT * FROM outbox WHERE session LIKE 'a%'").all()
      const none = { result: null, side: null, from_us: null, to_us: null, payload: null }
      const row = (session: string) => ({ id: expect.any(Number), session, kind: 'delete-session', ...none })
      expect(kept).toEqual(outbox ? [row('a2'), row('a1')] : [])
    }
  })

  it('tells InfluxDB, through the outbox, and is safe to repeat', async () => {
    const { data, people, store, ada } = await clinicFolder()
    await erasePerson(ada.pseudonym, BY, { store, people, data, isRecorded })
    await erasePerson(ada.pseudonym, BY, { store, people, data, isRecorded })
    const entries = await store.outbox(100)
    expect(entries.filter((e) => e.kind === 'delete-session').map((e) => e.session.id)).toEqual(expect.arrayContaining(['a1', 'a2']))
    expect(entries.filter((e) => e.kind !== 'delete-session').map((e) => e.session.id)).not.toContain('a1')
  })

  it('waits while the person is recorded, and not for a session that was never closed and never will be', async () => {
    const { data, people, store, ada } = await clinicFolder()
    await openEnded(store, ada.pseudonym)
    const recording = { store, people, data, isRecorded: ({ id }: { id: string }) => id === 'a3' }
    await expect(erasePerson(ada.pseudonym, BY, recording)).rejects.toMatchObject({ status: 409 })
    expect(await people.readPerson(BY, ada.pseudonym)).not.toBeNull()
    expect(await erasePerson(ada.pseudonym, BY, { store, people, data, isRecorded })).toEqual({ sessions: 3 })
  })

  it('from the command line waits only while a solestream runs that may record', async () => {
    const { data, store, ada, close } = await clinicFolder()
    await openEnded(store, ada.pseudonym)
    await close()
    const running = await openSqliteStore({ file: data.database, alone: true })
    await expect(eraseFromFolder(data, ada.pseudonym)).rejects.toMatchObject({ status: 409 })
    await running.close()
    expect(await eraseFromFolder(data, ada.pseudonym)).toEqual({ sessions: 3 })
  })
})

describe('exporting a person', () => {
  it('gives all of one person and nothing of another', async () => {
    const { data, people, store, ada } = await clinicFolder()
    const tar = extract()
    const found = new Map<string, string>()
    ;(await exportPerson(ada.pseudonym, BY, { store, people, data }))!.pipe(tar)
    for await (const entry of tar) {
      const parts: Buffer[] = []
      for await (const part of entry) parts.push(part as Buffer)
      found.set(entry.header.name, Buffer.concat(parts).toString())
    }
    expect([...found.keys()].sort()).toEqual(
      ['README.txt', 'person.json', 'consents.json', 'goals.json', 'notes.json', 'access.json']
        .concat(['a1', 'a2'].flatMap((id) => ['session.json', 'strides.json', 'recording.journal'].map((f) => `sessions/${id}/${f}`)))
        .sort(),
    )
    expect(JSON.parse(found.get('person.json')!)).toMatchObject(FACTS)
    expect(JSON.parse(found.get('sessions/a1/strides.json')!)).toHaveLength(1)
    expect(JSON.parse(found.get('sessions/a1/session.json')!)).toMatchObject({
      session: { insoles: [{ side: 'left', calibration: { id: 'bw-1' } }] },
    })
    expect(found.get('sessions/a1/recording.journal')).toBe(`raw bytes of a1 ${ada.pseudonym}`)
    expect([...found.values()].join('')).not.toContain('Otto')
    expect(await exportPerson('P-NOBODY', BY, { store, people, data })).toBeNull()
  })
})

describe('a backup', () => {
  it('is made while everything is open, is unreadable without its passphrase, and comes back whole', async () => {
    const { root, data, people, ada } = await clinicFolder()
    const file = join(root, 'backup.age')
    const made = await makeBackup(data, file, PASSPHRASE, QUICK)
    expect(made).toMatchObject({ recordings: 3 })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'latin1')).not.toMatch(/Ada|raw bytes|SQLite/)
    expect(readdirSync(data.path).filter((name) => name.startsWith('.'))).toEqual([])

    const restored = await restoreBackup(file, join(root, 'elsewhere'), PASSPHRASE)
    expect(restored).toMatchObject({ recordings: 3, erasedAgain: [], before: null, log: { ok: true } })
    const there = openDataFolder(join(root, 'elsewhere'))
    expect(readFileSync(there.journal('a1'), 'utf8')).toBe(`raw bytes of a1 ${ada.pseudonym}`)
    const [peopleThere, storeThere] = [await openPeopleStore(there.path), await openSqliteStore({ file: there.database })]
    expect(await peopleThere.readPerson(BY, ada.pseudonym)).toMatchObject(FACTS)
    expect(await storeThere.strides('a1')).toHaveLength(1)
    expect(await peopleThere.verifyLog([made.head])).toMatchObject({ ok: true })
    await peopleThere.close()
    await storeThere.close()
    expect(await people.verifyLog([made.head])).toMatchObject({ ok: true })
  })

  it('that is restored over a newer folder erases again who was erased since', async () => {
    const { root, data, people, store, ada, otto, close } = await clinicFolder()
    // Made while the person is recorded: nothing is, when it is restored.
    await openEnded(store, ada.pseudonym)
    const file = join(root, 'backup.age')
    await makeBackup(data, file, PASSPHRASE, QUICK)
    await erasePerson(ada.pseudonym, BY, { store, people, data, isRecorded })
    await close()
    const restored = await restoreBackup(file, data.path, PASSPHRASE)
    expect(restored.erasedAgain).toEqual([ada.pseudonym])
    expect(existsSync(restored.before!)).toBe(true)
    const again = await openPeopleStore(data.path)
    expect((await again.readPersons(BY, {})).map((p) => p.pseudonym)).toEqual([otto.pseudonym])
    await again.close()
    expect(readdirSync(data.recordings)).toEqual(['o1.journal'])
    expect(bytesBelow(data.path)).not.toContain('raw bytes of a')
  })

  it('does not give again what was withdrawn, revoked or disabled since, and signs nobody in', async () => {
    const { root, data, people, ada, close } = await clinicFolder()
    const anna = await therapist(people, 'anna')
    const [hash, cookie] = [hashOf(newSecret()), hashOf(newSecret())]
    await people.createToken(BY, { hash, account: anna.id, label: 't', scopes: ['read'], expires_utc: '2999-01-01T00:00:00Z' })
    const bert = await therapist(people, 'bert')
    await people.beginSignIn({ ...BY, account: anna.id }, cookie)
    const file = join(root, 'backup.age')
    await makeBackup(data, file, PASSPHRASE, QUICK)
    await people.withdrawConsent(BY, ada.pseudonym, (await people.consentsOf(ada.pseudonym))[0]!.id)
    await people.revokeToken(BY, anna.id, 1)
    await people.setDisabled(BY, bert.id, true)
    await close()
    expect(await restoreBackup(file, data.path, PASSPHRASE)).toMatchObject({ takenBackAgain: 3, log: { ok: true } })
    const again = await openPeopleStore(data.path)
    expect(await again.consenting('research')).toEqual([])
    expect(await again.tokenUser(hash)).toBeNull()
    expect(await again.account(bert.id)).toMatchObject({ disabled_utc: expect.any(String) })
    expect(await again.signedIn(cookie)).toBeNull()
    await again.close()
  })

  it('that is restored into an empty place erases who is on a list that was kept', async () => {
    const { root, data, ada, otto } = await clinicFolder()
    const file = join(root, 'backup.age')
    await makeBackup(data, file, PASSPHRASE, QUICK)
    const restored = await restoreBackup(file, join(root, 'elsewhere'), PASSPHRASE, { erased: [ada.pseudonym] })
    expect(restored).toMatchObject({ erasedAgain: [ada.pseudonym], before: null })
    const there = await openPeopleStore(join(root, 'elsewhere'))
    expect((await there.readPersons(BY, {})).map((p) => p.pseudonym)).toEqual([otto.pseudonym])
    await there.close()
  })

  it('whose log has no readable end says that it does not hold', async () => {
    const { root, data, close } = await clinicFolder()
    const file = join(root, 'backup.age')
    await close()
    writeFileSync(peopleFiles(data.path).head, 'x')
    await makeBackup(data, file, PASSPHRASE, QUICK)
    expect(await restoreBackup(file, join(root, 'elsewhere'), PASSPHRASE)).toMatchObject({ log: { ok: false } })
  })

  it('and a restore that were killed leave nothing behind for long; one that is under way is left alone', async () => {
    const { root, data } = await clinicFolder()
    const killed = [join(data.path, '.backup-Xy12'), join(root, '.restore-data-Xy12')]
    for (const folder of killed) {
      mkdirSync(folder)
      writeFileSync(join(folder, 'people.sqlite'), 'Ada Müller')
    }
    const underWay = copiesOf(data.path)
    await makeBackup(data, join(root, 'backup.age'), PASSPHRASE, QUICK)
    expect(killed.map((folder) => existsSync(folder))).toEqual([false, false])
    expect(existsSync(underWay.path)).toBe(true)
    await underWay.release()
    await removeLeftovers(data.path)
    expect(existsSync(underWay.path)).toBe(false)
  })

  it('with a wrong passphrase, cut off, or of something else is refused, and changes nothing', async () => {
    const { root, data, close } = await clinicFolder()
    const file = join(root, 'backup.age')
    await makeBackup(data, file, PASSPHRASE, QUICK)
    await close()
    const rows = (file: string, table: string) => new Sqlite(file, { readonly: true }).prepare(`SELECT * FROM ${table}`).all()
    const all = () => [
      readdirSync(data.path, { recursive: true })
        .filter((name) => !/-(wal|shm)$/.test(String(name)))
        .sort(),
      bytesBelow(data.recordings),
      rows(data.database, 'session'),
      rows(peopleFiles(data.path).database, 'person'),
      rows(peopleFiles(data.path).database, 'audit'),
    ]
    const before = all()
    const refused = async (source: string, passphrase = PASSPHRASE) => {
      await expect(restoreBackup(source, data.path, passphrase)).rejects.toBeInstanceOf(BackupFault)
      expect(all()).toEqual(before)
      expect(readdirSync(root).filter((name) => name.startsWith('.'))).toEqual([])
    }
    await refused(file, 'another passphrase')
    await refused(join(root, 'absent.age'))
    writeFileSync(join(root, 'text.age'), 'not a backup')
    await refused(join(root, 'text.age'))
    truncateSync(file, statSync(file).size - 100)
    await refused(file)
  })
})
