import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lacks } from '@solestream/testing'
import { C, cFiles, WARNINGS, workshop } from './build.ts'

/** Beyond -Wall -Wextra: what a firmware's own build may ask for. */
const PEDANTIC = [
  '-pedantic',
  '-Wconversion',
  '-Wsign-conversion',
  '-Wshadow',
  '-Wstrict-prototypes',
  '-Wmissing-prototypes',
  '-Wcast-align',
]
const BARE = ['-Os', '-ffreestanding', '-nostdlib', '-fno-pic', '-fno-stack-protector', '-r']

const reason = lacks('gcc', 'nm')
describe.skipIf(reason)(`the C codec without a system${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  let shop: ReturnType<typeof workshop>
  let symbols: { readonly name: string; readonly type: string }[] = []
  beforeAll(() => {
    shop = workshop()
    const object = shop.build('codec.o', cFiles('src'), [...WARNINGS, ...PEDANTIC, ...BARE])
    symbols = execFileSync('nm', ['-P', object], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map((line) => line.split(' '))
      .map(([name = '', type = '']) => ({ name, type }))
  })
  afterAll(() => shop?.remove())

  it('needs memcpy, memset and memcmp, and nothing else', () => {
    expect(symbols.filter(({ type }) => type === 'U').map(({ name }) => name)).toEqual(['memcmp', 'memcpy', 'memset'])
  })
  it('has no memory of its own: no symbol lies in data or bss', () => {
    expect(symbols.filter(({ type }) => /[bdcsg]/i.test(type))).toEqual([])
  })
  it('gives the world only names that begin with sole_', () => {
    const names = symbols.filter(({ type }) => type === 'T').map(({ name }) => name)
    expect(names.length).toBeGreaterThan(40)
    expect(names.filter((name) => !name.startsWith('sole_'))).toEqual([])
  })
})

const noCpp = lacks('g++')
describe.skipIf(noCpp)(`the headers of the C codec${noCpp === null ? '' : ` (skipped: ${noCpp})`}`, () => {
  it('can be included from C++', () => {
    const flags = ['-std=c++17', '-Wall', '-Wextra', '-Werror', '-fsyntax-only', '-x', 'c++']
    execFileSync('g++', [...flags, join(C, 'include', 'sole.h')], { stdio: ['ignore', 'pipe', 'pipe'] })
  })
})
