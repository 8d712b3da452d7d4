import { describe, expect, it, test } from 'vitest'
import { COMMAND, FAULTS } from '@solestream/firmware-protocol'
import { CODECS, codecOf, isOpenEnded, isParsedOnly, pairless, toHex, vectors } from './vectorFiles.ts'

const all = vectors()
test('every vector is a pair of files, and every kind has good and bad ones', () => {
  expect(pairless()).toEqual([])
  const good = new Set(all.filter((v) => v.fault === undefined).map((v) => v.kind))
  expect([...good].sort()).toEqual(Object.keys(CODECS).sort())
})

test('every command and every response has a vector', () => {
  for (const kind of ['command', 'response']) {
    const names = all.filter((v) => v.kind === kind && v.fault === undefined).map((v) => (v.value as { command: string }).command)
    expect([...new Set(names)].sort()).toEqual([...Object.keys(COMMAND), 'reserved'].sort())
  }
})

describe('good vectors', () => {
  for (const vector of all.filter((v) => v.fault === undefined)) {
    const { decode, encode } = codecOf(vector)
    it(`${vector.name} parses: ${vector.what}`, () => {
      expect(decode(vector.lines)).toEqual({ ok: true, value: vector.value })
    })
    if (!isParsedOnly(vector))
      it(`${vector.name} is built byte by byte`, () => {
        expect(encode(vector.value as never, vector).map(toHex)).toEqual(vector.lines.map(toHex))
      })
    if (!isOpenEnded(vector))
      it(`${vector.name} cut anywhere is a named fault`, () => {
        const last = vector.lines.at(-1) ?? new Uint8Array(0)
        for (let length = 0; length < last.length; length++) {
          const cut = decode([...vector.lines.slice(0, -1), last.subarray(0, length)])
          expect(cut.ok ? `a value of ${length} bytes` : FAULTS.includes(cut.fault)).toBe(true)
        }
      })
  }
})

describe('bad vectors', () => {
  for (const vector of all.filter((v) => v.fault !== undefined))
    it(`${vector.name} is ${vector.fault}: ${vector.what}`, () => {
      const decoded = codecOf(vector).decode(vector.lines)
      expect(decoded.ok ? decoded : decoded.fault).toBe(vector.fault)
      if (!decoded.ok) expect(decoded.detail).not.toBe('')
    })
})
