import type { Query } from '@solestream/processing/storage/sqlite'
import type { Account, Actor, Role } from '../model.ts'
import type { AuditLog } from './auditLog.ts'
import { createSetUpLinks } from './setUpLinks.ts'

interface Row {
  readonly id: number
  readonly name: string
  readonly role: Role
  readonly pseudonym: string | null
  readonly password: string
  readonly totp_secret: string | null
  readonly created_utc: string
  readonly disabled_utc: string | null
}

/** What sign-in checks. Never leaves this process. */
export interface Credentials {
  readonly account: Account
  /** Null: none is chosen yet. */
  readonly passwordHash: string | null
  readonly totpSecret: string | null
}

export function createAccounts(query: Query, audit: AuditLog, now: () => Date) {
  const accountOf = ({ id, name, role, pseudonym, password, totp_secret, created_utc, disabled_utc }: Row): Account => ({
    id,
    name,
    role,
    pseudonym,
    secondFactor: totp_secret !== null,
    setUp: password !== '',
    created_utc,
    disabled_utc,
  })
  const row = (id: number): Row | undefined => query('SELECT * FROM account WHERE id = ?').get(id) as Row | undefined
  const account = (id: number): Account | null => {
    const found = row(id)
    return found ? accountOf(found) : null
  }
  /** What happens to a patient's account stands in that person's own log. */
  const subject = (id: number): string => row(id)?.pseudonym ?? `account ${id}`
  const credentialsIn = (found: Row | undefined): Credentials | null =>
    found ? { account: accountOf(found), passwordHash: found.password || null, totpSecret: found.totp_secret } : null
  /** Sign-ins, tokens and links: with another password, and with the account. */
  function endAccess(id: number): void {
    query('DELETE FROM sign_in WHERE account = ?').run(id)
    query('DELETE FROM set_up_link WHERE account = ?').run(id)
    query('UPDATE token SET revoked_utc = ? WHERE account = ? AND revoked_utc IS NULL').run(now().toISOString(), id)
  }

  function createAccount(
    actor: Actor,
    facts: { readonly name: string; readonly role: Role; readonly pseudonym: string | null; readonly passwordHash: string | null },
  ): Account | null {
    if (query('SELECT 1 FROM account WHERE name = ?').get(facts.name)) return null
    const { lastInsertRowid } = query('INSERT INTO account (name, role, pseudonym, password, created_utc) VALUES (?, ?, ?, ?, ?)').run(
      facts.name,
      facts.role,
      facts.pseudonym,
      facts.passwordHash ?? '',
      now().toISOString(),
    )
    const id = Number(lastInsertRowid)
    audit.append(
      actor,
      facts.pseudonym === null ? `account.create ${facts.role}` : `account.create ${facts.role} account ${id}`,
      subject(id),
    )
    return account(id)
  }

  return {
    account,
    ...createSetUpLinks(query, audit, { account, subject, endAccess }, now),
    accountOfPatient(pseudonym: string): Account | null {
      const found = query("SELECT * FROM account WHERE pseudonym = ? AND role = 'patient'").get(pseudonym) as Row | undefined
      return found ? accountOf(found) : null
    },
    accounts: (): readonly Account[] => (query('SELECT * FROM account ORDER BY id').all() as Row[]).map(accountOf),
    accountCount: (): number => query('SELECT count(*) FROM account').pluck().get() as number,
    /** Null: the name is taken (capital letters make no other name). */
    createAccount,
    /** Null: there is an account already. */
    createFirstAccount(actor: Actor, facts: { readonly name: string; readonly passwordHash: string }): Account | null {
      if (query('SELECT count(*) FROM account').pluck().get() !== 0) return null
      return createAccount(actor, { ...facts, role: 'administrator', pseudonym: null })
    },
    credentials(name: string): Credentials | null {
      return credentialsIn(query('SELECT * FROM account WHERE name = ?').get(name) as Row | undefined)
    },
    credentialsOf(id: number): Credentials | null {
      return credentialsIn(row(id))
    },
    /** Every sign-in and token of the account ends. */
    setPassword(actor: Actor, id: number, passwordHash: string): void {
      query('UPDATE account SET password = ? WHERE id = ?').run(passwordHash, id)
      endAccess(id)
      audit.append(actor, 'account.password', subject(id))
    },
    /** Switched on, every sign-in ends but the one of `keep`: who had only the password is out. */
    setSecondFactor(actor: Actor, id: number, secret: string | null, keep: Uint8Array | null = null): void {
      if (secret !== null) query('DELETE FROM sign_in WHERE account = ? AND (? IS NULL OR hash <> ?)').run(id, keep, keep)
      query('UPDATE account SET totp_secret = ?, totp_last_step = NULL WHERE id = ?').run(secret, id)
      audit.append(actor, secret === null ? 'account.secondFactor.off' : 'account.secondFactor.on', subject(id))
    },
    /** A code counts once: false when this step, or a later one, was used before. */
    useTotpStep(id: number, step: number): boolean {
      return (
        query('UPDATE account SET totp_last_step = @step WHERE id = @id AND (totp_last_step IS NULL OR totp_last_step < @step)').run({
          id,
          step,
        }).changes > 0
      )
    },
    /** Its sign-ins and tokens end with it. False: it is the last administrator that can sign in. */
    setDisabled(actor: Actor, id: number, disabled: boolean): boolean {
      const last =
        query("SELECT count(*) FROM account WHERE role = 'administrator' AND disabled_utc IS NULL AND password <> '' AND id <> ?")
          .pluck()
          .get(id) === 0
      if (disabled && last && row(id)?.role === 'administrator') return false
      query('UPDATE account SET disabled_utc = ? WHERE id = ?').run(disabled ? now().toISOString() : null, id)
      if (disabled) endAccess(id)
      audit.append(actor, disabled ? 'account.disable' : 'account.enable', subject(id))
      return true
    },
  }
}
