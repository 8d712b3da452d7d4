import { randomBytes } from 'node:crypto'

/** Sorts by time and fits every store: 20261014-104200-3f9a1c (UTC). */
export function newSessionId(now: Date): string {
  const [day = '', time = ''] = now.toISOString().split('T')
  return `${day.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}-${randomBytes(3).toString('hex')}`
}
