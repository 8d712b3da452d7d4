import { ConfigurationFault } from '@solestream/ingest'
import { analysisText, analyzeDocument, analyzeFile, GAIT_ALGORITHM_IDS } from '@solestream/sessions'
import { VERSION } from './version.ts'

export interface AnalyzeFlags {
  readonly format?: string
  readonly layout?: string
  readonly unit?: string
  readonly side?: string
  readonly task?: string
  readonly mode?: string
  readonly algorithm?: string
  readonly beltSpeed?: string
  readonly bodyMass?: string
  readonly json?: boolean
}

const CHOICES = {
  format: ['solestream', 'csv', 'gaitpdb'],
  unit: ['raw', 'N', 'kPa'],
  side: ['left', 'right'],
  task: ['walk', 'run', 'balance'],
  mode: ['offline', 'online'],
  algorithm: GAIT_ALGORITHM_IDS,
} as const

/** What a person measured: [flag, unit, least, most]. */
const MEASURED = [
  ['beltSpeed', 'm/s', 0.1, 10],
  ['bodyMass', 'kg', 10, 400],
] as const
const GRAVITY = 9.80665

interface Wrong {
  readonly flag: string
  readonly value: string
  readonly takes: string
}
const flagOf = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

/** The flags as what they stand for; all wrong ones are told at once. */
function understood(flags: AnalyzeFlags) {
  const wrong: Wrong[] = []
  for (const [name, choices] of Object.entries(CHOICES)) {
    const value = flags[name as keyof typeof CHOICES]
    if (value !== undefined && !(choices as readonly string[]).includes(value))
      wrong.push({ flag: flagOf(name), value, takes: choices.join(', ') })
  }
  for (const [name, unit, least, most] of MEASURED) {
    const value = flags[name]
    if (value !== undefined && !(Number(value) >= least && Number(value) <= most))
      wrong.push({ flag: flagOf(name), value, takes: `a number of ${unit} from ${least} to ${most}` })
  }
  if (wrong.length > 0)
    throw new ConfigurationFault(
      wrong.map((w) => `${w.flag} ${w.value} is not known`).join('\n'),
      wrong.map((w) => `${w.flag} takes ${w.takes}`).join('\n'),
    )
  return {
    choices: flags as { [F in keyof typeof CHOICES]?: (typeof CHOICES)[F][number] },
    inputs: {
      ...(flags.beltSpeed !== undefined && { beltSpeed_m_s: Number(flags.beltSpeed) }),
      ...(flags.bodyMass !== undefined && { bodyWeight_N: GRAVITY * Number(flags.bodyMass) }),
    },
  }
}

export async function analyze(file: string, flags: AnalyzeFlags): Promise<void> {
  const { choices, inputs } = understood(flags)
  const { format, unit, side, task = 'walk', mode = 'offline', algorithm } = choices
  const analysis = await analyzeFile(file, {
    mode,
    task,
    algorithm,
    ...inputs,
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
