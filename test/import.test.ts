import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStore } from '@solestream/processing/storage'
import { openPeopleStore, SYSTEM } from '@solestream/sessions/people'
import type { Imported } from '@solestream/sessions/import'
import type { Reprocessed } from '@solestream/sessions/reprocess'
import { lacks, runSolestream, SHARED } from '@solestream/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const reason = lacks('shared')

describe.skipIf(reason)(`import and reprocess${reason ? ` (${reason})` : ''}`, () => {
  let folder: string
  let data: string
  let study: string
  let person: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'import-'))
    data = join(folder, 'data')
    study = join(folder, 'study')
    mkdirSync(join(study, 'more'), { recursive: true })
    copyFileSync(join(SHARED, 'data/gaitpdb/GaCo02_01.txt'), join(study, 'GaCo02_01.txt'))
    copyFileSync(join(SHARED, 'data/gaitndd/control1.csv'), join(study, 'more', 'control1.csv'))
    writeFileSync(join(study, 'notes.txt'), 'not a recording\n')
    const people = await openPeopleStore(data)
    const facts = { name: 'Vera Test', birthYear: 1980, bodyMass_kg: 70, shoeSize: 40, notes: '' }
    person = (await people.createPerson(SYSTEM, facts, null)).pseudonym
    await people.close()
    writeFileSync(
      join(folder, 'mapping.csv'),
      `file,person,condition,recorded_at\nGaCo02_01.txt,${person},own shoe,2020-05-06\ncontrol1.csv,,"level, corridor",\n`,
    )
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const json = async <T>(...args: string[]): Promise<T & { code: number | null; stderr: string }> => {
    const { code, stdout, stderr } = await runSolestream([...args, '--data', data, '--json'])
    return { ...(stdout === '' ? ({} as T) : (JSON.parse(stdout) as T)), code, stderr }
  }
  const take = (...args: string[]) => json<{ files: Imported[] }>('import', study, '--mapping', join(folder, 'mapping.csv'), ...args)
  const stored = async <T>(ask: (store: Awaited<ReturnType<typeof openSqliteStore>>) => Promise<T>): Promise<T> => {
    const store = await openSqliteStore({ file: join(data, 'solestream.sqlite'), outbox: false })
    try {
      return await ask(store)
    } finally {
      await store.close()
    }
  }

  it('takes a folder with its mapping, and says why the rest was not taken', async () => {
    const { files, code, stderr } = await take()
    expect(files.map(({ outcome }) => outcome).toSorted()).toEqual(['refused', 'taken', 'taken'])
    expect(files.find(({ outcome }) => outcome === 'refused')).toMatchObject({ file: expect.stringContaining('notes.txt') as string })
    expect(stderr).toContain('2 taken, 0 already there, 1 not taken.')
    expect(code).toBe(1)
    const sessions = await stored((store) => store.listSessions())
    expect(sessions.map(({ source, pseudonym, condition, started_utc }) => [source, pseudonym, condition, started_utc])).toEqual([
      ['import:gaitpdb', person, 'own shoe', '2020-05-06T00:00:00.000Z'],
      ['import:csv:undated', null, 'level, corridor', '1970-01-01T00:00:00.000Z'],
    ])
    expect(sessions.every(({ strides, ended_utc }) => strides > 50 && ended_utc !== null)).toBe(true)
    expect(sessions.every(({ insoles }) => insoles.length === 2)).toBe(true)
    expect(readdirSync(join(data, 'recordings')).filter((name) => name.endsWith('.import'))).toHaveLength(2)
  })

  it('takes nothing twice', async () => {
    const before = await stored((store) => store.listSessions())
    const { files, stderr } = await take()
    expect(files.map(({ outcome }) => outcome).toSorted()).toEqual(['already-there', 'already-there', 'refused'])
    expect(stderr).toContain('0 taken, 2 already there, 1 not taken.')
    expect(await stored((store) => store.listSessions())).toEqual(before)
  })

  it('refuses a person who is not known here, with nothing left behind', async () => {
    const names = readdirSync(join(data, 'recordings'))
    const file = join(study, 'more', 'control1.csv')
    const { files } = await json<{ files: Imported[] }>('import', file, '--person', 'P-ZZZZZZ', '--unit', 'N')
    expect(files[0]).toMatchObject({ outcome: 'refused', why: expect.stringContaining('no person P-ZZZZZZ') as string })
    expect(readdirSync(join(data, 'recordings'))).toEqual(names)
  })

  it('a dry run tells what would change, and changes nothing', async () => {
    const ids = (await stored((store) => store.listSessions())).map(({ id }) => id)
    const before = await stored((store) => Promise.all(ids.map((id) => store.results(id))))
    const { sessions, code } = await json<{ sessions: Reprocessed[] }>('reprocess', '--all', '--algorithm', 'gait-fixed@1.0.0', '--dry-run')
    expect(code).toBe(0)
    const gaitpdb = sessions.find(({ session }) => session === ids[0])!
    expect(gaitpdb).toMatchObject({ refused: null, stored: false, after: { algorithm: 'gait-fixed@1.0.0', mode: 'offline' } })
    expect(gaitpdb.refused === null && gaitpdb.changes.length).toBeGreaterThan(0)
    expect(await stored((store) => Promise.all(ids.map((id) => store.results(id))))).toEqual(before)
  })

  it('the same algorithm changes no figure; another becomes the current one, and the first stays', async () => {
    const [{ id }] = (await stored((store) => store.listSessions())) as unknown as [{ id: string }]
    const same = await json<{ sessions: Reprocessed[] }>('reprocess', id)
    expect(same.sessions[0]).toMatchObject({ refused: null, stored: true, changes: [] })
    const other = await json<{ sessions: Reprocessed[] }>('reprocess', id, '--algorithm', 'gait-fixed@1.0.0')
    expect(other.sessions[0]).toMatchObject({ refused: null, stored: true })
    const results = await stored((store) => store.results(id))
    expect(results.map(({ key, current }) => [key.algorithm, current])).toEqual([
      ['gait@1.0.0', false],
      ['gait-fixed@1.0.0', true],
    ])
    const { stdout } = await runSolestream(['reprocess', id, '--data', data])
    expect(stdout).toContain(`${id}: gait-fixed@1.0.0, offline is now gait@1.0.0, offline`)
    expect(stdout).toContain('difference')
  })

  it.each([
    [['import', 'absent.csv'], 2, 'no such file'],
    [['import', 'README.md', '--recorded-at', 'yesterday'], 2, 'is no date'],
    [['import', 'README.md', '--mapping', 'package.json'], 2, '--mapping package.json'],
    [['reprocess'], 2, 'no session was named'],
    [['reprocess', 'x', '--all'], 2, '--all was given'],
    [['reprocess', 'x'], 2, 'has no session x'],
    [['reprocess', '--all', '--algorithm', 'best@9'], 2, '--algorithm takes gait@1.0.0'],
  ])('%j is refused with what to do', async (args, expected, words) => {
    const { code, stderr } = await runSolestream([...args, '--data', data])
    expect(stderr).toContain(words)
    expect(stderr).not.toMatch(/\n\s+at /)
    expect(code).toBe(expected)
  })
})
