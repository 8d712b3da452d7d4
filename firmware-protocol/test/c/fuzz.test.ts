import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lacks } from '@solestream/testing'
import { cFiles, targetSources, WARNINGS, workshop } from './build.ts'
import { codecSeeds, insoleSeeds } from './fuzzSeeds.ts'
import { toHex } from '../vectorFiles.ts'

const TARGETS = [
  { target: 'codec', seeds: codecSeeds(), mutated: 300_000, explored: 200_000 },
  { target: 'insole', seeds: insoleSeeds(), mutated: 30_000, explored: 10_000 },
] as const

let shop: ReturnType<typeof workshop>
beforeAll(() => {
  shop = workshop()
})
afterAll(() => shop.remove())

const noGcc = lacks('gcc')
describe.skipIf(noGcc)(`fuzz targets over mutated inputs${noGcc === null ? '' : ` (skipped: ${noGcc})`}`, () => {
  for (const { target, seeds, mutated } of TARGETS)
    it(`${target}: every seed and ${mutated} mutations, nothing breaks`, () => {
      const program = shop.build(`${target}-mutated`, [...targetSources(target), ...cFiles('fuzz')])
      const input = seeds.map((seed) => `${toHex(seed)}\n`).join('')
      const env = { ...process.env, ASAN_OPTIONS: 'abort_on_error=1' }
      const said = execFileSync(program, [String(mutated)], { input, env, encoding: 'utf8' })
      expect(said).toBe(`${seeds.length} inputs, ${mutated} mutated\n`)
    })
})

const noClang = lacks('clang')
describe.skipIf(noClang)(`fuzz targets under libFuzzer${noClang === null ? '' : ` (skipped: ${noClang})`}`, () => {
  for (const { target, seeds, explored } of TARGETS)
    it(`${target}: ${explored} runs that follow the coverage, nothing breaks`, () => {
      const flags = [...WARNINGS, '-O1', '-g', '-fsanitize=fuzzer,address,undefined', '-fno-sanitize-recover=all']
      const program = shop.build(`${target}-explored`, targetSources(target), flags, 'clang')
      const corpus = join(shop.folder, target)
      mkdirSync(corpus)
      for (const [k, seed] of seeds.entries()) writeFileSync(join(corpus, String(k)), seed)
      const args = [`-runs=${explored}`, '-seed=1', '-max_len=8192', '-print_final_stats=1', corpus]
      const said = execFileSync(program, args, { cwd: shop.folder, encoding: 'utf8', stdio: 'pipe' })
      expect(said).toBe('')
    })
})
