import type { Query } from '@solestream/processing/storage/sqlite'
import { SYSTEM } from '../model.ts'
import type { AuditLog } from './auditLog.ts'

/** What was taken back, in the words that a backup made before has for the same thing. */
export interface TakenBack {
  readonly consents: readonly {
    readonly pseudonym: string
    readonly purpose: string
    readonly given_utc: string
    readonly withdrawn_utc: string
  }[]
  readonly tokens: readonly { readonly hash: Uint8Array; readonly revoked_utc: string }[]
  readonly accounts: readonly { readonly id: number; readonly created_utc: string; readonly disabled_utc: string }[]
}

/** Consents withdrawn, tokens revoked, accounts disabled: a backup that is restored must not give them again. */
export function createTakenBack(query: Query, audit: AuditLog) {
  return {
    takenBack: (): TakenBack => ({
      consents: query('SELECT * FROM consent WHERE withdrawn_utc IS NOT NULL').all() as TakenBack['consents'][number][],
      tokens: query('SELECT hash, revoked_utc FROM token WHERE revoked_utc IS NOT NULL').all() as TakenBack['tokens'][number][],
      accounts: query('SELECT * FROM account WHERE disabled_utc IS NOT NULL').all() as TakenBack['accounts'][number][],
    }),
    /** In a restored backup. Returns how many were taken back again; the last administrator who can sign in stays one. */
    takeBackAgain({ consents, tokens, accounts }: TakenBack): number {
      let again = 0
      const done = (changes: number, action: string, subject: string): void => {
        if (changes > 0) audit.append(SYSTEM, action, subject)
        again += changes
      }
      for (const { pseudonym, purpose, given_utc, withdrawn_utc } of consents) {
        const { changes } = query(
          'UPDATE consent SET withdrawn_utc = ? WHERE pseudonym = ? AND purpose = ? AND given_utc = ? AND withdrawn_utc IS NULL',
        ).run(withdrawn_utc, pseudonym, purpose, given_utc)
        done(changes, 'consent.withdraw', pseudonym)
      }
      for (const { hash, revoked_utc } of tokens) {
        const id = query('SELECT id FROM token WHERE hash = ?').pluck().get(hash) as number | undefined
        const { changes } = query('UPDATE token SET revoked_utc = ? WHERE hash = ? AND revoked_utc IS NULL').run(revoked_utc, hash)
        done(changes, 'token.revoke', `token ${id}`)
      }
      for (const { id, created_utc, disabled_utc } of accounts) {
        const { changes } = query(
          `UPDATE account SET disabled_utc = ? WHERE id = ? AND created_utc = ? AND disabled_utc IS NULL AND (role <> 'administrator'
             OR EXISTS (SELECT 1 FROM account AS other WHERE other.role = 'administrator' AND other.disabled_utc IS NULL AND other.id <> account.id))`,
        ).run(disabled_utc, id, created_utc)
        done(changes, 'account.disable', `account ${id}`)
      }
      return again
    },
    /** Every browser signs in anew. */
    endAllSignIns(): void {
      query('DELETE FROM sign_in').run()
    },
  }
}
