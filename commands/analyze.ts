import { analysisFindings, analysisText, analyzeDocument, analyzeFile, readRulesFile } from '@solestream/sessions'
import { analyzeOptions, type AnalyzeFlags } from './analyzeFlags.ts'
import { VERSION } from './version.ts'

export interface AnalyzeCommandFlags extends AnalyzeFlags {
  readonly earlier?: readonly string[]
  readonly data?: string
  readonly rules?: string
  readonly json?: boolean
}

export async function analyze(file: string, flags: AnalyzeCommandFlags): Promise<void> {
  const options = analyzeOptions(flags)
  const rules = flags.rules === undefined ? undefined : readRulesFile(flags.rules)
  const analysis = await analyzeFile(file, options)
  const findings = analysisFindings(analysis, await earlierSummaries(flags), rules)
  if (!flags.json) {
    console.log(analysisText(analysis, file, findings))
    return
  }
  for (const warning of analysis.warnings) console.error(`note: ${warning}`)
  process.stdout.write(`${JSON.stringify(analyzeDocument(analysis, VERSION, findings))}\n`)
}

async function earlierSummaries(flags: AnalyzeCommandFlags) {
  if (flags.earlier === undefined) return []
  const { openCompared } = await import('@solestream/sessions/compare')
  const asked = flags.earlier.map((what) => ({ what, speed_m_s: null }))
  return (await openCompared(asked, flags.data ?? './data', analyzeOptions(flags))).map(({ summary }) => summary)
}
