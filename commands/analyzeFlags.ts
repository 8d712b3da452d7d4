import { ConfigurationFault } from '@solestream/ingest'
import { RECORDING_FORMATS, type OpenOptions } from '@solestream/ingest/recordings'
import { GAIT_ALGORITHM_IDS, type AnalyzeOptions } from '@solestream/sessions'

/** How recordings are read and analyzed, as commander gives it. */
export interface AnalyzeFlags {
  readonly format?: string
  readonly layout?: string
  readonly unit?: string
  readonly side?: string
  readonly task?: string
  readonly mode?: string
  readonly algorithm?: string
  readonly bodyWeight?: string
  readonly beltSpeed?: string
  readonly stanceWidth?: string
  readonly toeOut?: string
}

const CHOICES = {
  format: RECORDING_FORMATS,
  unit: ['raw', 'N', 'kPa'],
  side: ['left', 'right'],
  task: ['walk', 'run', 'balance'],
  mode: ['offline', 'online'],
  algorithm: GAIT_ALGORITHM_IDS,
} as const
type Choice = keyof typeof CHOICES

/** Newtons a kilogram weighs. */
const GRAVITY = 9.80665

/** Numbers, what they must be and the option of the analysis that they are. */
const NUMBERS = {
  bodyWeight: { flag: '--body-weight', option: 'bodyWeight_N', least: 5, most: 400, what: 'kilograms', scale: GRAVITY },
  beltSpeed: { flag: '--belt-speed', option: 'beltSpeed_m_s', least: 0.05, most: 12, what: 'metres per second', scale: 1 },
  stanceWidth: { flag: '--stance-width', option: 'stanceWidth_mm', least: 0, most: 1000, what: 'millimetres between the heels', scale: 1 },
  toeOut: { flag: '--toe-out', option: 'toeOut_deg', least: -90, most: 90, what: 'degrees that each foot points outward', scale: 1 },
} as const
type NumberFlag = keyof typeof NUMBERS

/** The options of the analysis; throws a ConfigurationFault that tells all wrong ones at once. */
export function analyzeOptions(flags: AnalyzeFlags): OpenOptions & AnalyzeOptions {
  const wrong: (readonly [fault: string, mend: string])[] = []
  const options: Record<string, unknown> = { mode: 'offline', ...(flags.layout && { layout: flags.layout }) }
  for (const name of Object.keys(CHOICES) as Choice[]) {
    const value = flags[name]
    if (value === undefined) continue
    if ((CHOICES[name] as readonly string[]).includes(value)) options[name] = value
    else wrong.push([`--${name} ${value} is not known`, `--${name} takes ${CHOICES[name].join(', ')}`])
  }
  for (const name of Object.keys(NUMBERS) as NumberFlag[]) {
    const { flag, option, least, most, what, scale } = NUMBERS[name]
    const value = flags[name]
    if (value === undefined) continue
    const number = value.trim() === '' ? NaN : Number(value)
    if (number >= least && number <= most) options[option] = scale * number
    else wrong.push([`${flag} ${value} is not a number of ${least} to ${most}`, `${flag} takes ${what}`])
  }
  if (wrong.length > 0) throw new ConfigurationFault(wrong.map(([fault]) => fault).join('\n'), wrong.map(([, mend]) => mend).join('\n'))
  return options as unknown as OpenOptions & AnalyzeOptions
}
