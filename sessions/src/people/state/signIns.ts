import type { Query } from '@solestream/processing/storage/sqlite'
import { SCOPES, type Account, type Actor, type ApiToken, type Scope } from '../model.ts'
import type { AuditLog } from './auditLog.ts'

interface TokenRow {
  readonly id: number
  readonly account: number
  readonly label: string
  readonly scopes: string
  readonly created_utc: string
  readonly expires_utc: string
  readonly used_utc: string | null
  readonly revoked_utc: string | null
}

/** Automatic sign-out: after so long without an act of a person, and after so long in all. */
export const IDLE_S = 30 * 60
export const LONGEST_S = 12 * 3600
/** A request within this time of the last one is not written down: it would cost a disk write each. */
const SEEN_EVERY_S = 60

const tokenOf = ({ id, account, label, scopes, created_utc, expires_utc, used_utc, revoked_utc }: TokenRow): ApiToken => ({
  id,
  account,
  label,
  scopes: SCOPES.filter((scope) => scopes.split(' ').includes(scope)),
  created_utc,
  expires_utc,
  lastUsed_utc: used_utc,
  revoked_utc,
})

/** Sign-ins of browsers and tokens of scripts: both are known by the hash of a secret that only the other side has. */
export function createSignIns(query: Query, audit: AuditLog, account: (id: number) => Account | null, now: () => Date) {
  const now_s = (): number => Math.floor(now().getTime() / 1000)
  const active = (id: number): Account | null => {
    const found = account(id)
    return found?.disabled_utc === null ? found : null
  }
  return {
    beginSignIn(actor: Actor, hash: Uint8Array): void {
      query('DELETE FROM sign_in WHERE seen_s < ? OR began_s < ?').run(now_s() - IDLE_S, now_s() - LONGEST_S)
      query('INSERT INTO sign_in VALUES (?, ?, ?, ?)').run(hash, actor.account, now_s(), now_s())
      audit.append(actor, 'signIn', `account ${actor.account}`)
    },
    refuseSignIn(from: string | null, id: number | null): void {
      audit.append({ account: null, token: null, from }, 'signIn', id === null ? 'unknown account' : `account ${id}`, 'refused')
    },
    /** Who is signed in did not know the password (or code) when it was asked for again. */
    refuseConfirmation(actor: Actor): void {
      audit.append(actor, 'account.confirm', `account ${actor.account}`, 'refused')
    },
    /** Whose sign-in it is, while it lasts. What nobody asked for (a page that asks by itself, an open socket) does not make it last. */
    signedIn(hash: Uint8Array, attended = true): Account | null {
      const found = query('SELECT account, began_s, seen_s FROM sign_in WHERE hash = ?').get(hash) as
        { account: number; began_s: number; seen_s: number } | undefined
      if (!found || found.seen_s < now_s() - IDLE_S || found.began_s < now_s() - LONGEST_S) return null
      if (attended && found.seen_s < now_s() - SEEN_EVERY_S) query('UPDATE sign_in SET seen_s = ? WHERE hash = ?').run(now_s(), hash)
      return active(found.account)
    },
    endSignIn(actor: Actor, hash: Uint8Array): void {
      if (query('DELETE FROM sign_in WHERE hash = ?').run(hash).changes > 0) audit.append(actor, 'signOut', `account ${actor.account}`)
    },
    createToken(
      actor: Actor,
      facts: {
        readonly hash: Uint8Array
        readonly account: number
        readonly label: string
        readonly scopes: readonly Scope[]
        readonly expires_utc: string
      },
    ): ApiToken {
      const { lastInsertRowid } = query(
        'INSERT INTO token (hash, account, label, scopes, created_utc, expires_utc) VALUES (?, ?, ?, ?, ?, ?)',
      ).run(facts.hash, facts.account, facts.label, facts.scopes.join(' '), now().toISOString(), facts.expires_utc)
      audit.append(actor, 'token.create', `token ${lastInsertRowid}`)
      return tokenOf(query('SELECT * FROM token WHERE id = ?').get(lastInsertRowid) as TokenRow)
    },
    tokensOf: (id: number): readonly ApiToken[] =>
      (query('SELECT * FROM token WHERE account = ? ORDER BY id').all(id) as TokenRow[]).map(tokenOf),
    /** False: the account has no such token. */
    revokeToken(actor: Actor, of: number, id: number): boolean {
      const { changes } = query('UPDATE token SET revoked_utc = ? WHERE id = ? AND account = ? AND revoked_utc IS NULL').run(
        now().toISOString(),
        id,
        of,
      )
      if (changes > 0) audit.append(actor, 'token.revoke', `token ${id}`)
      return changes > 0
    },
    tokenUser(hash: Uint8Array): { readonly account: Account; readonly token: ApiToken } | null {
      const row = query('SELECT * FROM token WHERE hash = ?').get(hash) as TokenRow | undefined
      if (!row || row.revoked_utc !== null || Date.parse(row.expires_utc) <= now().getTime()) return null
      const user = active(row.account)
      if (!user) return null
      if (row.used_utc === null || Date.parse(row.used_utc) < now().getTime() - SEEN_EVERY_S * 1000)
        query('UPDATE token SET used_utc = ? WHERE id = ?').run(now().toISOString(), row.id)
      return { account: user, token: tokenOf(row) }
    },
  }
}
