import type { Query } from '@solestream/processing/storage/sqlite'
import type { Account, Actor, Role } from '../model.ts'
import type { AuditLog } from './auditLog.ts'

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
  readonly passwordHash: string
  readonly totpSecret: string | null
}

export function createAccounts(query: Query, audit: AuditLog, now: () => Date) {
  const accountOf = ({ id, name, role, pseudonym, totp_secret, created_utc, disabled_utc }: Row): Account => ({
    id,
    name,
    role,
    pseudonym,
    secondFactor: totp_secret !== null,
    created_utc,
    disabled_utc,
  })
  const row = (id: number): Row | undefined => query('SELECT * FROM account WHERE id = ?').get(id) as Row | undefined
  const account = (id: number): Account | null => {
    const found = row(id)
    return found ? accountOf(found) : null
  }
  const subject = (id: number): string => `account ${id}`
  const endSignIns = (id: number): unknown => query('DELETE FROM sign_in WHERE account = ?').run(id)

  function createAccount(
    actor: Actor,
    facts: { readonly name: string; readonly role: Role; readonly pseudonym: string | null; readonly passwordHash: string },
  ): Account | null {
    if (query('SELECT 1 FROM account WHERE name = ?').get(facts.name)) return null
    const { lastInsertRowid } = query('INSERT INTO account (name, role, pseudonym, password, created_utc) VALUES (?, ?, ?, ?, ?)').run(
      facts.name,
      facts.role,
      facts.pseudonym,
      facts.passwordHash,
      now().toISOString(),
    )
    const id = Number(lastInsertRowid)
    audit.append(actor, `account.create ${facts.role}`, subject(id))
    return account(id)
  }

  return {
    account,
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
      const found = query('SELECT * FROM account WHERE name = ?').get(name) as Row | undefined
      return found ? { account: accountOf(found), passwordHash: found.password, totpSecret: found.totp_secret } : null
    },
    credentialsOf(id: number): Credentials | null {
      const found = row(id)
      return found ? { account: accountOf(found), passwordHash: found.password, totpSecret: found.totp_secret } : null
    },
    /** Every sign-in of the account ends. */
    setPassword(actor: Actor, id: number, passwordHash: string): void {
      query('UPDATE account SET password = ? WHERE id = ?').run(passwordHash, id)
      endSignIns(id)
      audit.append(actor, 'account.password', subject(id))
    },
    setSecondFactor(actor: Actor, id: number, secret: string | null): void {
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
        query("SELECT count(*) FROM account WHERE role = 'administrator' AND disabled_utc IS NULL AND id <> ?").pluck().get(id) === 0
      if (disabled && last && row(id)?.role === 'administrator') return false
      query('UPDATE account SET disabled_utc = ? WHERE id = ?').run(disabled ? now().toISOString() : null, id)
      if (disabled) endSignIns(id)
      audit.append(actor, disabled ? 'account.disable' : 'account.enable', subject(id))
      return true
    },
  }
}
