import { readFileSync } from 'node:fs'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lacks, runSolestream, SHARED } from '@solestream/testing'

const noShared = lacks('shared')
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'analyze-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Document {
  readonly recording: { readonly duration_s: number; readonly sides: Record<string, { samples: number; rate_Hz: number }> }
  readonly events: readonly { readonly detected_s?: number; readonly time_s: number }[]
  readonly strides: readonly {
    readonly valid: boolean
    readonly excludedBecause: string | null
    readonly stride_s: number
    readonly stance_s: number | null
  }[]
  readonly summary: Record<string, Record<string, { n: number; rejected: number }>>
  readonly unavailable: Record<string, string>
}

describe.skipIf(noShared)(`analyze --json on real walks ${noShared ?? ''}`, () => {
  const document = async (file: string, ...flags: string[]): Promise<Document> => {
    const { code, stdout, stderr } = await runSolestream(['analyze', `${SHARED}/data/${file}`, '--json', ...flags])
    expect(stderr).toBe('')
    expect(code).toBe(0)
    return JSON.parse(stdout) as Document
  }

  it.each([
    ['gaitpdb/GaCo02_01.txt', 'online'],
    ['gaitpdb/GaCo02_01.txt', 'offline'],
    ['gaitndd/control1.csv', 'online'],
    ['gaitndd/control1.csv', 'offline'],
  ])('%s %s is valid against the schema', async (file, mode) => {
    const schema = JSON.parse(readFileSync(`${SHARED}/analyze.schema.json`, 'utf8')) as object
    const validate = new Ajv2020({ strict: false }).compile(schema)
    const found = await document(file, '--mode', mode)
    expect(validate(found), JSON.stringify(validate.errors)).toBe(true)
    expect(found.events.length).toBeGreaterThan(100)
    for (const event of found.events) {
      if (mode === 'offline') expect(event.detected_s).toBeUndefined()
      else expect(event.detected_s!).toBeGreaterThanOrEqual(event.time_s)
    }
  })

  it.each([
    ['vendor/pedar_example.asc', [], { strides: [12, 18], stride_s: [1.1, 1.45] }],
    ['vendor/stappone_example.csv', ['--side', 'left'], { strides: [55, 63], stride_s: [1, 1.2] }],
  ] as const)('%s: plausible strides, valid against the schema', async (file, flags, { strides, stride_s }) => {
    const schema = JSON.parse(readFileSync(`${SHARED}/analyze.schema.json`, 'utf8')) as object
    const validate = new Ajv2020({ strict: false }).compile(schema)
    const found = await document(file, ...flags)
    expect(validate(found), JSON.stringify(validate.errors)).toBe(true)
    expect(found.strides.length).toBeGreaterThanOrEqual(strides[0])
    expect(found.strides.length).toBeLessThanOrEqual(strides[1])
    for (const stride of found.strides.filter((s) => s.valid)) {
      expect(stride.stride_s).toBeGreaterThan(stride_s[0])
      expect(stride.stride_s).toBeLessThan(stride_s[1])
      expect(stride.stance_s! / stride.stride_s).toBeGreaterThan(0.55)
      expect(stride.stance_s! / stride.stride_s).toBeLessThan(0.75)
    }
  })

  it('the side of a stappone sole has to be said: exit code 2', async () => {
    const { code, stderr } = await runSolestream(['analyze', `${SHARED}/data/vendor/stappone_example.csv`, '--json'])
    expect(code).toBe(2)
    expect(stderr).toContain('--side left, or --side right')
  })

  it("takes times from the file's own column", async () => {
    const { recording } = await document('gaitpdb/GaCo02_01.txt')
    expect(recording.sides['left']!.rate_Hz).toBeCloseTo(100.007, 2)
    expect(recording.duration_s).toBeCloseTo(recording.sides['left']!.samples / recording.sides['left']!.rate_Hz, 2)
  })

  it('has figures of the whole recording, each with value, n and interval, or says why not', async () => {
    const { summary, unavailable } = await document('gaitpdb/GaCo02_01.txt', '--belt-speed', '1.2')
    const { value, n, ci95 } = summary['phaseCoordinationIndex_percent']!['both'] as unknown as {
      value: number
      n: number
      ci95: [number, number]
    }
    expect(n).toBeGreaterThan(60)
    expect(value).toBeGreaterThan(1)
    expect(value).toBeLessThan(8)
    expect(ci95[0]).toBeLessThan(value)
    expect(ci95[1]).toBeGreaterThan(value)
    expect(summary['strideLength_m']!['left']).toHaveProperty('median')
    expect(unavailable['strideAlpha.left']).toMatch(/600 are needed/)
  })

  it('takes another algorithm by its id, and lists what there is for one that it does not know', async () => {
    const other = await document('gaitpdb/GaCo02_01.txt', '--algorithm', 'gait-fixed@1.0.0')
    expect((other as unknown as { algorithm: object }).algorithm).toMatchObject({ name: 'gait-fixed', version: '1.0.0' })
    const { code, stderr } = await runSolestream(['analyze', `${SHARED}/data/gaitpdb/GaCo02_01.txt`, '--algorithm', 'gait@0.1.0'])
    expect(code).toBe(2)
    expect(stderr).toContain('--algorithm gait@0.1.0 is not known')
    expect(stderr).toContain('--algorithm takes gait@1.0.0, gait-fixed@1.0.0')
  })

  it('counts every stride once: used and rejected ones together', async () => {
    const { strides, summary, unavailable } = await document('gaitpdb/GaCo02_01.txt')
    const { left, right } = summary['stride_s']!
    expect(left!.n + right!.n).toBe(strides.filter((s) => s.valid).length)
    expect(left!.rejected + right!.rejected).toBe(strides.filter((s) => !s.valid).length)
    for (const stride of strides) expect(stride.valid).toBe(stride.excludedBecause === null)
    expect(unavailable['peakPressure_kPa']).toMatch(/not calibrated/)
    expect(unavailable['cop_mm']).toMatch(/geometry/)
  })
})

