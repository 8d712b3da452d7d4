import { analysisText, analyzeDocument, analyzeFile } from '@solestream/sessions'
import { analyzeOptions, type AnalyzeFlags } from './analyzeFlags.ts'
import { VERSION } from './version.ts'

export async function analyze(file: string, flags: AnalyzeFlags & { readonly json?: boolean }): Promise<void> {
  const analysis = await analyzeFile(file, analyzeOptions(flags))
  if (!flags.json) {
    console.log(analysisText(analysis, file))
    return
  }
  for (const warning of analysis.warnings) console.error(`note: ${warning}`)
  process.stdout.write(`${JSON.stringify(analyzeDocument(analysis, VERSION))}\n`)
}
