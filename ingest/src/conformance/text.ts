import type { Conformance, Judgement } from './conformance.ts'
import type { Requirement } from './requirement.ts'
import { REQUIREMENTS } from './requirements/index.ts'

const WORDS = { holds: 'holds', fails: 'FAILS', 'falls-short': 'short', 'not-seen': 'not seen' } as const
const WORD_WIDTH = Math.max(...Object.values(WORDS).map(({ length }) => length))
const ID_WIDTH = Math.max(...REQUIREMENTS.map(({ id }) => id.length))
const line = (word: string, id: string, title: string): string => `${word.padEnd(WORD_WIDTH)}  ${id.padEnd(ID_WIDTH)}  ${title}`
const INDENT = ' '.repeat(WORD_WIDTH + ID_WIDTH + 4)

/** The readable report: a line a requirement, under it what was seen. */
export function conformanceText({ name, identity, mtu, judgements, brokenOff }: Conformance): string {
  const who =
    identity === null
      ? `An insole that says its name is ${name ?? '(none)'}; its identity can’t be read`
      : `Insole ${identity.serial}, ${identity.side}, model ${identity.model}, protocol ${identity.protocolMajor}.${identity.protocolMinor}`
  return [
    `${who}; ATT MTU ${mtu ?? 'not told'}.`,
    '',
    ...judgements.flatMap(linesOf),
    '',
    ...brokenOff.map(({ doing, because }) => `Broken off while ${doing}: ${because}.`),
    verdict(judgements),
  ].join('\n')
}

function linesOf({ id, title, verdict: v }: Judgement): string[] {
  const first = line(WORDS[v.state], id, title)
  if (v.state === 'not-seen') return [first, `${INDENT}${v.because}`]
  return v.state === 'holds' ? [first, `${INDENT}${v.seen}`] : [first, `${INDENT}expected: ${v.expected}`, `${INDENT}seen: ${v.seen}`]
}

function verdict(judgements: readonly Judgement[]): string {
  const count = (state: keyof typeof WORDS): number => judgements.filter((j) => j.verdict.state === state).length
  return `${count('holds')} hold, ${count('fails')} fail, ${count('falls-short')} fall short of a SHOULD, ${count('not-seen')} were not seen.`
}

/** What is checked, and why the rest is not; without an insole. */
export function requirementsText(requirements: readonly Requirement[] = REQUIREMENTS): string {
  const checked = requirements.filter((requirement) => 'judge' in requirement).length
  return [
    ...requirements.flatMap((requirement) =>
      'judge' in requirement
        ? [line('checked', requirement.id, requirement.title)]
        : [line('not seen', requirement.id, requirement.title), `${INDENT}${requirement.because}`],
    ),
    '',
    `${checked} of ${requirements.length} requirements are checked.`,
  ].join('\n')
}
