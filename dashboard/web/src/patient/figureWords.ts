import type { MessageKey } from '@solestream/dashboard-shared/language'
import { language } from '../words/say.ts'
import { numberOf } from './dates.ts'
import { SHOWN, type Kind } from './figures.ts'

export const NAMES = {
  evenness: 'patient.evenness',
  cadence: 'patient.cadence',
  bothFeet: 'patient.bothFeet',
} as const satisfies Record<Kind, MessageKey>

/** With its unit, as it is shown; `least` decimals, where a round number needs none. */
export function valueWords(kind: Kind, value: number, least?: number): string {
  const { unit, decimals } = SHOWN[kind]
  return `${numberOf(value, decimals, language(), least)}${unit === '' ? '' : `\u00a0${unit}`}`
}
