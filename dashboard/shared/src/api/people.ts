import Type from 'typebox'
import { ACCOUNT_NAME, AccountSchema } from './signIn.ts'
import { count, oneOf, orNull, type Document } from './schema.ts'

const strict = { additionalProperties: false }
const Pseudonym = Type.String({ pattern: '^[A-Za-z0-9_.-]+$', maxLength: 64 })
const facts = {
  name: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
  birthYear: orNull(Type.Integer({ minimum: 1900, maximum: 2100 })),
  bodyMass_kg: orNull(Type.Number({ minimum: 1, maximum: 400 })),
  shoeSize: orNull(Type.Number({ minimum: 10, maximum: 60, description: 'EU' })),
  notes: Type.String({ maxLength: 4000 }),
}

export const PersonBody = Type.Object(facts, strict)
export type NewPerson = Document<typeof PersonBody>
export const PersonSchema = Type.Object({
  pseudonym: Pseudonym,
  ...facts,
  created_utc: Type.String(),
  therapists: Type.Array(count('accounts of those who treat this person')),
})
export type PersonDocument = Document<typeof PersonSchema>
export const PeopleSchema = Type.Object({ people: Type.Array(PersonSchema) })

export const PersonParams = Type.Object({ pseudonym: Pseudonym })
export const ConsentParams = Type.Object({ pseudonym: Pseudonym, id: Type.String({ pattern: '^[1-9][0-9]{0,9}$' }) })

export const ConsentSchema = Type.Object({
  id: count(),
  pseudonym: Pseudonym,
  purpose: oneOf(['care', 'research']),
  version: Type.String(),
  given_utc: Type.String(),
  withdrawn_utc: orNull(Type.String()),
})
export type ConsentDocument = Document<typeof ConsentSchema>
export const ConsentsSchema = Type.Object({ consents: Type.Array(ConsentSchema) })
export const ConsentBody = Type.Object(
  {
    purpose: oneOf(['care', 'research']),
    version: Type.String({ minLength: 1, maxLength: 40, pattern: '^[A-Za-z0-9_.-]+$', description: 'of the text that was agreed to' }),
  },
  strict,
)
export type NewConsent = Document<typeof ConsentBody>

export const TherapistsSchema = Type.Object({ therapists: Type.Array(Type.Object({ id: count(), name: Type.String() })) })
export type TherapistsDocument = Document<typeof TherapistsSchema>

export const AuditEntrySchema = Type.Object({
  seq: count(),
  time_utc: Type.String(),
  account: orNull(count()),
  token: orNull(count()),
  from: orNull(Type.String()),
  action: Type.String(),
  subject: Type.String({ description: 'ids and pseudonyms, never names' }),
  outcome: oneOf(['done', 'refused']),
})
export type AuditEntryDocument = Document<typeof AuditEntrySchema>
export const AuditSchema = Type.Object({ entries: Type.Array(AuditEntrySchema) })
export const AuditQuery = Type.Object(
  { before: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,14}$', description: 'only entries older than this one' })) },
  strict,
)

export const AccountsSchema = Type.Object({ accounts: Type.Array(AccountSchema) })
export const AccountBody = Type.Object(
  {
    name: Type.String(ACCOUNT_NAME),
    role: oneOf(['administrator', 'therapist', 'researcher'], { description: 'a patient’s account is made by who treats the person' }),
  },
  strict,
)
export type NewAccount = Document<typeof AccountBody>
export const DisabledBody = Type.Object({ disabled: Type.Boolean() }, strict)
/** Whoever has the link chooses the account's password, so it is for its owner only. */
export const SetUpLinkSchema = Type.Object({
  account: AccountSchema,
  secret: Type.String({ description: 'shown once; the owner opens /set-up#SECRET and chooses name and password' }),
  expires_utc: Type.String(),
})
export type SetUpLinkDocument = Document<typeof SetUpLinkSchema>
export const PatientAccountSchema = Type.Object({ account: orNull(AccountSchema) })
export type PatientAccountDocument = Document<typeof PatientAccountSchema>

export const ErasedSchema = Type.Object({ sessions: count('that were erased with the person') })
export type ErasedDocument = Document<typeof ErasedSchema>
