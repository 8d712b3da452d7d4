import { METRICS } from '../../model/index.ts'
import { JOINTS, TOPICS, type Rule } from './rule.ts'

type Unknown = Readonly<Record<string, unknown>>

/**
 * A table of rules as it was read from JSON: the rows, or everything that is wrong with it, for the person who wrote it. Rows that are wrong
 * are left out.
 */
export function readRules(json: unknown): { readonly rules: readonly Rule[]; readonly problems: readonly string[] } {
  if (!Array.isArray(json)) return { rules: [], problems: ['the table is no list of rules'] }
  const problems: string[] = []
  const ids = new Set<string>()
  const rules = json.filter((row: unknown): row is Rule => {
    const id = text((row as Unknown | null)?.['id']) ? String((row as Unknown)['id']) : '(without id)'
    const wrong = problemsOf(row as Unknown)
    if (ids.has(id)) wrong.push('another rule has this id')
    ids.add(id)
    problems.push(...wrong.map((problem) => `${id}: ${problem}`))
    return wrong.length === 0
  })
  return { rules, problems }
}

const text = (value: unknown): boolean => typeof value === 'string' && value.trim() !== ''
const isObject = (value: unknown): value is Unknown => typeof value === 'object' && value !== null && !Array.isArray(value)
const oneOf = (value: unknown, choices: readonly string[]): boolean => choices.includes(value as string)
const texts = (value: unknown): boolean => isObject(value) && text(value['en']) && Object.values(value).every(text)
const listOf = (value: unknown, each: (one: unknown) => boolean): boolean => Array.isArray(value) && value.length > 0 && value.every(each)

function problemsOf(row: unknown): string[] {
  if (!isObject(row)) return ['it is no object']
  const problems: string[] = []
  const need = (holds: boolean, problem: string): void => {
    if (!holds) problems.push(problem)
  }
  need(text(row['id']), 'id is no text')
  need(oneOf(row['topic'], TOPICS), `topic is none of ${TOPICS.join(', ')}`)
  need(typeof row['metric'] === 'string' && Object.hasOwn(METRICS, row['metric']), `${String(row['metric'])} is no metric of the table`)
  need(oneOf(row['direction'], ['lower', 'higher', 'either']), 'direction is none of lower, higher, either')
  need(Number.isInteger(row['minimumN']) && (row['minimumN'] as number) > 0, 'minimumN is no number of strides')
  need(texts(row['says']), 'says has no text in en, or an empty one')
  need(listOf(row['ask'], texts), 'ask is no list of texts with en')
  need(listOf(row['links'], isLink), `links is no list of { joint (${JOINTS.join(', ')}), because, source }`)
  problems.push(...comparisonProblems(row['compare']))
  return problems
}

const isLink = (link: unknown): boolean => isObject(link) && oneOf(link['joint'], JOINTS) && texts(link['because']) && text(link['source'])

function comparisonProblems(compare: unknown): string[] {
  if (!isObject(compare)) return ['compare is missing']
  const problems = text(compare['source']) ? [] : ['compare has no source']
  const positive = (value: unknown): boolean => typeof value === 'number' && value > 0
  const limit = (value: unknown): boolean => value === null || typeof value === 'number'
  switch (compare['with']) {
    case 'other-side':
      if (!oneOf(compare['by'], ['symmetry-index', 'difference'])) problems.push('compare.by is none of symmetry-index, difference')
      if (!positive(compare['threshold'])) problems.push('compare.threshold is no number above 0')
      break
    case 'range':
      if (!limit(compare['low']) || !limit(compare['high']) || (compare['low'] === null && compare['high'] === null))
        problems.push('compare.low and compare.high are no numbers (one of them may be null)')
      break
    case 'earlier-sessions':
      break
    default:
      problems.push('compare.with is none of other-side, earlier-sessions, range')
  }
  return problems
}