describe('analyze answers in words', () => {
  it('prints a readable summary', async () => {
    const rows = ['time_s,left_1']
    for (let i = 0; i < 2000; i++) rows.push(`${(i / 100).toFixed(2)},${i % 100 < 60 ? 500 : 0}`)
    writeFileSync(join(folder, 'one.csv'), rows.join('\n'))
    const { code, stdout } = await runSolestream(['analyze', join(folder, 'one.csv')])
    expect(code).toBe(0)
    expect(stdout).toContain('Stride time')
    expect(stdout).toContain('It is not a diagnosis')
  })

  it.each([
    ['a missing file', 'absent.csv', null, 'absent.csv'],
    ['an empty file', 'empty.csv', '', 'empty.csv'],
    ['a foreign file', 'foreign.txt', 'Dear all,\nthis is a letter.\n', 'foreign.txt'],
    ['a bad row', 'bad.csv', 'time_s,left_1\n0.00,1\n0.01,x\n', 'line 3'],
  ])('%s: exit code 1, the file and the cause', async (_name, file, content, word) => {
    const path = join(folder, file)
    if (content !== null) writeFileSync(path, content)
    const { code, stdout, stderr } = await runSolestream(['analyze', path, '--json'])
    expect(code).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toContain(word)
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  it('wrong options: exit code 2, all of them at once', async () => {
    const { code, stderr } = await runSolestream(['analyze', 'x.csv', '--mode', 'later', '--unit', 'psi'])
    expect(code).toBe(2)
    expect(stderr).toContain('--mode later')
    expect(stderr).toContain('--unit psi')
  })

  it('body weight and belt speed are what is known beside the samples, each in its range', async () => {
    const rows = ['time_s,left_1']
    for (let i = 0; i < 3000; i++) rows.push(`${(i / 100).toFixed(2)},${i % 100 < 60 ? 500 : 0}`)
    writeFileSync(join(folder, 'belt.csv'), rows.join('\n'))
    const { code, stdout } = await runSolestream([
      'analyze',
      join(folder, 'belt.csv'),
      '--json',
      '--body-weight',
      '72',
      '--belt-speed',
      '1.2',
    ])
    expect(code).toBe(0)
    const { unavailable, summary } = JSON.parse(stdout) as { unavailable: Record<string, string>; summary: Record<string, unknown> }
    expect(summary['speed_m_s']).toMatchObject({ both: { value: 1.2 } })
    expect(unavailable['firstPeak_percentBW']).toMatch(/not calibrated/)
    const wrong = await runSolestream(['analyze', join(folder, 'belt.csv'), '--body-weight', '7200', '--belt-speed', 'fast'])
    expect(wrong.code).toBe(2)
    expect(wrong.stderr).toContain('--body-weight 7200 is not a number of 5 to 400')
    expect(wrong.stderr).toContain('--belt-speed fast')
  })
})
