import type { SessionDocument } from '../api/sessions.ts'
import { decimalsOf } from '../language/index.ts'
import type { FullFinding, ReportFinding } from './report.ts'
import { withUnit, type Words } from './words.ts'

type Finding = SessionDocument['findings'][number]
type SilentRule = SessionDocument['silentRules'][number]

const COMPARED = { 'other-side': 'report.otherSide', 'earlier-sessions': 'report.earlier', range: 'report.range' } as const
const CERTAINTIES = ['high', 'moderate', 'low'] as const
/** The chain, from the ground up. */
const JOINTS = ['foot', 'ankle', 'knee', 'hip', 'back'] as const

/** The surest ones, as many as have room, in the order in which they were found: from the feet up. */
export function surest(findings: readonly Finding[], room: number): readonly Finding[] {
  const sure = findings.toSorted((a, b) => CERTAINTIES.indexOf(a.certainty) - CERTAINTIES.indexOf(b.certainty)).slice(0, room)
  return findings.filter((finding) => sure.includes(finding))
}

export function findingOf({ says, measured, compared, certainty, links }: Finding, words: Words): ReportFinding {
  const { say, numbers, label } = words
  const { deviation, reference } = compared
  const decimals = decimalsOf(measured.unit)
  const off = decimalsOf(deviation.unit)
  const inUnit = (value: number): string => withUnit(numbers.number(value, decimals), measured.unit)
  const joints = JOINTS.filter((joint) => links.some((link) => link.joint === joint)).map((joint) => say(`report.${joint}`))
  return {
    says,
    evidence: [
      say(COMPARED[compared.with], {
        label: label(measured.metric),
        value: inUnit(measured.value),
        reference: inUnit(reference),
        deviation: withUnit(numbers.signed(deviation.value, off), deviation.unit),
      }),
      say('report.intervalAndN', { interval: numbers.signedInterval(deviation.ci95, off), n: numbers.number(deviation.n) }),
    ],
    certainty,
    certaintyWords: say(`report.${certainty}`),
    joints: joints.join(', '),
  }
}

export function fullFindingOf(finding: Finding, words: Words): FullFinding {
  const { say, numbers } = words
  const { doubts, links, ask, compared } = finding
  const { unit } = compared.deviation
  return {
    ...findingOf(finding, words),
    doubts: doubts.length === 0 ? null : say('report.doubts', { doubts: doubts.join('; ') }),
    source: say('report.source', {
      threshold: withUnit(numbers.number(compared.threshold, decimalsOf(unit)), unit),
      source: compared.source,
    }),
    links: links.map(({ joint, because, source }) => `${say(`report.${joint}`)}: ${because} [${source}]`),
    ask,
  }
}

/** How many rules could be looked at, and of how many. */
export function lookedAt(findings: readonly Finding[], silent: readonly SilentRule[]): { readonly n: number; readonly of: number } {
  const spoke = new Set(findings.map(({ rule }) => rule)).size
  return { n: spoke + silent.filter(({ looked }) => looked).length, of: spoke + silent.length }
}

const HELD_AGAINST = {
  'other-side': 'report.againstOther',
  'earlier-sessions': 'report.againstEarlier',
  range: 'report.againstRange',
} as const

/** What a rule would have compared. */
export const silentName = ({ metric, with: against }: SilentRule, { say, label }: Words): string =>
  say(HELD_AGAINST[against], { label: label(metric) })
