/** Numbers and times as the page writes them: true minus, thousands apart by a narrow space, times m:ss. */
const MINUS = '\u2212'
const THIN = '\u202f'

export function number(value: number, decimals = 0): string {
  if (!Number.isFinite(value)) return '\u2013'
  const fixed = Math.abs(value).toFixed(decimals)
  const [whole, fraction] = fixed.split('.') as [string, string?]
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, THIN) : whole
  const negative = value < 0 && Number(fixed) !== 0
  return (negative ? MINUS : '') + grouped + (fraction === undefined ? '' : `.${fraction}`)
}

/** With a sign always: +1.2, −3.1, 0.0. */
export const signed = (value: number, decimals = 1): string => (Number(value.toFixed(decimals)) > 0 ? '+' : '') + number(value, decimals)

export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60]
  const two = (v: number): string => String(v).padStart(2, '0')
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`
}

/** How long ago, in words short enough for a label: 3 s, 2 min, 5 h. */
export function ago(seconds: number): string {
  if (seconds < 100) return `${Math.max(0, Math.floor(seconds))} s`
  if (seconds < 6000) return `${Math.floor(seconds / 60)} min`
  return `${Math.floor(seconds / 3600)} h`
}

export const interval = (low: number, high: number, decimals: number): string => `${number(low, decimals)} to ${number(high, decimals)}`

export const intervalWords = (ci95: readonly number[] | null, decimals: number): string =>
  ci95 === null ? '\u2013' : interval(ci95[0] ?? NaN, ci95[1] ?? NaN, decimals)

/** Decimals that suit a unit's usual resolution. */
export const decimalsOf = (unit: string): number =>
  ({ s: 3, '%': 1, '/min': 1, N: 0, kPa: 0, mm: 0, mm2: 0, 'mm/s': 0, '%BW': 1, m: 3, 'm min': 5, deg: 1 })[unit] ?? 2

export function dateTime(utc: string): string {
  const date = new Date(utc)
  if (Number.isNaN(date.getTime())) return utc
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(
    date,
  )
}
