import type { Resolution } from './model.ts'

const DAY_MS = 86_400_000

/** Start of the stretch that a time is in, UTC. */
export function stretchOf(time_ms: number, resolution: Exclude<Resolution, 'session'>): number {
  const date = new Date(time_ms)
  const day = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate())
  if (resolution === 'day') return day
  // Monday is the first day of a week: ISO 8601.
  if (resolution === 'week') return day - ((date.getUTCDay() + 6) % 7) * DAY_MS
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1)
}

export function nextStretch(start_ms: number, resolution: Exclude<Resolution, 'session'>): number {
  if (resolution === 'day') return start_ms + DAY_MS
  if (resolution === 'week') return start_ms + 7 * DAY_MS
  const date = new Date(start_ms)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)
}
