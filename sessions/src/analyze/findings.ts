import { readFileSync } from 'node:fs'
import { ConfigurationFault } from '@solestream/ingest'
import { findingsOf, readRules, RULES, type EarlierSession, type Finding, type Findings, type Rule } from '@solestream/processing/analysis'
import { deviceOf } from '../compare/device.ts'
import type { Analysis } from './analysis.ts'
import { areCalibrated } from './calibrated.ts'
import { decimalsOf } from './numbers.ts'

/** What stands out in an analysis; `earlier`: the person's earlier sessions under the same condition. */
export const analysisFindings = (
  { summary, quality, insoles }: Analysis,
  earlier: readonly EarlierSession[] = [],
  rules: readonly Rule[] = RULES,
): Findings =>
  findingsOf(rules, {
    summary,
    quality,
    calibrated: insoles.length === 0 || areCalibrated(insoles),
    device: deviceOf(insoles.map(({ layout }) => layout.id)),
    earlier,
  })

/** A JSON file of rules, as processing/src/analysis/findings/rules.json is one. Throws a ConfigurationFault with everything that is wrong with it. */
export function readRulesFile(file: string): readonly Rule[] {
  const refuse = (problems: readonly string[]): never => {
    throw new ConfigurationFault(
      `${file} is no table of findings:\n${problems.join('\n')}`,
      'Write it as processing/src/analysis/findings/rules.json is written.',
    )
  }
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    return refuse([error instanceof Error ? error.message : String(error)])
  }
  const { rules, problems } = readRules(json)
  return problems.length > 0 ? refuse(problems) : rules
}

const COMPARED = { 'other-side': 'on the other side', 'earlier-sessions': 'in earlier sessions', range: 'at the end of the range' }

/** Findings for the terminal, and how many rules could be looked at; no lines where there is no rule. */
export function findingsText({ findings, silent }: Findings): string[] {
  const spoke = new Set(findings.map(({ rule }) => rule)).size
  const of = spoke + silent.length
  if (of === 0) return []
  const looked = spoke + silent.filter((one) => one.looked).length
  return [
    '',
    findings.length > 0 ? 'What stands out, as questions to examine:' : 'Nothing stands out by more than its threshold.',
    ...findings.flatMap(linesOf),
    ...(findings.length > 0 ? [''] : []),
    `${looked} of ${of} rules could be looked at.`,
    ...[...byReason(silent)].map(([why, rules]) => `  not ${rules.join(', ')}: ${why}`),
  ]
}

/** Rules that could not be looked at; what has the same reason stands together. */
function byReason(silent: Findings['silent']): Map<string, string[]> {
  const reasons = new Map<string, string[]>()
  for (const { looked, because, rule } of silent) if (!looked) reasons.set(because, [...(reasons.get(because) ?? []), rule])
  return reasons
}

function linesOf({ topic, says, measured, compared, certainty, doubts, links, ask }: Finding): string[] {
  const shown = (value: number, unit: string): string => `${value.toFixed(decimalsOf(unit))} ${unit}`.trim()
  const { deviation, threshold } = compared
  const interval =
    deviation.ci95 === null ? 'no interval' : `${deviation.ci95.map((v) => v.toFixed(decimalsOf(deviation.unit))).join(' to ')}`
  return [
    '',
    `  ${topic}: ${says}`,
    `    measured: ${measured.label} ${shown(measured.value, measured.unit)} (n ${measured.n}), ${shown(compared.reference, measured.unit)} ${COMPARED[compared.with]}`,
    `    deviation: ${shown(deviation.value, deviation.unit)} (${interval}), said from ${shown(threshold, deviation.unit)} on: ${compared.source}`,
    `    certainty: ${certainty}${doubts.length > 0 ? ` (${doubts.join('; ')})` : ''}`,
    ...links.map(({ joint, because, source }) => `    ${joint}: ${because} [${source}]`),
    ...ask.map((question) => `    ? ${question}`),
  ]
}
