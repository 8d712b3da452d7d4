import type { Query } from '@solestream/processing/storage/sqlite'
import type { Account, Actor } from '../model.ts'
import type { AuditLog } from './auditLog.ts'

interface AccountParts {
  account(id: number): Account | null
  subject(id: number): string
  /** Every sign-in, token and link of the account. */
  endAccess(id: number): void
}

/** How long a link waits for its owner. */
const LINK_MS = 7 * 86_400_000

/** One-time links with which the owner of an account, and nobody else, chooses its name and password. */
export function createSetUpLinks(query: Query, audit: AuditLog, { account, subject, endAccess }: AccountParts, now: () => Date) {
  /** Whose link it is, while it holds. */
  function linkedAccount(hash: Uint8Array): Account | null {
    const id = query('SELECT account FROM set_up_link WHERE hash = ? AND expires_utc > ?').pluck().get(hash, now().toISOString()) as
      number | undefined
    const found = id === undefined ? null : account(id)
    return found?.disabled_utc === null ? found : null
  }
  return {
    /** Until the link is used nobody can sign in: password, second factor, sign-ins, tokens and earlier links end. Gives when it ends itself. */
    makeSetUpLink(actor: Actor, id: number, hash: Uint8Array): string {
      const expires_utc = new Date(now().getTime() + LINK_MS).toISOString()
      query("UPDATE account SET password = '', totp_secret = NULL, totp_last_step = NULL WHERE id = ?").run(id)
      endAccess(id)
      query('INSERT INTO set_up_link VALUES (?, ?, ?)').run(hash, id, expires_utc)
      audit.append(actor, `account.link account ${id}`, subject(id))
      return expires_utc
    },
    linkedAccount,
    /** 'used': the link does not hold (any more). 'taken': another account has that name. */
    useSetUpLink(
      from: string | null,
      hash: Uint8Array,
      facts: { readonly name: string; readonly passwordHash: string },
    ): Account | 'used' | 'taken' {
      const found = linkedAccount(hash)
      if (found === null) return 'used'
      if (query('SELECT 1 FROM account WHERE name = ? AND id <> ?').get(facts.name, found.id)) return 'taken'
      query('UPDATE account SET name = ?, password = ? WHERE id = ?').run(facts.name, facts.passwordHash, found.id)
      endAccess(found.id)
      audit.append({ account: found.id, token: null, from }, `account.setUp account ${found.id}`, subject(found.id))
      return account(found.id) ?? 'used'
    },
  }
}
