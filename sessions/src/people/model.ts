/** Who is measured, who may see what. Measurements know a pseudonym only; names stand in the identity database and nowhere else. */

export const ROLES = ['administrator', 'therapist', 'researcher', 'patient'] as const
/**
 * administrator: accounts, the log, backups; no clinical view. therapist: own patients. researcher: pseudonymous data of consenting
 * patients. patient: self.
 */
export type Role = (typeof ROLES)[number]

export interface PersonFacts {
  readonly name: string
  readonly birthYear: number | null
  readonly bodyMass_kg: number | null
  /** EU size. */
  readonly shoeSize: number | null
  readonly notes: string
}

export interface Person extends PersonFacts {
  /** The key to all measurements: random, says nothing of the person. */
  readonly pseudonym: string
  readonly created_utc: string
  /** Accounts of therapists who treat this person. */
  readonly therapists: readonly number[]
}

/** Pseudonyms of the demo's made-up people begin so; who reads of them is nobody's business. */
export const DEMO = 'DEMO-'
export const isDemo = (pseudonym: string): boolean => pseudonym.startsWith(DEMO)

export const PURPOSES = ['care', 'research'] as const
export type Purpose = (typeof PURPOSES)[number]

export interface Consent {
  readonly id: number
  readonly pseudonym: string
  readonly purpose: Purpose
  /** Of the text that was agreed to. */
  readonly version: string
  readonly given_utc: string
  readonly withdrawn_utc: string | null
}

export interface Account {
  readonly id: number
  /** What is typed at sign-in. */
  readonly name: string
  readonly role: Role
  /** Of a patient's account: whose data it may see. */
  readonly pseudonym: string | null
  readonly secondFactor: boolean
  /** False: its owner has not chosen a password yet (again), so nobody can sign in. */
  readonly setUp: boolean
  readonly created_utc: string
  readonly disabled_utc: string | null
}

export const SCOPES = ['read', 'export', 'record'] as const
export type Scope = (typeof SCOPES)[number]

export interface ApiToken {
  readonly id: number
  readonly account: number
  readonly label: string
  readonly scopes: readonly Scope[]
  readonly created_utc: string
  readonly expires_utc: string
  readonly lastUsed_utc: string | null
  readonly revoked_utc: string | null
}

/** Who acts: an account by itself or through one of its tokens, or solestream itself (a command on this computer, the demo). */
export interface Actor {
  readonly account: number | null
  readonly token: number | null
  /** Network address that it came from; null: this process. */
  readonly from: string | null
}
export const SYSTEM: Actor = { account: null, token: null, from: null }

export interface AuditEntry extends Actor {
  readonly seq: number
  readonly time_utc: string
  /** What was done, for example `session.read`. */
  readonly action: string
  /** To what: ids and pseudonyms, never names. */
  readonly subject: string
  readonly outcome: 'done' | 'refused'
}
