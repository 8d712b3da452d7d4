import type { InfluxSettings } from './client.ts'

/**
 * How an InfluxDB stands to these settings, found out without changing anything:
 *   absent          nothing that answers like InfluxDB
 *   foreign         InfluxDB, but not 1.x
 *   refused         the sign-in is wrong or missing
 *   no-right        signed in, but may not write there, or not create the missing database
 *   creatable       no such database yet, and it may be created
 *   ok              may be written
 */
export interface InfluxInspection {
  readonly state: 'absent' | 'foreign' | 'refused' | 'no-right' | 'creatable' | 'ok'
  readonly version: string | null
  /** What it said; null when all is well. */
  readonly said: string | null
}

/** Rejects only when `over` is aborted. */
export async function inspectInflux(settings: Omit<InfluxSettings, 'retentionPolicy'>, over: AbortSignal): Promise<InfluxInspection> {
  const { username, password = '', database } = settings
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = username === undefined ? {} : { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` }
    return fetch(new URL(path, settings.url), { ...init, headers, signal: over, redirect: 'error' })
  }
  let version: string | null
  try {
    version = (await ask('/ping')).headers.get('x-influxdb-version')
  } catch (error) {
    over.throwIfAborted()
    const { cause, message } = error as Error
    return { state: 'absent', version: null, said: cause instanceof Error ? cause.message : message }
  }
  if (version === null) return { state: 'absent', version, said: 'what answers there is no InfluxDB' }
  if (!/^v?1\./.test(version)) return { state: 'foreign', version, said: null }

  // A write of no points is judged like any other: sign-in, database, right; and nothing is written.
  const write = await ask(`/write?db=${encodeURIComponent(database)}`, { method: 'POST', body: '' })
  const said = await reason(write)
  if (write.ok) return { state: 'ok', version, said: null }
  if (write.status === 401) return { state: 'refused', version, said }
  if (write.status !== 404) return { state: 'no-right', version, said }
  // Whoever may list the users is an administrator, and may create databases.
  const users = await ask(`/query?q=${encodeURIComponent('SHOW USERS')}`)
  return users.ok ? { state: 'creatable', version, said: null } : { state: 'no-right', version, said: said ?? (await reason(users)) }
}

async function reason(response: Response): Promise<string | null> {
  const text = await response.text()
  try {
    const { error } = JSON.parse(text) as { readonly error?: unknown }
    return typeof error === 'string' ? error : null
  } catch {
    return text.trim().slice(0, 200) || null
  }
}
