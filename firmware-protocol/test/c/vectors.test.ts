import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as p from '@solestream/firmware-protocol'
import { lacks } from '@solestream/testing'
import { driverSources, streamed, workshop } from './build.ts'
import { codecOf, isParsedOnly, toHex, vectors } from '../vectorFiles.ts'
import type { Vector } from '../vectorFiles.ts'

const all = vectors()
const hexOf = (lines: readonly Uint8Array[]) => lines.map(toHex).join(',')

const reason = lacks('gcc')
describe.skipIf(reason)(`every vector through the C codec${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  let shop: ReturnType<typeof workshop>
  let driver = ''
  beforeAll(() => {
    shop = workshop()
    driver = shop.build('driver', driverSources())
  })
  afterAll(() => shop?.remove())

  async function answers(asked: readonly string[]): Promise<string[]> {
    const lines: string[] = []
    await streamed(driver, ['decode'], asked, (line) => lines.push(line))
    expect(lines).toHaveLength(asked.length)
    return lines
  }
  const answersOf = (some: readonly Vector[]) => answers(some.map(({ kind, lines }) => `${kind} ${hexOf(lines)}`))

  const good = all.filter((vector) => vector.fault === undefined)
  it(`the ${good.length} good ones are parsed to the value, and built byte by byte`, async () => {
    const got = await answersOf(good)
    for (const [k, vector] of good.entries()) {
      const [value = '', hex] = (got[k] ?? '').split('\t')
      expect([vector.name, value.slice(0, 6)]).toEqual([vector.name, 'value '])
      expect([vector.name, JSON.parse(value.slice(6))]).toEqual([vector.name, vector.value])
      if (!isParsedOnly(vector)) expect([vector.name, hex]).toEqual([vector.name, hexOf(vector.lines)])
    }
    expect(good.length).toBeGreaterThan(60)
  })

  const bad = all.filter((vector) => vector.fault !== undefined)
  it(`the ${bad.length} bad ones have their fault`, async () => {
    const got = await answersOf(bad)
    expect(bad.map(({ name }, k) => [name, got[k]])).toEqual(bad.map(({ name, fault }) => [name, `fault ${fault}`]))
    expect(bad.length).toBeGreaterThan(60)
  })

  it('cut anywhere they have the fault that TypeScript names', async () => {
    const cuts = good.flatMap((vector) => {
      const last = vector.lines.at(-1) ?? new Uint8Array(0)
      return Array.from(last, (_, length) => ({ ...vector, lines: [...vector.lines.slice(0, -1), last.subarray(0, length)] }))
    })
    const got = await answersOf(cuts)
    for (const [k, cut] of cuts.entries()) {
      const decoded = codecOf(cut).decode(cut.lines)
      if (!decoded.ok) expect([cut.name, hexOf(cut.lines), got[k]]).toEqual([cut.name, hexOf(cut.lines), `fault ${decoded.fault}`])
      else expect([cut.name, got[k]?.slice(0, 5)]).toEqual([cut.name, 'value'])
    }
  })

  it('its numbers are those of TypeScript', () => {
    const constants = JSON.parse(execFileSync(driver, ['constants'], { encoding: 'utf8' })) as Record<string, unknown>
    const reversed = (uuid: string) => (p.shortUuid(uuid).match(/../g) ?? []).reverse().join('')
    expect(constants).toEqual({
      uuids: Object.values(p.UUIDS).map(reversed),
      features: Object.values(p.FEATURE),
      counts: [p.SATURATED, p.MISSING, p.MAX_COUNT],
      minor: p.PROTOCOL_MINOR,
      crc: 0xe3069283,
      crcInParts: 0xe3069283,
      names: [p.advertisedName('left', 'SN-2026-000123'), p.advertisedName('right', 'Größe'), p.advertisedName('right', '')],
      longestText: 255,
    })
  })
})
