import { ConfigurationFault } from '@solestream/ingest'
import type { WalkInputs } from '@solestream/processing/model'

/** What is known of a walk beside its samples, as commander gives it. */
export interface WalkFlags {
  readonly bodyWeight?: string
  readonly beltSpeed?: string
}

/** Newtons a kilogram weighs. */
const GRAVITY = 9.80665

const NUMBERS = [
  { name: 'bodyWeight', flag: '--body-weight', option: 'bodyWeight_N', scale: GRAVITY, least: 5, most: 400, what: 'kilograms' },
  { name: 'beltSpeed', flag: '--belt-speed', option: 'beltSpeed_m_s', scale: 1, least: 0.05, most: 12, what: 'metres per second' },
] as const

/** Throws a ConfigurationFault that tells all wrong ones at once. */
export function walkInputs(flags: WalkFlags): WalkInputs {
  const wrong: (readonly [fault: string, mend: string])[] = []
  const inputs: { -readonly [I in keyof WalkInputs]: WalkInputs[I] } = {}
  for (const { name, flag, option, scale, least, most, what } of NUMBERS) {
    const text = flags[name]
    if (text === undefined) continue
    const value = text.trim() === '' ? NaN : Number(text)
    if (value >= least && value <= most) inputs[option] = scale * value
    else wrong.push([`${flag} ${text} is not a number of ${least} to ${most}`, `${flag} takes ${what}`])
  }
  if (wrong.length > 0) throw new ConfigurationFault(wrong.map(([fault]) => fault).join('\n'), wrong.map(([, mend]) => mend).join('\n'))
  return inputs
}
