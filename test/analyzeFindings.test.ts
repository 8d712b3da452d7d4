import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runSolestream } from '@solestream/testing'

let folder: string
/** A walk of one sensor a foot; the left stance takes this share of the stride, the right one 60 %. */
function walk(name: string, leftStance: number, rightStance = 0.6): string {
  const rows = ['time_s,left_1,right_1']
  const foot = (t: number, stance: number): number => {
    const phase = (((t / 1.1) % 1) + 1) % 1
    return phase < stance ? Math.round(600 * Math.min(1, phase / 0.06, (stance - phase) / 0.06)) : 5
  }
  for (let i = 0; i < 7000; i++) {
    const t = i / 100 + 0.02 * Math.sin(i / 37)
    rows.push(`${(i / 100).toFixed(2)},${foot(t, leftStance)},${foot(t + 0.55, rightStance)}`)
  }
  writeFileSync(join(folder, name), `${rows.join('\n')}\n`)
  return join(folder, name)
}
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'findings-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Found {
  readonly rule: string
  readonly foot: string
  readonly certainty: string
  readonly compared: { readonly deviation: { readonly value: number } }
}
async function findings(...args: string[]): Promise<readonly Found[]> {
  const { code, stdout, stderr } = await runSolestream(['analyze', ...args, '--json'])
  expect(stderr).toBe('')
  expect(code).toBe(0)
  return (JSON.parse(stdout) as { findings: readonly Found[] }).findings
}

describe('what stands out in a recording', () => {
  it('is in the document: rule, foot, deviation, certainty', async () => {
    const found = await findings(walk('uneven.csv', 0.66))
    expect(found).toMatchObject([{ rule: 'swing-other-side', foot: 'left', certainty: 'moderate' }])
    expect(found[0]!.compared.deviation.value).toBeLessThan(-12)
  })

  it('is nothing when the feet are alike', async () => {
    expect(await findings(walk('even.csv', 0.6))).toEqual([])
  })

  it('tells the rules that said nothing, and which could not be looked at', async () => {
    const file = walk('even.csv', 0.6)
    const { stdout } = await runSolestream(['analyze', file, '--json'])
    const { silentRules } = JSON.parse(stdout) as { silentRules: readonly { rule: string; looked: boolean; because: string }[] }
    expect(silentRules).toContainEqual(expect.objectContaining({ rule: 'swing-other-side', looked: true }))
    expect(silentRules).toContainEqual(
      expect.objectContaining({ rule: 'push-off-earlier', looked: false, because: expect.stringMatching(/./) as string }),
    )
    const { stdout: text } = await runSolestream(['analyze', file])
    expect(text).toMatch(/Nothing stands out by more than its threshold/)
    expect(text).toMatch(/1 of 13 rules could be looked at/)
    expect(text).toMatch(/ {2}not .*sway-area-earlier.*: the session does not have it/)
  })

  it('is in the text, as questions', async () => {
    const { stdout } = await runSolestream(['analyze', walk('uneven.csv', 0.66)])
    expect(stdout).toMatch(/What stands out, as questions to examine/)
    expect(stdout).toMatch(/off-balance-stride: The left foot swings for a shorter time than the right/)
    expect(stdout).toMatch(/certainty: moderate \(a bias between the two insoles/)
    expect(stdout).toMatch(/knee: .*\[Burnett 2015/)
    expect(stdout).toMatch(/\? Are both legs equally long\?/)
  })

  it("holds it against the person's earlier sessions where they are given", async () => {
    const earlier = [0.6, 0.602, 0.604].map((stance, i) => walk(`earlier${i}.csv`, stance, stance))
    const now = walk('now.csv', 0.66, 0.66)
    expect(await findings(now)).toEqual([])
    const found = await findings(now, '--earlier', ...earlier)
    expect(found.map(({ rule, foot }) => `${rule} ${foot}`)).toEqual(['double-support-earlier left', 'double-support-earlier right'])
  })

  it("looks by someone's own table, and says what is wrong with one", async () => {
    const file = walk('uneven.csv', 0.66)
    writeFileSync(join(folder, 'none.json'), '[]')
    expect(await findings(file, '--rules', join(folder, 'none.json'))).toEqual([])
    writeFileSync(join(folder, 'wrong.json'), '[{ "id": "mine", "metric": "luck" }]')
    const { code, stderr } = await runSolestream(['analyze', file, '--rules', join(folder, 'wrong.json')])
    expect(code).toBe(2)
    expect(stderr).toMatch(/mine: luck is no metric of the table/)
    expect(stderr).toMatch(/mine: compare is missing/)
  })
})
