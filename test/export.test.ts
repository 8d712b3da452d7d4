import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lacks, runSolestream, SHARED } from '@solestream/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const reason = lacks('shared')

describe.skipIf(reason)(`solestream export${reason ? ` (${reason})` : ''}`, () => {
  let folder: string
  const data = (): string => join(folder, 'data')
  const run = (...args: string[]) => runSolestream(['export', ...args, '--data', data()])
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'export-'))
    const file = join(SHARED, 'data/gaitpdb/GaCo02_01.txt')
    expect((await runSolestream(['import', file, '--condition', 'own shoe', '--data', data()])).code).toBe(0)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('puts sessions into a new folder, whole', async () => {
    const out = join(folder, 'out')
    const { code, stdout, stderr } = await run('--all', '--format', 'parquet', '--out', out)
    expect([code, stdout]).toEqual([0, `${out}: 1 sessions as parquet, with SHA-256 sums in manifest.json.\n`])
    expect(stderr).toContain('Gait itself can identify a person.')
    const [session] = readdirSync(out).filter((name) => name !== 'manifest.json')
    expect(readdirSync(join(out, session!)).sort()).toEqual([
      'dictionary.json',
      'events.parquet',
      'samples_left.parquet',
      'samples_right.parquet',
      'session.json',
      'strides.parquet',
      'summary.parquet',
    ])
    // Its date is not known, and is not made up.
    expect(JSON.parse(readFileSync(join(out, session!, 'session.json'), 'utf8'))).toMatchObject({ dates: 'not known', condition: null })
  })

  it.each([
    [['--all'], 2, 'name a new one with --out FOLDER'],
    [['--all', '--format', 'xls', '--out', 'x'], 2, '--format takes csv, parquet, json, fhir, bids, c3d'],
    [['--out', 'x'], 2, 'no session was named'],
    [['absent', '--out', 'x'], 2, 'has no session absent'],
    [['absent', '--all', '--out', 'x'], 2, 'named and selected'],
    [['--person', 'P-ZZZZZZ', '--out', 'x'], 2, 'no session fits'],
    [['--consent', 'fun', '--out', 'x'], 2, '--consent takes care or research'],
    [['--from', 'monday', '--out', 'x'], 2, 'is no date'],
    [['--all', '--out', 'README.md'], 2, 'is there already'],
    [['P-ZZZZZZ', 'person.tar'], 2, 'no data folder'],
  ])('%j is refused with what to do', async (args, expected, words) => {
    const { code, stderr } = await run(...args)
    expect(stderr).toContain(words)
    expect(stderr).not.toMatch(/\n\s+at /)
    expect(code).toBe(expected)
    expect(existsSync('x')).toBe(false)
  })
})
