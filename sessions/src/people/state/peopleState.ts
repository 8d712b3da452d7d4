import { createHmac } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { createQuery } from '@solestream/processing/storage/sqlite'
import { createAccounts } from './accounts.ts'
import { createAgreed } from './agreed.ts'
import { createAuditLog, type AuditHead, type AuditVerdict } from './auditLog.ts'
import { createConsents } from './consents.ts'
import { createPersons } from './persons.ts'
import { createSignIns } from './signIns.ts'
import { createTakenBack } from './takenBack.ts'
import type { Actor, AuditEntry } from '../model.ts'

const LONGEST_SHIFT_DAYS = 730

/** Everything of the identity database, synchronous: what its thread does. Every call is one transaction. */
export function createPeopleState(db: Database, key: Uint8Array, now: () => Date = () => new Date()) {
  const query = createQuery(db)
  const audit = createAuditLog(query, key, now)
  const accounts = createAccounts(query, audit, now)
  return {
    ...createPersons(query, audit, now),
    ...createConsents(query, audit, now),
    ...createAgreed(query, audit, now),
    ...accounts,
    ...createSignIns(query, audit, accounts.account, now),
    ...createTakenBack(query, audit),
    /** A look at, or a change of, something that lies outside this database. */
    log: (actor: Actor, action: string, subject: string, outcome?: AuditEntry['outcome']): void =>
      audit.append(actor, action, subject, outcome),
    readLog: audit.read,
    logHead: (): AuditHead => audit.head(),
    verifyLog: (heads: readonly AuditHead[]): AuditVerdict => audit.verify(heads),
    logBreak: (known: AuditHead | null): string | null => audit.breakAfter(known),
    breakLog: (known: AuditHead | null, reason: string): void => audit.appendBreak(known, reason),
    /** By how many days dates of a person's data are moved for research: a different number for each, always the same. */
    dateShift_days(pseudonym: string): number {
      const chance = createHmac('sha256', key).update(`date shift ${pseudonym}`).digest().readUInt32LE(0)
      return -1 - (chance % LONGEST_SHIFT_DAYS)
    },
    /** A consistent copy of the whole database. */
    copyTo(file: string): void {
      query('VACUUM INTO ?').run(file)
    },
  }
}
export type PeopleState = ReturnType<typeof createPeopleState>
export type PeopleMethod = keyof PeopleState

/** VACUUM can't run inside a transaction; reads need none. */
export const ALONE: ReadonlySet<PeopleMethod> = new Set<PeopleMethod>(['copyTo', 'verifyLog'])
