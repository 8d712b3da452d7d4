import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGait, insoleItem } from '@solestream/processing/analysis'
import { openSqliteStore } from '@solestream/processing/storage'
import { openPeopleStore, SYSTEM } from '@solestream/sessions/people'
import { openRecording } from '@solestream/ingest/recordings'
import { runSolestream } from '@solestream/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let folder: string
/** A made walk with this stride time, as a csv of one sensor a foot. */
function walk(name: string, stride_s: number, seconds = 60): string {
  const rows = ['time_s,left_1,right_1']
  const foot = (t: number): number => {
    const phase = (((t / stride_s) % 1) + 1) % 1
    return phase < 0.6 ? Math.round(600 * Math.min(1, phase / 0.06, (0.6 - phase) / 0.06)) : 5
  }
  // strides that differ a little, the same in every walk
  for (let i = 0; i < 100 * seconds; i++) {
    const t = i / 100 + 0.02 * Math.sin(i / 37)
    rows.push(`${(i / 100).toFixed(2)},${foot(t)},${foot(t + stride_s / 2)}`)
  }
  writeFileSync(join(folder, name), `${rows.join('\n')}\n`)
  return join(folder, name)
}
const files: Record<string, string> = {}
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'compare-'))
  files['before'] = walk('before.csv', 1.1)
  files['after'] = walk('after.csv', 1.2)
  ;[1.09, 1.1, 1.11].forEach((stride_s, i) => (files[`own${i}`] = walk(`own${i}.csv`, stride_s)))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Document {
  readonly a: { readonly session: string; readonly task: string }
  readonly speed: { readonly status: string }
  readonly warnings: readonly string[]
  readonly changes: readonly {
    readonly metric: string
    readonly of: string
    readonly difference: number
    readonly ci95: readonly [number, number] | null
    readonly detectable: { readonly how: string; readonly value: number | null }
    readonly beyondDetectable: boolean | null
  }[]
  readonly romberg: Record<string, { readonly ratio: number }> | null
}
async function compared(...args: string[]): Promise<Document> {
  const { code, stdout, stderr } = await runSolestream(['compare', ...args, '--json'])
  expect(stderr).toBe('')
  expect(code).toBe(0)
  return JSON.parse(stdout) as Document
}
const change = ({ changes }: Document, metric: string, of: string): Document['changes'][number] =>
  changes.find((c) => c.metric === metric && c.of === of)!

