import type { Language, MessageKey } from '@solestream/dashboard-shared/language'

const LOCALE: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' }

/** How a day is called from a later one: by its month, or where that is the same one by its day. */
export interface When {
  readonly how: 'month' | 'day' | 'same-day'
  readonly date: string
}
export const WHEN_WORDS = {
  month: 'patient.inMonth',
  day: 'patient.onDay',
  'same-day': 'patient.earlierThatDay',
} as const satisfies Record<When['how'], MessageKey>

/** `timeZone`: the reader's own unless told. */
export function whenOf(utc: string, from_utc: string, language: Language, timeZone?: string): When {
  const [date, from] = [new Date(utc), new Date(from_utc)]
  const said = (options: Intl.DateTimeFormatOptions, of = date): string =>
    new Intl.DateTimeFormat(LOCALE[language], { ...options, ...(timeZone === undefined ? {} : { timeZone }) }).format(of)
  const same = (options: Intl.DateTimeFormatOptions): boolean => said(options) === said(options, from)
  if (same({ year: 'numeric', month: 'numeric', day: 'numeric' })) return { how: 'same-day', date: said({ day: 'numeric', month: 'long' }) }
  if (same({ year: 'numeric', month: 'numeric' })) return { how: 'day', date: said({ day: 'numeric', month: 'long' }) }
  return { how: 'month', date: said({ month: 'long', ...(same({ year: 'numeric' }) ? {} : { year: 'numeric' }) }) }
}

export const dayOf = (utc: string, language: Language, options: Intl.DateTimeFormatOptions = {}): string =>
  new Intl.DateTimeFormat(LOCALE[language], { day: 'numeric', month: 'long', year: 'numeric', ...options }).format(new Date(utc))

export const numberOf = (value: number, decimals: number, language: Language, least = decimals): string =>
  new Intl.NumberFormat(LOCALE[language], { minimumFractionDigits: least, maximumFractionDigits: decimals }).format(value)
