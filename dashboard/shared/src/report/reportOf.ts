import type { Numbers, Translator } from '../language/index.ts'
import { allFigures } from './allFigures.ts'
import { factsOf } from './facts.ts'
import { findingOf, fullFindingOf, lookedAt, silentName, surest } from './findings.ts'
import { keyTables } from './keyFigures.ts'
import { methodsOf } from './methods.ts'
import { feetOf, forceOf } from './pictures.ts'
import { rejectedPart } from './rejected.ts'
import type { Appendix, FirstPage, Report, ReportInput } from './report.ts'
import { wordsOf, type Words } from './words.ts'

/** So many findings have room on the page; all are in the appendix. */
const ROOM = 3

/** The report of a session in the translator's language: what it says is the same on the page and on paper. */
export function reportOf(input: ReportInput, translator: Translator, numbers: Numbers): Report {
  const words = wordsOf(translator, numbers)
  const { id, started_utc } = input.document.session
  return {
    language: translator.language,
    session: id,
    started_utc,
    pageWords: (page, pages) => words.say('report.pageOf', { page, pages }),
    page: firstPage(input, words),
    appendix: appendix(input, words),
  }
}

function firstPage(input: ReportInput, words: Words): FirstPage {
  const { say } = words
  const { session, result, findings, silentRules } = input.document
  const more = findings.length - ROOM
  const tables = result === null ? [] : keyTables(result.summary, input.strides, words)
  return {
    title: say(session.task === 'balance' ? 'report.standingTitle' : 'report.title'),
    subtitle: say('report.subtitle'),
    facts: factsOf(input, words),
    standsOut: {
      title: say('report.standsOut'),
      head: [say('report.finding'), say('report.evidence'), say('report.certainty'), say('report.joints')],
      findings: surest(findings, ROOM).map((finding) => findingOf(finding, words)),
      note: [
        ...(findings.length === 0 ? [say('report.nothing')] : more > 0 ? [say('report.moreFindings', { n: more })] : []),
        ...(result === null ? [] : [say('report.lookedAt', lookedAt(findings, silentRules))]),
      ].join(' '),
    },
    figures: {
      title: say('report.keyFigures'),
      note: say('report.keyNote'),
      tables,
      foot: say(tables.length === 0 ? 'report.noFigures' : 'report.keyFoot'),
    },
    force: forceOf(result?.curves, words),
    feet: feetOf(input, words),
    describes: say('common.describes'),
    footer: result === null ? '' : say('report.footer', { algorithm: result.key.algorithm }),
  }
}

function appendix(input: ReportInput, words: Words): Appendix {
  const { say, numbers } = words
  const { session, result, findings, silentRules } = input.document
  return {
    title: say('report.appendix'),
    of: say('report.appendixOf', {
      person: input.person?.name ?? session.pseudonym ?? say('report.nobody'),
      date: numbers.date(session.started_utc),
    }),
    findings: {
      title: say('report.allFindings'),
      askTitle: say('report.ask'),
      findings: findings.map((finding) => fullFindingOf(finding, words)),
    },
    figures: {
      title: say('report.figures'),
      note: say('report.figuresNote'),
      groups: result === null ? [] : allFigures(result.summary, words),
    },
    rejected: rejectedPart(input.strides, words),
    methods: methodsOf(input.document, words),
    notLooked: {
      title: say('report.notLooked'),
      facts: byReason(silentRules.flatMap((one) => (one.looked ? [] : [[silentName(one, words), one.because] as const]))),
    },
    unavailable: {
      title: say('report.unavailable'),
      facts: byReason(Object.entries(result?.unavailable ?? {}).map(([name, why]) => [labelOfMissing(name, words), why])),
    },
  }
}

/** Many figures lack one thing: each reason once, with all that it keeps away. */
function byReason(missing: readonly (readonly [name: string, why: string])[]): readonly (readonly [string, string])[] {
  const reasons = new Map<string, string[]>()
  for (const [name, why] of missing) reasons.set(why, [...(reasons.get(why) ?? []), name])
  return [...reasons].map(([why, names]) => [why, names.join('; ')])
}

/** `metric` or `metric.side`. */
function labelOfMissing(name: string, words: Words): string {
  const [metric = name, side] = name.split('.')
  return side === 'left' || side === 'right' ? `${words.label(metric)}, ${words.side(side)}` : words.label(metric)
}
