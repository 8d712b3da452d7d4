import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPeopleStore, SYSTEM } from '@solestream/sessions/people'
import { runSolestream, startSolestream } from '@solestream/testing'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const PASSPHRASE = { SOLESTREAM_BACKUP_PASSPHRASE: 'four random words here' }

describe('rights from the command line', () => {
  let root: string
  let data: string
  let file: string
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'solestream-rights-'))
    data = join(root, 'data')
    file = join(root, 'backup.age')
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  it('backs up while solestream runs, and says how its log ends', async () => {
    const running = await startSolestream(['--data', data, '--port', '0', '--pace', 'max'])
    const made = await runSolestream(['backup', file, '--data', data], { env: PASSPHRASE })
    expect([made.code, existsSync(file)]).toEqual([0, true])
    expect(made.stdout).toMatch(/The log ends at entry \d+, [0-9a-f]{64}\./)
    const [, seq, mac] = /entry (\d+), ([0-9a-f]{64})/.exec(made.stdout)!
    const verified = await runSolestream(['audit', 'verify', '--data', data, '--head', `${seq}:${mac}`])
    expect([verified.code, verified.stdout]).toEqual([0, expect.stringContaining('The log holds')])
    const refused = await runSolestream(['restore', file, '--data', data], { env: PASSPHRASE })
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('in use by a solestream that is running')])
    expect(await running.stop()).toBe(0)
  })

  it('restores', async () => {
    const target = join(root, 'restored')
    const restored = await runSolestream(['restore', file, '--data', target], { env: PASSPHRASE })
    expect([restored.code, restored.stderr]).toEqual([0, ''])
    expect(restored.stdout).toContain('restored, with')
    const running = await startSolestream(['--data', target, '--port', '0'])
    expect(await running.stop()).toBe(0)
  })

  it('exports and erases a person, and says what to keep for a restore elsewhere', async () => {
    const target = join(root, 'restored')
    const people = await openPeopleStore(target)
    const { pseudonym } = await people.createPerson(
      SYSTEM,
      { name: 'Ada', birthYear: null, bodyMass_kg: null, shoeSize: null, notes: '' },
      null,
    )
    await people.close()
    const tar = join(root, 'person.tar')
    const exported = await runSolestream(['export', pseudonym, tar, '--data', target])
    expect([exported.code, readFileSync(tar, 'utf8').includes('"Ada"'), statSync(tar).mode & 0o777]).toEqual([0, true, 0o600])
    const again = await runSolestream(['export', pseudonym, tar, '--data', target])
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('is there already')])
    const erased = await runSolestream(['erase', pseudonym, '--yes', '--data', target])
    expect([erased.code, erased.stderr]).toEqual([0, expect.stringContaining('--erased-list')])
    const list = join(root, 'erased.txt')
    writeFileSync(list, `${pseudonym}\n`)
    const place = join(root, 'elsewhere')
    const restored = await runSolestream(['restore', file, '--data', place, '--erased-list', list], { env: PASSPHRASE })
    expect([restored.code, restored.stdout]).toEqual([0, expect.stringContaining(pseudonym)])
    expect(restored.stdout).toContain('is not known here')
    writeFileSync(list, 'Anna Meier\n')
    const odd = await runSolestream(['restore', file, '--data', place, '--erased-list', list], { env: PASSPHRASE })
    expect([odd.code, odd.stderr]).toEqual([2, expect.stringContaining('is no pseudonym')])
  })

  it('finds a log that was cut off', async () => {
    const db = new Sqlite(join(data, 'people', 'people.sqlite'))
    db.exec('DROP TRIGGER audit_kept; DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)')
    db.close()
    const verified = await runSolestream(['audit', 'verify', '--data', data])
    expect([verified.code, verified.stdout]).toEqual([1, expect.stringContaining('cut off')])
  })

  it('says plainly that a log without its kept end does not hold', async () => {
    for (const [spoil, content] of [
      ['garbage', 'x'],
      ['empty', ''],
    ] as const) {
      const target = join(root, 'restored')
      writeFileSync(join(target, 'keys', 'audit.head'), content)
      const verified = await runSolestream(['audit', 'verify', '--data', target])
      expect([spoil, verified.code, verified.stdout]).toEqual([spoil, 1, expect.stringContaining('absent or unreadable')])
      expect(verified.stderr).toBe('')
    }
  })

  it.each([
    [['backup', 'x.age', '--data', 'DATA'], {}, 'no passphrase was given'],
    [['backup', 'x.age', '--data', 'DATA'], { SOLESTREAM_BACKUP_PASSPHRASE: 'short' }, 'shorter than 12'],
    [['backup', 'FILE', '--data', 'DATA'], PASSPHRASE, 'is there already'],
    [['backup', 'x.age', '--data', 'NOWHERE'], PASSPHRASE, 'is no data folder'],
    [['erase', 'P-234567', '--data', 'DATA'], {}, 'add --yes'],
    [['audit', 'verify', '--data', 'DATA', '--head', 'x'], {}, 'is no end of a log'],
  ])('%j is refused with its mend', async (args, env, words) => {
    const given = args.map((a) => (a === 'DATA' ? data : a === 'FILE' ? file : a === 'NOWHERE' ? join(root, 'nowhere') : a))
    const refused = await runSolestream(given, { env })
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining(words)])
  })

  it('erases nobody who is not there', async () => {
    const erased = await runSolestream(['erase', 'P-234567', '--yes', '--data', data])
    expect([erased.code, erased.stderr]).toEqual([1, expect.stringContaining('no person')])
  })
})
