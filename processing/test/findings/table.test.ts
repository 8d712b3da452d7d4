import { readFileSync } from 'node:fs'
import { JOINTS, readRules, RULES, TOPICS } from '@solestream/processing/analysis'
import { describe, expect, it } from 'vitest'
import { WORDS } from '../../src/analysis/findings/words.ts'

const table = JSON.parse(readFileSync(new URL('../../src/analysis/findings/rules.json', import.meta.url), 'utf8')) as Record<
  string,
  unknown
>[]

/** What a finding never says. */
const DIAGNOSTIC =
  /diagnos|patholog|abnorm|disease|disorder|syndrom|defi[cz]it|insuffi[cz]ien|impair|suffer|risi?k|must|should|treat|krank|stör|leidet|muss|sollte|behandel/i

const textsOf = (value: unknown): Record<string, string>[] =>
  Array.isArray(value)
    ? value.flatMap(textsOf)
    : typeof value !== 'object' || value === null
      ? []
      : 'en' in value
        ? [value as Record<string, string>]
        : Object.values(value).flatMap(textsOf)

describe('the table of findings', () => {
  it('is without a fault', () => {
    expect(readRules(table).problems).toEqual([])
    expect(RULES.length).toBe(table.length)
  })

  it('speaks of every topic, and of the whole chain', () => {
    expect(new Set(table.map((row) => row['topic']))).toEqual(new Set(TOPICS))
    expect(new Set(table.flatMap((row) => (row['links'] as { joint: string }[]).map(({ joint }) => joint)))).toEqual(new Set(JOINTS))
  })

  it('has a source for each comparison and each link: where to read it, or that it was chosen here', () => {
    const sources = table.flatMap((row) => [
      (row['compare'] as { source: string }).source,
      ...(row['links'] as { source: string }[]).map(({ source }) => source),
    ])
    for (const source of sources) expect(source).toMatch(/\d{4}|PMC\d+|^chosen here|\(\d+ (people|adults)\)/)
  })

  it('describes and asks, and never diagnoses', () => {
    for (const texts of table.flatMap(textsOf)) for (const text of Object.values(texts)) expect(text).not.toMatch(DIAGNOSTIC)
    for (const row of table) for (const { en } of row['ask'] as { en: string }[]) expect(en).toMatch(/\?$/)
  })

  it('is complete in every language that it speaks', () => {
    const languages = new Set(table.flatMap(textsOf).flatMap((texts) => Object.keys(texts)))
    expect([...languages].toSorted()).toEqual(Object.keys(WORDS).toSorted())
    for (const texts of table.flatMap(textsOf)) expect(Object.keys(texts).toSorted()).toEqual([...languages].toSorted())
  })

  it('fills in only words that there are', () => {
    for (const text of table.flatMap(textsOf).flatMap((texts) => Object.values(texts)))
      for (const [, name] of text.matchAll(/\{(\w+)\}/g)) expect(['side', 'other', 'more']).toContain(name)
  })
})

describe('a table that someone wrote', () => {
  const right = table.find((row) => row['id'] === 'swing-other-side')!
  const good: Record<string, unknown> = { ...right, id: 'mine' }
  it.each<[name: string, row: unknown, problem: RegExp]>([
    ['no object', 'swing', /it is no object/],
    ['no id', { ...good, id: '' }, /id is no text/],
    ['an unknown topic', { ...good, topic: 'luck' }, /topic is none of/],
    ['an unknown metric', { ...good, metric: 'luck_percent' }, /luck_percent is no metric of the table/],
    ['no source', { ...good, compare: { ...(good['compare'] as object), source: '' } }, /compare has no source/],
    ['no threshold', { ...good, compare: { ...(good['compare'] as object), threshold: 0 } }, /threshold is no number above 0/],
    ['no way of comparing', { ...good, compare: { with: 'friends', source: 'x' } }, /compare.with is none of/],
    ['an open range', { ...good, compare: { with: 'range', low: null, high: null, source: 'x' } }, /no numbers/],
    ['no words', { ...good, says: { de: 'Hallo' } }, /says has no text in en/],
    ['a link to no joint', { ...good, links: [{ joint: 'elbow', because: { en: 'x' }, source: 'y' }] }, /links is no list/],
    ['a link without a source', { ...good, links: [{ joint: 'knee', because: { en: 'x' } }] }, /links is no list/],
    ['nothing to ask', { ...good, ask: [] }, /ask is no list/],
    ['no n', { ...good, minimumN: 0 }, /minimumN/],
    ['no direction', { ...good, direction: 'sideways' }, /direction is none of/],
  ])('says what is wrong: %s', (_, row, problem) => {
    const { rules, problems } = readRules([row, right])
    expect(problems.join('\n')).toMatch(problem)
    expect(rules).toEqual([right])
  })

  it('says what is wrong: no list, an id twice', () => {
    expect(readRules({}).problems).toEqual(['the table is no list of rules'])
    expect(readRules([right, right]).problems).toEqual(['swing-other-side: another rule has this id'])
  })
})
