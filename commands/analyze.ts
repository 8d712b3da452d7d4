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
  const findings = analysisFindings(analysis, await earlierSessions(flags), rules)
  if (!flags.json) {
    console.log(analysisText(analysis, file, findings))
    return
  }
  for (const warning of analysis.warnings) console.error(`note: ${warning}`)
  process.stdout.write(`${JSON.stringify(analyzeDocument(analysis, VERSION, findings))}\n`)
}

async function earlierSessions(flags: AnalyzeCommandFlags) {
  if (flags.earlier === undefined) return []
  // A look at a stored session is written down, in files that are for their owner only.
  process.umask(0o077)
  const { openCompared } = await import('@solestream/sessions/compare')
  const asked = flags.earlier.map((what) => ({ what, speed_m_s: null }))
  // The belt speed is told of the recording that is analyzed: nobody said it of the earlier ones.
  const { beltSpeed: _, ...shared } = flags
  return openCompared(asked, flags.data ?? './data', analyzeOptions(shared))
}