describe('solestream compare', () => {
  it('two files: difference, interval, unknown detectable change, unknown speed', async () => {
    const found = await compared(files['before']!, files['after']!)
    const left = change(found, 'stride_s', 'left')
    expect(left.difference).toBeCloseTo(0.1, 2)
    expect(left.ci95![0]).toBeGreaterThan(0.05)
    expect(left.ci95![1]).toBeLessThan(0.15)
    expect(left).toMatchObject({ detectable: { how: 'unknown', value: null }, beyondDetectable: null })
    expect(found.speed.status).toBe('unknown')
    expect(found.warnings).toHaveLength(1)
    expect(found.romberg).toBeNull()
  })

  it('own sessions and speeds: what is more than usual', async () => {
    const own = [0, 1, 2].map((i) => files[`own${i}`]!)
    const found = await compared(files['before']!, files['after']!, '--baseline', ...own, '--speed-a', '1.2', '--speed-b', '1.24')
    expect(found.speed.status).toBe('matched')
    expect(found.warnings).toEqual([])
    const left = change(found, 'stride_s', 'left')
    expect(left.detectable.how).toBe('own-sessions')
    // three medians 10 ms apart
    expect(left.detectable.value).toBeCloseTo(1.96 * Math.SQRT2 * 0.01, 2)
    expect(left.beyondDetectable).toBe(true)
    const fast = await compared(files['before']!, files['after']!, '--speed-a', '1.2', '--speed-b', '1.26')
    expect(fast.warnings).toEqual([expect.stringMatching(/speeds differ/)])
  })

  it('a speed that the recordings were told serves where none is told of A and B', async () => {
    const { before, after } = files as { before: string; after: string }
    expect((await compared(before, after, '--belt-speed', '1.2')).speed.status).toBe('matched')
    expect((await compared(before, after, '--belt-speed', '1.2', '--speed-b', '1.4')).speed.status).toBe('different')
  })

  it('stored sessions by their ids, and one with a file', async () => {
    const data = join(folder, 'data')
    const store = await openSqliteStore({ file: join(data, 'solestream.sqlite') })
    try {
      for (const id of ['before', 'after']) {
        const gait = createGait({ mode: 'offline' })
        const recording = await openRecording(files[id]!)
        for (const insole of recording.insoles) gait.push(insoleItem(insole))
        for (const block of recording.blocks()) gait.push(block)
        gait.end()
        const key = { session: id, algorithm: 'gait@1.0.0', mode: 'offline' } as const
        const started_utc = '2026-01-31T12:00:00.000Z'
        await store.openSession({ id, started_utc, ended_utc: null, source: 'ble', pseudonym: null, condition: null, task: 'walk' })
        await store.putStrides(key, gait.result().strides)
        await store.putSummary({ key, ...gait.result() })
      }
    } finally {
      await store.close()
    }
    const people = await openPeopleStore(data)
    await people.createFirstAccount(SYSTEM, { name: 'root', passwordHash: '' })
    await people.close()
    const stored = await compared('before', 'after', '--data', data)
    const opened = await openPeopleStore(data)
    const looks = (await opened.readLog({ limit: 2 })).map(({ action, subject }) => [action, subject])
    await opened.close()
    expect(looks).toEqual([
      ['session.compare after', 'session after'],
      ['session.compare before', 'session before'],
    ])
    const ofFiles = await compared(files['before']!, files['after']!)
    expect(change(stored, 'stride_s', 'left')).toEqual(change(ofFiles, 'stride_s', 'left'))
    const mixed = await compared('before', files['after']!, '--data', data)
    expect(change(mixed, 'stride_s', 'left')).toEqual(change(ofFiles, 'stride_s', 'left'))
    expect(mixed.warnings.join()).toMatch(/insoles differ: unknown and unknown-1/)
    const absent = await runSolestream(['compare', 'before', 'someone', '--data', data])
    expect(absent.code).toBe(1)
    expect(absent.stderr).toMatch(/someone: there is no such file, and the store in .* has no result of a session of that id/)
  })

  it('two standing trials: the Romberg ratio', async () => {
    const trial = (name: string, amplitude: number): string => {
      const rows = Array.from({ length: 3000 }, (_, i) => `${i / 100},${amplitude * Math.sin(i / 50)},${amplitude * Math.cos(i / 80)}`)
      writeFileSync(join(folder, name), ['time_s,cop_ap_mm,cop_ml_mm', ...rows, ''].join('\n'))
      return join(folder, name)
    }
    const found = await compared(trial('open.csv', 4), trial('closed.csv', 6))
    expect(found.a.task).toBe('balance')
    expect(found.romberg!['pathLength_mm']!.ratio).toBeCloseTo(1.5, 4)
    expect(found.romberg!['ellipseArea_mm2']!.ratio).toBeCloseTo(2.25, 4)
    expect(found.warnings).toEqual([])
  })

  it('in words: a table, what its columns mean, and no verdict on the person', async () => {
    const { code, stdout } = await runSolestream(['compare', files['before']!, files['after']!])
    expect(code).toBe(0)
    expect(stdout).toMatch(/Stride time .* left .*\+0\.1\d\d/)
    expect(stdout).toMatch(/unknown: no own sessions/)
    expect(stdout).toMatch(/speed of at least one session is not known/)
    expect(stdout).toMatch(/It is not a diagnosis/)
  })

  it.each([
    ['a file that is not there: 1', 1, /no such file/, () => ['nowhere.csv', files['after']!]],
    [
      'a file that is wrong: 1',
      1,
      /line 1/,
      () => [files['before']!, (writeFileSync(join(folder, 'letter.txt'), 'Dear all,\n'), join(folder, 'letter.txt'))],
    ],
    ['a speed that is none: 2', 2, /--speed-a fast is no speed/, () => [files['before']!, files['after']!, '--speed-a', 'fast']],
  ])('exit code of %s', async (_, exit, words, args) => {
    const { code, stdout, stderr } = await runSolestream(['compare', ...args()])
    expect(code).toBe(exit)
    expect(stdout).toBe('')
    expect(stderr).toMatch(words)
    expect(stderr).not.toMatch(/\n\s+at /)
  })
})
