import { ConfigurationFault } from '@solestream/ingest'
import { compareSessions, comparisonDocument, comparisonText, openCompared } from '@solestream/sessions/compare'
import { analyzeOptions, type AnalyzeFlags } from './analyzeFlags.ts'
import { VERSION } from './version.ts'

export interface CompareFlags extends AnalyzeFlags {
  readonly data?: string
  readonly baseline?: readonly string[]
  readonly speedA?: string
  readonly speedB?: string
  readonly json?: boolean
}

export async function compare(a: string, b: string, flags: CompareFlags): Promise<void> {
  const asked = [
    { what: a, speed_m_s: speedOf('--speed-a', flags.speedA) },
    { what: b, speed_m_s: speedOf('--speed-b', flags.speedB) },
    ...(flags.baseline ?? []).map((what) => ({ what, speed_m_s: null })),
  ]
  const [before, after, ...baselines] = await openCompared(asked, flags.data ?? './data', analyzeOptions(flags))
  const comparison = compareSessions(before!, after!, baselines)
  if (flags.json) process.stdout.write(`${JSON.stringify(comparisonDocument(before!, after!, baselines, comparison, VERSION))}\n`)
  else console.log(comparisonText(before!, after!, comparison))
}

function speedOf(flag: string, text: string | undefined): number | null {
  if (text === undefined) return null
  const speed = text.trim() === '' ? NaN : Number(text)
  if (!(speed > 0 && speed < 15))
    throw new ConfigurationFault(`${flag} ${text} is no speed`, `${flag} takes metres per second, for example 1.2`)
  return speed
}
