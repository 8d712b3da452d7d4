import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lacks, runSolestream, SHARED } from '@solestream/testing'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'balance-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const fileOf = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

interface Document {
  readonly task: string
  readonly recording: { readonly duration_s: number; readonly unit: string }
  readonly strides: readonly unknown[]
  readonly balance: Readonly<Record<string, number | null>>
  readonly unavailable: Readonly<Record<string, string>>
}
async function document(file: string, ...flags: string[]): Promise<Document> {
  const { code, stdout, stderr } = await runSolestream(['analyze', file, '--json', ...flags])
  expect(stderr.replaceAll(/^note: .*\n/gm, '')).toBe('')
  expect(code).toBe(0)
  return JSON.parse(stdout) as Document
}

/** 20 s of standing, swaying 10 mm forward and back at 0.5 Hz. */
const cop = (): string =>
  fileOf(
    'cop.csv',
    `time_s,cop_ap_mm,cop_ml_mm\n${Array.from({ length: 2000 }, (_, i) => `${(i / 100).toFixed(2)},${(10 * Math.sin(Math.PI * (i / 100))).toFixed(5)},${(Math.cos(i / 200) * 2).toFixed(5)}\n`).join('')}`,
  )

describe('analyze: standing', () => {
  it('of a centre of pressure is balance by itself', async () => {
    const { task, recording, strides, balance, unavailable } = await document(cop())
    expect(task).toBe('balance')
    expect(recording).toMatchObject({ duration_s: 20, unit: 'mm' })
    expect(strides).toEqual([])
    expect(balance['rmsAp_mm']).toBeCloseTo(10 / Math.SQRT2, 1)
    expect(balance['meanFrequencyAp_Hz']).toBeCloseTo(0.5, 2)
    expect(balance['weightBearingAsymmetry_percent']).toBeNull()
    expect(unavailable['weightBearingAsymmetry_percent']).toMatch(/not the force/)
  })

  it('of a centre of pressure in words, with its duration and what has to be known', async () => {
    const { code, stdout } = await runSolestream(['analyze', cop()])
    expect(code).toBe(0)
    expect(stdout).toMatch(/stood {2}20\.0 s used/)
    expect(stdout).toMatch(/Sway area \(95 % prediction ellipse\)/)
    expect(stdout).toMatch(/Only 20\.0 s of standing/)
    expect(stdout).not.toMatch(/stride/i)
  })

  it('of a centre of pressure has no strides to look for: exit code 2', async () => {
    const { code, stderr } = await runSolestream(['analyze', cop(), '--task', 'walk'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/centre of pressure only/)
  })

  it('on calibrated insoles takes the stance width; wrong widths are told', async () => {
    const numbers = Array.from({ length: 99 }, (_, i) => String(i + 1))
    // heel sensors on the left, forefoot sensors on the right: the left foot has two thirds of the load
    const row = (i: number): string =>
      `${((i + 1) / 50).toFixed(3)}\t${numbers.map(() => '40.0').join('\t')}\t${numbers.map(() => '20.0').join('\t')}\t`
    const pedar = fileOf(
      'standing.asc',
      [
        'file name: made.sol',
        'sensor type: made',
        'total time [secs]: 30.000',
        'pressure values in kPa',
        `left insole: ${numbers.join(',')}`,
        `right insole: ${numbers.join(',')}`,
        `time[secs]\t${[...numbers, ...numbers].join('\t')}`,
        ...Array.from({ length: 1500 }, (_, i) => row(i)),
        '',
      ].join('\n'),
    )
    const layout = fileOf(
      'layout.json',
      JSON.stringify({
        id: 'made-99',
        geometry: 'mm',
        length_mm: 260,
        width_mm: 90,
        unit: 'kPa',
        offset: 0,
        scale: 1,
        fullScale: 600,
        sensors: numbers.map((_, k) => ({ x_mm: (k % 9) * 8 - 32, y_mm: 20 + 20 * Math.floor(k / 9), area_mm2: 150, region: 'unknown' })),
      }),
    )
    const { balance, unavailable } = await document(pedar, '--task', 'balance', '--layout', layout, '--stance-width', '180')
    expect(balance['weightBearingAsymmetry_percent']).toBeCloseTo(33.3333, 3)
    expect(balance['weightWithin10_percent']).toBe(0)
    expect(balance['pathLength_mm']).toBe(0)
    expect(unavailable['meanFrequency_Hz']).toBe('nothing moved')
    const without = await document(pedar, '--task', 'balance', '--layout', layout)
    expect(without.balance['ellipseArea_mm2']).toBeNull()
    expect(without.unavailable['ellipseArea_mm2']).toBe('no stance width was entered')
    const wrong = await runSolestream(['analyze', pedar, '--task', 'balance', '--stance-width', 'wide', '--toe-out', '100'])
    expect(wrong.code).toBe(2)
    expect(wrong.stderr).toMatch(/--stance-width wide/)
    expect(wrong.stderr).toMatch(/--toe-out 100/)
  })

  it('on insoles without a calibration: every figure has its reason', async () => {
    const rows = Array.from({ length: 1500 }, (_, i) => `${(i / 50).toFixed(2)},300,310`)
    const { balance, unavailable } = await document(
      fileOf('raw.csv', ['time_s,left_1,right_1', ...rows, ''].join('\n')),
      '--task',
      'balance',
    )
    expect(Object.entries(balance).filter(([name, value]) => name !== 'duration_s' && value !== null)).toEqual([])
    expect(unavailable['weightBearingAsymmetry_percent']).toBe('the recording is not calibrated')
  })
})

const reason = lacks('shared')
describe.skipIf(reason)(`recorded standing${reason ? ` (${reason})` : ''}`, () => {
  it('is valid against the schema', async () => {
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(`${SHARED}/analyze.schema.json`, 'utf8')) as object)
    expect(validate(await document(`${SHARED}/data/balance/BDS00004.csv`)), JSON.stringify(validate.errors)).toBe(true)
  })

  it('is within 0.1 % of the published values by their own scorer', () => {
    const command = fileURLToPath(new URL('../bin/solestream.js', import.meta.url))
    const scorer = [
      `${SHARED}/score/score-balance.mjs`,
      `${SHARED}/data/balance`,
      '--',
      process.execPath,
      command,
      'analyze',
      '{}',
      '--json',
    ]
    const score = JSON.parse(execFileSync(process.execPath, scorer, { encoding: 'utf8' })) as {
      readonly trials: number
      readonly worstErrorPercent: Readonly<Record<string, number>>
    }
    expect(score.trials).toBeGreaterThanOrEqual(6)
    for (const [figure, error] of Object.entries(score.worstErrorPercent)) expect(error, figure).toBeLessThan(0.001)
  })
})
