import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FAULTS, TYPE, paged } from '@solestream/firmware-protocol'
import { lacks } from '@solestream/testing'
import { driverSources, streamed, workshop } from './build.ts'
import { mutated } from './mutate.ts'
import { createChance, createMaker } from './random.ts'
import type { Kind } from './random.ts'
import { CODECS, codecOf, vectors } from '../vectorFiles.ts'
import type { Vector } from '../vectorFiles.ts'

const RUNS = 100_000
const hexOf = (lines: readonly Uint8Array[]) =>
  lines.map((b) => Buffer.from(b.buffer, b.byteOffset, b.byteLength).toString('hex')).join(',')
const linesOf = (hex: string) => hex.split(',').map((line) => Uint8Array.from(Buffer.from(line, 'hex')))

function built(kind: Kind, value: unknown, lines: readonly Uint8Array[]): string {
  // An insole that was never calibrated, or has no layout: page 0 of 0.
  if (value === null) return hexOf(paged(kind === 'layout-pages' ? TYPE.layoutPage : TYPE.calibrationPage, new Uint8Array(0)))
  return hexOf(codecOf({ kind } as Vector).encode(value as never, { lines } as Vector))
}

/** What the TypeScript codec makes of messages, in the driver's words; JSON through the same printer on both sides. */
function outcome(kind: Kind, lines: readonly Uint8Array[]): string {
  const decoded = CODECS[kind].decode(lines)
  return decoded.ok ? `value ${JSON.stringify(decoded.value)}\t${built(kind, decoded.value, lines)}` : `fault ${decoded.fault}`
}
function reprinted(line: string): string {
  const tab = line.lastIndexOf('\t')
  return tab < 0 ? line : `value ${JSON.stringify(JSON.parse(line.slice('value '.length, tab)))}${line.slice(tab)}`
}

const reason = lacks('gcc')
describe.skipIf(reason)(`the C codec and the TypeScript codec agree${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  let shop: ReturnType<typeof workshop>
  let driver = ''
  beforeAll(() => {
    shop = workshop()
    driver = shop.build('driver', driverSources())
  })
  afterAll(() => shop?.remove())

  /** Each case's line of input beside the answer it must get, in order. */
  async function asked(cases: Iterable<{ readonly ask: string; readonly answer: string }>): Promise<number> {
    const due: { ask: string; answer: string }[] = []
    let taken = 0
    function* input() {
      for (const one of cases) {
        due.push(one)
        yield one.ask
      }
    }
    await streamed(driver, ['decode'], input(), (line) => {
      const one = due[taken]
      if (one === undefined) throw new Error(`an answer too many: ${line}`)
      if (reprinted(line) !== one.answer) expect(`${one.ask}\n${reprinted(line)}`).toBe(`${one.ask}\n${one.answer}`)
      due[taken++] = { ask: '', answer: '' }
    })
    expect(taken).toBe(due.length)
    return taken
  }

  it(`on ${RUNS} random values from TypeScript: C reads the value, and builds the same bytes`, async () => {
    const chance = createChance(20261122)
    const make = createMaker(chance)
    function* cases() {
      for (let k = 0; k < RUNS; k++) {
        const { kind, value } = make()
        // The encoder of fragments takes room and id from these; the others do not look.
        const cut = new Uint8Array(chance.within(100, 244))
        cut[2] = chance.within(0, 0xff)
        const hex = built(kind, value, [cut])
        yield { ask: `${kind} ${hex}`, answer: `value ${JSON.stringify(value)}\t${hex}` }
      }
    }
    expect(await asked(cases())).toBe(RUNS)
  })

  it(`on ${RUNS} random values from C: TypeScript reads the value, and builds the same bytes`, async () => {
    const seen = new Map<string, number>()
    await streamed(driver, ['make', String(RUNS), '1'], [], (line) => {
      const space = line.indexOf(' ')
      const tab = line.lastIndexOf('\t')
      const kind = line.slice(0, space) as Kind
      const hex = line.slice(tab + 1)
      seen.set(kind, (seen.get(kind) ?? 0) + 1)
      const expected = `value ${JSON.stringify(JSON.parse(line.slice(space + 1, tab)))}\t${hex}`
      const got = outcome(kind, linesOf(hex))
      if (got !== expected) expect(`${kind}\n${got}`).toBe(`${kind}\n${expected}`)
    })
    expect([...seen.keys()].sort()).toEqual(Object.keys(CODECS).sort())
    expect([...seen.values()].reduce((sum, n) => sum + n, 0)).toBe(RUNS)
  })

  it(`on ${RUNS} mutated messages: the same value or the same named fault`, async () => {
    const chance = createChance(42)
    const make = createMaker(chance)
    const seeds = vectors()
    const tally = new Map<string, number>()
    function* cases() {
      for (let k = 0; k < RUNS; k++) {
        let kind: Kind
        let lines: readonly Uint8Array[]
        if (chance.below(3) === 0) {
          const made = make()
          kind = made.kind
          lines = linesOf(built(kind, made.value, [new Uint8Array(chance.within(100, 244))]))
        } else ({ kind, lines } = chance.of(seeds))
        const bytes = mutated(kind, lines, chance)
        const answer = outcome(kind, bytes)
        const name = answer.startsWith('fault ') ? answer.slice('fault '.length) : 'a value'
        tally.set(name, (tally.get(name) ?? 0) + 1)
        yield { ask: `${kind} ${hexOf(bytes)}`, answer }
      }
    }
    expect(await asked(cases())).toBe(RUNS)
    // The mutations reach past the first checks: every fault was met, often.
    expect([...tally.keys()].sort()).toEqual([...FAULTS, 'a value'].sort())
    expect(Math.min(...tally.values())).toBeGreaterThan(100)
    expect(tally.get('a value')).toBeGreaterThan(10_000)
  })
})
