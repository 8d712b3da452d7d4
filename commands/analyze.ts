import { ConfigurationFault } from '@solestream/ingest'
import { RECORDING_FORMATS } from '@solestream/ingest/recordings'
import { analysisText, analyzeDocument, analyzeFile } from '@solestream/sessions'
import { VERSION } from './version.ts'

export interface AnalyzeFlags {
  readonly format?: string
  readonly layout?: string
  readonly unit?: string
  readonly side?: string
  readonly task?: string
  readonly mode?: string
  readonly json?: boolean
}

const CHOICES = {
  format: RECORDING_FORMATS,
  unit: ['raw', 'N', 'kPa'],
  side: ['left', 'right'],
  task: ['walk', 'run', 'balance'],
  mode: ['offline', 'online'],
} as const

/** The flag as one of its choices; all wrong ones are told at once. */
function chosen(flags: AnalyzeFlags): { [F in keyof typeof CHOICES]?: (typeof CHOICES)[F][number] } {
  const wrong = Object.entries(CHOICES).flatMap(([name, choices]) => {
    const value = flags[name as keyof typeof CHOICES]
    return value === undefined || (choices as readonly string[]).includes(value) ? [] : [{ name, value, choices }]
  })
  if (wrong.length > 0)
    throw new ConfigurationFault(
      wrong.map((w) => `--${w.name} ${w.value} is not known`).join('\n'),
      wrong.map((w) => `--${w.name} takes ${w.choices.join(', ')}`).join('\n'),
    )
  return flags as ReturnType<typeof chosen>
}

export async function analyze(file: string, flags: AnalyzeFlags): Promise<void> {
  const { format, unit, side, task = 'walk', mode = 'offline' } = chosen(flags)
  const analysis = await analyzeFile(file, {
    mode,
    task,
    ...(format && { format }),
    ...(unit && { unit }),
    ...(side && { side }),
    ...(flags.layout && { layout: flags.layout }),
  })
  if (!flags.json) {
    console.log(analysisText(analysis, file))
    return
  }
  for (const warning of analysis.warnings) console.error(`note: ${warning}`)
  process.stdout.write(`${JSON.stringify(analyzeDocument(analysis, VERSION))}\n`)
}
