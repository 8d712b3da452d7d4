import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { InfluxDB } from 'influx'
import { ID } from '../checks.ts'
import { InfluxFault, influxFault } from './fault.ts'
import type { InfluxPoint, Removal } from './projection.ts'

export interface InfluxSettings {
  /** http://host:8086 */
  readonly url: string
  readonly database: string
  readonly username?: string
  readonly password?: string
  /** An existing one; the database's default otherwise. */
  readonly retentionPolicy?: string
}

/** Microseconds as InfluxQL takes them in a string; a number would lose its last digits in JSON. */
const time = (time_us: number): string => {
  const ms = Math.floor(time_us / 1000)
  return `${new Date(ms).toISOString().slice(0, -1)}${String(time_us - ms * 1000).padStart(3, '0')}Z`
}

/** Our own back-off decides when to try again: the client's would answer "No host available" on its own for up to 10 s. */
const NEVER_AWAY = { getDelay: () => 0, next: () => NEVER_AWAY, reset: () => NEVER_AWAY }

/** Calls one InfluxDB. Every call ends within `deadline_ms`, and rejects with an InfluxFault only. */
export function createInfluxClient(settings: InfluxSettings, deadline_ms: number) {
  const { database, retentionPolicy } = settings
  if (!ID.test(database)) throw new Error(`InfluxDB database ${JSON.stringify(database)} may have letters, digits and _ . - only`)
  const url = new URL(settings.url)
  const agent = new (url.protocol === 'https:' ? HttpsAgent : HttpAgent)({ keepAlive: true })
  let opened: Promise<InfluxDB> | null = null

  const open = async (): Promise<InfluxDB> => {
    const { InfluxDB } = await import('./library.ts')
    return new InfluxDB({
      protocol: url.protocol === 'https:' ? 'https' : 'http',
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port ? Number(url.port) : url.protocol === 'https:' ? 443 : 80,
      path: url.pathname,
      database,
      ...(settings.username === undefined ? {} : { username: settings.username, password: settings.password ?? '' }),
      options: { agent },
      pool: { maxRetries: 0, requestTimeout: deadline_ms, backoff: NEVER_AWAY },
    })
  }
  /** A response that stops after its headers never settles in the client: its socket is taken away. */
  const call = async <T>(what: (influx: InfluxDB) => Promise<T>): Promise<T> => {
    const influx = await (opened ??= open())
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        agent.destroy()
        reject(new InfluxFault('retry', `no answer within ${deadline_ms} ms`))
      }, deadline_ms)
    })
    try {
      const answer = (async () => what(influx))()
      answer.catch(() => undefined)
      return await Promise.race([answer, late])
    } catch (error) {
      throw influxFault(error)
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    write: (points: readonly InfluxPoint[]): Promise<void> =>
      call((influx) =>
        influx.writePoints(
          points.map(({ measurement, tags, fields, time_us }) => ({ measurement, tags, fields, timestamp: String(time_us) })),
          { precision: 'u', ...(retentionPolicy === undefined ? {} : { retentionPolicy }) },
        ),
      ),
    async remove({ measurement, session, side, from_us, to_us }: Removal): Promise<void> {
      const conditions = ['"session" = $session']
      if (side !== null) conditions.push('"side" = $side')
      if (from_us !== null) conditions.push('time >= $from')
      if (to_us !== null) conditions.push('time < $to')
      const placeholders = {
        session,
        ...(side === null ? {} : { side }),
        ...(from_us === null ? {} : { from: time(from_us) }),
        ...(to_us === null ? {} : { to: time(to_us) }),
      }
      await call((influx) =>
        influx.queryRaw(`DELETE FROM "${measurement}" WHERE ${conditions.join(' AND ')}`, { placeholders, method: 'POST' }).then(noErrors),
      )
    },
    /**
     * Creates the database if that is allowed (a user without the right, or a server without the statement, is fine: it may exist), and
     * checks the retention policy.
     */
    async prepare(): Promise<void> {
      try {
        await call((influx) => influx.createDatabase(database))
      } catch (error) {
        const fault = influxFault(error)
        if (fault.kind === 'retry' || /authorization failed|401/.test(fault.message)) throw fault
      }
      if (retentionPolicy === undefined) return
      const policies = await call((influx) => influx.showRetentionPolicies())
      if (!policies.some((p) => p.name === retentionPolicy))
        throw new InfluxFault('refused', `retention policy ${retentionPolicy} does not exist in database ${database}`)
    },
    /** Is it there at all? */
    async probe(): Promise<void> {
      const hosts = await call((influx) => influx.ping(deadline_ms))
      if (!hosts.some((host) => host.online)) throw new InfluxFault('retry', `${settings.url} does not answer`)
    },
    close: () => agent.destroy(),
  }
}
export type InfluxClient = ReturnType<typeof createInfluxClient>

/** Errors of a statement come with status 200 inside the answer. */
function noErrors(answer: { readonly results?: readonly { readonly error?: string }[] }): void {
  const error = answer.results?.find((r) => r.error !== undefined)?.error
  if (error !== undefined) throw new Error(`Error from InfluxDB: ${error}`)
}
