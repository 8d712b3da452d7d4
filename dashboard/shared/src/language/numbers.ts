import type { Language } from './languages.ts'

const MINUS = '\u2212'
const THIN = '\u202f'
const NONE = '\u2013'
const DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const
const TIME = { hour: '2-digit', minute: '2-digit' } as const
const LOCALES: Readonly<Record<Language, { readonly tag: string; readonly comma: string; readonly to: string }>> = {
  en: { tag: 'en-GB', comma: '.', to: 'to' },
  de: { tag: 'de-DE', comma: ',', to: 'bis' },
}

/** Numbers and times as a language writes them: true minus, thousands apart by a narrow space, times m:ss. */
export interface Numbers {
  number(value: number, decimals?: number): string
  /** With a sign always: +1.2, −3.1, 0.0. */
  signed(value: number, decimals?: number): string
  interval(ci95: readonly number[] | null, decimals: number): string
  signedInterval(ci95: readonly number[] | null, decimals: number): string
  clock(seconds: number): string
  /** 14 October 2026 */
  date(utc: string): string
  /** 10:42 */
  time(utc: string): string
  /** 14 October 2026 at 10:42 */
  dateTime(utc: string): string
}

/** `timeZone`: as Intl has it; by default that of this computer. */
export function createNumbers(language: Language, timeZone?: string): Numbers {
  const { tag, comma, to } = LOCALES[language]
  const zone = timeZone === undefined ? {} : { timeZone }
  const dates = new Intl.DateTimeFormat(tag, { ...DAY, ...zone })
  const both = new Intl.DateTimeFormat(tag, { ...DAY, ...TIME, ...zone })
  const times = new Intl.DateTimeFormat(tag, { ...TIME, ...zone })
  const written = (utc: string, format: Intl.DateTimeFormat): string => {
    const date = new Date(utc)
    return Number.isNaN(date.getTime()) ? utc : format.format(date)
  }
  function number(value: number, decimals = 0): string {
    if (!Number.isFinite(value)) return NONE
    const fixed = Math.abs(value).toFixed(decimals)
    const [whole, fraction] = fixed.split('.') as [string, string?]
    const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, THIN) : whole
    return (value < 0 && Number(fixed) !== 0 ? MINUS : '') + grouped + (fraction === undefined ? '' : comma + fraction)
  }
  const signed = (value: number, decimals = 1): string => (Number(value.toFixed(decimals)) > 0 ? '+' : '') + number(value, decimals)
  const between = (write: (v: number, decimals: number) => string) => (ci95: readonly number[] | null, decimals: number) =>
    ci95 === null ? NONE : `${write(ci95[0] ?? NaN, decimals)} ${to} ${write(ci95[1] ?? NaN, decimals)}`
  return {
    number,
    signed,
    interval: between(number),
    signedInterval: between(signed),
    clock(seconds) {
      const whole = Math.max(0, Math.floor(seconds))
      const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60]
      const two = (v: number): string => String(v).padStart(2, '0')
      return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`
    },
    date: (utc) => written(utc, dates),
    time: (utc) => written(utc, times),
    dateTime: (utc) => written(utc, both),
  }
}

/** Decimals that suit a unit's usual resolution. */
export const decimalsOf = (unit: string): number =>
  ({ s: 3, '%': 1, '/min': 1, N: 0, kPa: 0, mm: 0, mm2: 0, 'mm/s': 0, '%BW': 1, m: 3, 'm min': 5, deg: 1 })[unit] ?? 2
