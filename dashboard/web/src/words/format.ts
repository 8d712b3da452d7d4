import { createNumbers, type Language, type Numbers } from '@solestream/dashboard-shared/language'
import { language } from './say.ts'

export { decimalsOf } from '@solestream/dashboard-shared/language'

/** Intl's formatters are slow to make, and some numbers are written at every frame. */
const known = new Map<Language, Numbers>()

/** Numbers and times as the chosen language writes them. */
export function numbers(): Numbers {
  const spoken = language()
  let made = known.get(spoken)
  if (made === undefined) known.set(spoken, (made = createNumbers(spoken)))
  return made
}

export const number = (value: number, decimals = 0): string => numbers().number(value, decimals)
/** With a sign always: +1.2, −3.1, 0.0. */
export const signed = (value: number, decimals = 1): string => numbers().signed(value, decimals)
export const interval = (low: number, high: number, decimals: number): string => numbers().interval([low, high], decimals)
export const intervalWords = (ci95: readonly number[] | null, decimals: number): string => numbers().interval(ci95, decimals)
export const clock = (seconds: number): string => numbers().clock(seconds)
export const dateTime = (utc: string): string => numbers().dateTime(utc)

/** As it was typed: no zeros added. */
export const exact = (value: number): string => number(value, Math.min(3, (String(value).split('.')[1] ?? '').length))

/** How long ago, in words short enough for a label: 3 s, 2 min, 5 h. */
export function ago(seconds: number): string {
  if (seconds < 100) return `${Math.max(0, Math.floor(seconds))} s`
  if (seconds < 6000) return `${Math.floor(seconds / 60)} min`
  return `${Math.floor(seconds / 3600)} h`
}
