/** u32 on the air: whole seconds since 1970-01-01T00:00:00Z, without leap seconds; until 2106. Here no Date exists. */
const UTC = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d{1,3})?Z$/
const DAY_s = 86400
const MAX_s = 0xffffffff

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const daysOf = (year: number, month: number) => (month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31)

/** Days from 1970 to this first of January. */
function daysBefore(year: number): number {
  const before = year - 1
  const leaps = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400)
  return 365 * (year - 1970) + leaps - 477
}

/** Decimals of the second are cut. RangeError: no such date and time, or not in 1970 to 2106. */
export function secondsOfUtc(utc: string): number {
  const fields = UTC.exec(utc)?.slice(1).map(Number)
  if (fields === undefined) throw new RangeError(`${utc} is not like 2026-01-31T12:00:00Z`)
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = fields
  let days = daysBefore(year) + day - 1
  for (let m = 1; m < month; m++) days += daysOf(year, m)
  const seconds = days * DAY_s + hour * 3600 + minute * 60 + second
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month) && hour < 24 && minute < 60 && second < 60
  if (!exists || seconds < 0 || seconds > MAX_s) throw new RangeError(`${utc} does not exist, or not in 1970 to 2106`)
  return seconds
}

/** 2026-01-31T12:00:00Z, of any u32. */
export function utcOfSeconds(seconds: number): string {
  let days = Math.floor(seconds / DAY_s)
  let year = 1970 + Math.floor(days / 366)
  while (daysBefore(year + 1) <= days) year++
  days -= daysBefore(year)
  let month = 1
  for (; days >= daysOf(year, month); month++) days -= daysOf(year, month)
  const rest = seconds % DAY_s
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  return `${year}-${two(month)}-${two(days + 1)}T${two(rest / 3600)}:${two((rest / 60) % 60)}:${two(rest % 60)}Z`
}
