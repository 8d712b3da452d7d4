/**
 * What to do about an error of InfluxDB:
 *   retry        not reachable or overloaded: later
 *   refused      sign-in, rights, or no InfluxDB there: slowly again, and say so; nothing is dropped
 *   no-database  create it, then again
 *   bad          the request's content: find the bad points and set them aside
 *   too-large    send less at once
 */
export type InfluxFaultKind = 'retry' | 'refused' | 'no-database' | 'bad' | 'too-large'

export class InfluxFault extends Error {
  override readonly name = 'InfluxFault'
  readonly kind: InfluxFaultKind
  constructor(kind: InfluxFaultKind, message: string) {
    super(message)
    this.kind = kind
  }
}

function kindOf(status: number | null, said: string): InfluxFaultKind {
  if (/database not found/.test(said)) return 'no-database'
  if (/not authorized|authorization failed/.test(said)) return 'refused'
  if (status === null || status >= 500 || status === 408 || status === 429) return 'retry'
  if (status === 413) return 'too-large'
  return status === 400 ? 'bad' : 'refused'
}

/**
 * The client's error classes are not exported: what counts is the answer's status. It throws the text of a 5xx away, so that an unknown
 * retention policy (500 for ever) can only be found beforehand.
 */
export function influxFault(error: unknown): InfluxFault {
  if (error instanceof InfluxFault) return error
  const said = error instanceof Error ? error.message : String(error)
  const res = error instanceof Error && 'res' in error ? (error.res as { readonly statusCode?: number } | null) : null
  // A query's own error comes with status 200.
  if (/^Error from InfluxDB/.test(said)) return new InfluxFault(kindOf(400, said), said)
  return new InfluxFault(kindOf(res?.statusCode ?? null, said), said)
}
