import { readFileSync } from 'node:fs'
import { ConfigurationFault } from '@solestream/ingest'
import { findingsOf, readRules, RULES, type Finding, type Rule } from '@solestream/processing/analysis'
import type { Summary } from '@solestream/processing/model'
import type { Analysis } from './analysis.ts'
import { areCalibrated } from './calibrated.ts'
import { decimalsOf } from './numbers.ts'

/** What stands out in an analysis; `earlier`: summaries of the person's earlier sessions under the same condition. */
export const analysisFindings = (
  { summary, quality, insoles }: Analysis,
  earlier: readonly Summary[] = [],
  rules: readonly Rule[] = RULES,
): readonly Finding[] =>
  findingsOf(rules, { summary, quality, calibrated: insoles.length === 0 || areCalibrated(insoles), earlier }).findings

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

/** Findings for the terminal; no lines where there are none. */
export function findingsText(findings: readonly Finding[]): string[] {
  if (findings.length === 0) return []
  return ['', 'What stands out, as questions to examine:', ...findings.flatMap(linesOf)]
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
