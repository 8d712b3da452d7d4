import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Query } from '@solestream/processing/storage/sqlite'
import { SYSTEM, type Actor, type AuditEntry } from '../model.ts'

/** Where the log ends: what a later log must still contain. */
export interface AuditHead {
  readonly seq: number
  /** Hexadecimal. */
  readonly mac: string
}

export type AuditVerdict =
  | { readonly ok: true; readonly entries: number; readonly head: AuditHead }
  | { readonly ok: false; readonly seq: number; readonly reason: string }

export interface AuditLog {
  /** Within the transaction of what it tells about: both are there, or neither. */
  append(actor: Actor, action: string, subject: string, outcome?: AuditEntry['outcome']): void
  /** Newest first. */
  read(options: { readonly limit: number; readonly before?: number; readonly subject?: string }): readonly AuditEntry[]
  head(): AuditHead
  /** Why the log does not go on from an end that it is known to have had (null: none was kept); null: it does. */
  breakAfter(known: AuditHead | null): string | null
  /** Writes down that it does not: what is logged goes on behind that entry, and no `verify` holds any more. */
  appendBreak(known: AuditHead | null, reason: string): void
  /** Every entry against its chain, and the chain against the ends that it is known to have had. */
  verify(heads: readonly AuditHead[]): AuditVerdict
}

interface Row {
  readonly seq: number
  readonly time_utc: string
  readonly account: number | null
  readonly token: number | null
  readonly address: string | null
  readonly action: string
  readonly subject: string
  readonly outcome: AuditEntry['outcome']
  readonly mac: Uint8Array
}

/** An entry of this action says that the log before it was cut off or written anew. */
const BROKEN = 'log.broken'
const range = (from: number, to: number): string => (from === to ? `entry ${from}` : `entries ${from} to ${to}`)

const LONGEST = 200
/** Ids and words of ours, whatever was asked for: nothing can break a line or hide in it. */
const plain = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, LONGEST)

const entryOf = ({ mac: _, address, ...row }: Row): AuditEntry => ({ ...row, from: address })

/**
 * Entries chained by HMAC-SHA256: each one's mac covers the one before it. The key lies outside the database, so who can only write the
 * database can't make a chain that holds; a tail that was cut off shows against a head kept elsewhere (beside the key, in each backup).
 */
export function createAuditLog(query: Query, key: Uint8Array, now: () => Date): AuditLog {
  const first = createHmac('sha256', key).update('solestream audit log').digest()
  const chained = (before: Uint8Array, row: Omit<Row, 'mac'>): Buffer => {
    const { seq, time_utc, account, token, address, action, subject, outcome } = row
    const text = JSON.stringify([seq, time_utc, account, token, address, action, subject, outcome])
    return createHmac('sha256', key).update(before).update(text).digest()
  }
  const newest = (): Row | undefined => query('SELECT * FROM audit ORDER BY seq DESC LIMIT 1').get() as Row | undefined
  const hex = (mac: Uint8Array): string => Buffer.from(mac).toString('hex')

  const macOf = (seq: number): string | undefined => {
    const mac = query('SELECT mac FROM audit WHERE seq = ?').pluck().get(seq) as Uint8Array | undefined
    return seq === 0 ? hex(first) : mac && hex(mac)
  }
  const add = (
    before: { readonly seq: number; readonly mac: Uint8Array },
    { account, token, from }: Actor,
    action: string,
    subject: string,
    outcome: AuditEntry['outcome'],
  ): void => {
    const row = {
      seq: before.seq + 1,
      time_utc: now().toISOString(),
      account,
      token,
      address: from === null ? null : plain(from),
      action: plain(action),
      subject: plain(subject),
      outcome,
    }
    const mac = chained(before.mac, row)
    query(
      `INSERT INTO audit (seq, time_utc, account, token, address, action, subject, outcome, mac)
       VALUES (@seq, @time_utc, @account, @token, @address, @action, @subject, @outcome, @mac)`,
    ).run({ ...row, mac })
  }
  const end = () => newest() ?? { seq: 0, mac: first }

  return {
    append: (actor, action, subject, outcome = 'done') => add(end(), actor, action, subject, outcome),
    breakAfter(known) {
      const { seq } = end()
      if (known === null) return seq === 0 ? null : 'the end of the log that was kept was absent or unreadable'
      if (macOf(known.seq) === known.mac) return null
      return known.seq > seq ? `${range(seq + 1, known.seq)} were cut off` : `the log was written anew up to entry ${known.seq}`
    },
    appendBreak(known, reason) {
      const last = end()
      // Behind the gap, and chained to what was there: nothing can ever be put into it.
      const before = known !== null && known.seq > last.seq ? { seq: known.seq, mac: Buffer.from(known.mac, 'hex') } : last
      add(before, SYSTEM, BROKEN, reason, 'done')
    },
    read({ limit, before = Number.MAX_SAFE_INTEGER, subject }) {
      const rows =
        subject === undefined
          ? query('SELECT * FROM audit WHERE seq < ? ORDER BY seq DESC LIMIT ?').all(before, limit)
          : query('SELECT * FROM audit WHERE seq < ? AND subject = ? ORDER BY seq DESC LIMIT ?').all(before, subject, limit)
      return (rows as Row[]).map(entryOf)
    },
    head() {
      const last = newest()
      return { seq: last?.seq ?? 0, mac: hex(last?.mac ?? first) }
    },
    verify(heads) {
      const contradicted = (seq: number, mac: Uint8Array): boolean => heads.some((head) => head.seq === seq && head.mac !== hex(mac))
      let before: Uint8Array = first
      let seq = 0
      if (contradicted(0, first)) return { ok: false, seq: 0, reason: 'the log was begun with another key' }
      for (const row of query('SELECT * FROM audit ORDER BY seq').iterate() as Iterable<Row>) {
        if (row.seq !== seq + 1) return { ok: false, seq: seq + 1, reason: `${range(seq + 1, row.seq - 1)} missing: cut off or taken out` }
        seq = row.seq
        const mac = chained(before, row)
        if (mac.length !== row.mac.length || !timingSafeEqual(mac, row.mac))
          return { ok: false, seq, reason: `entry ${seq} is not what was written, or the key is another one` }
        if (row.action === BROKEN) return { ok: false, seq, reason: `entry ${seq} says: ${row.subject}` }
        before = mac
        if (contradicted(seq, mac)) return { ok: false, seq, reason: `the log was written anew up to entry ${seq}` }
      }
      const farthest = Math.max(0, ...heads.map((head) => head.seq))
      if (farthest > seq) return { ok: false, seq: seq + 1, reason: `entries ${seq + 1} to ${farthest} were cut off` }
      return { ok: true, entries: seq, head: { seq, mac: hex(before) } }
    },
  }
}
