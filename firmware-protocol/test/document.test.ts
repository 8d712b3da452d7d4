import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as p from '@solestream/firmware-protocol'
import { toHex, vectors } from './vectorFiles.ts'

const text = readFileSync(new URL('../PROTOCOL.md', import.meta.url), 'utf8')
/** Rows of all tables, cells trimmed. */
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
const hexCode = (code: number) => `0x${code.toString(16).toUpperCase().padStart(2, '0')}`

describe('PROTOCOL.md says what the code does', () => {
  const examples = [...text.matchAll(/```vector (\S+)\n([^`]*)```/g)]
  it('has worked examples', () => {
    expect(examples.length).toBeGreaterThan(5)
  })
  for (const [, name, block] of examples)
    it(`the example ${name} is the vector`, () => {
      const bytes = (block ?? '').split('\n').map((line) => (/^(?:[0-9a-f]{2} ?)+(?= |$)/.exec(line)?.[0] ?? '').replaceAll(' ', ''))
      const vector = vectors().find((v) => v.name === name)
      expect(bytes.join('')).toBe(vector?.lines.map(toHex).join(''))
    })

  it('UUIDs', () => {
    for (const [name, uuid] of Object.entries(p.UUIDS)) {
      const title = name === 'service' ? 'insole service' : name
      expect(rows.filter((row) => row[0] === title && row[1] === `\`${uuid}\``)).toHaveLength(1)
    }
  })
  it('commands, reserved ones too', () => {
    for (const [name, code] of Object.entries({ ...p.COMMAND, ...p.RESERVED_COMMAND }))
      expect(rows.filter((row) => row[0] === hexCode(code) && row[1] === name)).toHaveLength(1)
  })
  it('results', () => {
    p.RESULTS.forEach((name, code) => {
      expect(rows.filter((row) => row[0] === String(code) && row[1] === name)).toHaveLength(1)
    })
  })
  it('regions and feature bits', () => {
    expect(text).toContain(`Regions: ${p.REGIONS.map((name, code) => `${code} ${name}`).join(', ')}.`)
    for (const [name, bit] of Object.entries(p.FEATURE)) expect(text).toMatch(new RegExp(`Feature bits:.*\\b${Math.log2(bit)} ${name}`))
  })
  it('numbers each requirement once', () => {
    const numbers = [...text.matchAll(/\*\*(R-[A-Z]+-\d+)\*\*/g)].map((match) => match[1])
    expect(numbers.length).toBeGreaterThan(40)
    expect(new Set(numbers).size).toBe(numbers.length)
    for (const [, mentioned] of text.matchAll(/(R-[A-Z]+-\d+)/g)) expect(numbers).toContain(mentioned)
  })
})

describe('the advertised name', () => {
  it('says side and the end of the serial number, and fits a scan response', () => {
    expect(p.advertisedName('left', 'SN-2026-000123')).toBe('sole-L-26000123')
    expect(p.parseAdvertisedName('sole-L-26000123')).toEqual({ side: 'left', serialEnd: '26000123' })
    expect(p.parseAdvertisedName(p.advertisedName('right', 'Größe'))).toEqual({ side: 'right', serialEnd: 'Gre' })
    expect(p.parseAdvertisedName('sole-X-1')).toBeNull()
    expect(p.advertisedName('left', 'x'.repeat(80)).length).toBeLessThanOrEqual(29)
  })
})
