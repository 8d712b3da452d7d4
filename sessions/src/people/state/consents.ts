import type { Query } from '@solestream/processing/storage/sqlite'
import type { Actor, Consent, Purpose } from '../model.ts'
import type { AuditLog } from './auditLog.ts'

export function createConsents(query: Query, audit: AuditLog, now: () => Date) {
  const consentsOf = (pseudonym: string): readonly Consent[] =>
    query('SELECT * FROM consent WHERE pseudonym = ? ORDER BY id').all(pseudonym) as Consent[]
  return {
    consentsOf,
    giveConsent(actor: Actor, pseudonym: string, purpose: Purpose, version: string): Consent {
      const { lastInsertRowid } = query('INSERT INTO consent (pseudonym, purpose, version, given_utc) VALUES (?, ?, ?, ?)').run(
        pseudonym,
        purpose,
        version,
        now().toISOString(),
      )
      audit.append(actor, `consent.give ${purpose}`, pseudonym)
      return query('SELECT * FROM consent WHERE id = ?').get(lastInsertRowid) as Consent
    },
    /** False: there is no such consent of that person that still holds. */
    withdrawConsent(actor: Actor, pseudonym: string, id: number): boolean {
      const { changes } = query('UPDATE consent SET withdrawn_utc = ? WHERE id = ? AND pseudonym = ? AND withdrawn_utc IS NULL').run(
        now().toISOString(),
        id,
        pseudonym,
      )
      if (changes > 0) audit.append(actor, 'consent.withdraw', pseudonym)
      return changes > 0
    },
    /** Who agrees to that use now. */
    consenting(purpose: Purpose): readonly string[] {
      return query('SELECT DISTINCT pseudonym FROM consent WHERE purpose = ? AND withdrawn_utc IS NULL').pluck().all(purpose) as string[]
    },
  }
}
