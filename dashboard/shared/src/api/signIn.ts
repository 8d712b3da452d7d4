import Type from 'typebox'
import { count, oneOf, orNull, type Document } from './schema.ts'

const strict = { additionalProperties: false }

export const ACCOUNT_NAME = { minLength: 2, maxLength: 64, pattern: '^\\S.*\\S$' }
const password = Type.String({ maxLength: 256, description: '12 characters or more' })
const code = Type.String({ pattern: '^[0-9]{6}$', description: 'of the authenticator app' })
const codeWhereOn = Type.Optional(
  Type.String({ pattern: '^[0-9]{6}$', description: 'of the authenticator app, where the second factor is on' }),
)

export const RoleSchema = oneOf(['administrator', 'therapist', 'researcher', 'patient'])
export const ScopeSchema = oneOf(['read', 'export', 'record'])
const Pseudonym = Type.String({ pattern: '^[A-Za-z0-9_.-]+$', maxLength: 64 })

export const AccountSchema = Type.Object({
  id: count(),
  name: Type.String(),
  role: RoleSchema,
  pseudonym: orNull(Pseudonym),
  secondFactor: Type.Boolean(),
  setUp: Type.Boolean({ description: 'false: its owner has yet to choose a password' }),
  created_utc: Type.String(),
  disabled_utc: orNull(Type.String()),
})
export type AccountDocument = Document<typeof AccountSchema>

export const MeSchema = Type.Object({
  account: orNull(AccountSchema),
  access: oneOf(['open', 'signed-in', 'sign-in-needed'], {
    description: 'open: nobody has an account yet, so the demo on this computer needs none',
  }),
})
export type MeDocument = Document<typeof MeSchema>

export const SignInBody = Type.Object(
  { name: Type.String({ maxLength: 64 }), password: Type.String({ maxLength: 256 }), code: Type.Optional(code) },
  strict,
)
export type SignIn = Document<typeof SignInBody>

export const SetUpBody = Type.Object({ secret: Type.String({ maxLength: 64 }), name: Type.String(ACCOUNT_NAME), password }, strict)
export type SetUp = Document<typeof SetUpBody>

export const EmptyBody = Type.Object({}, strict)

export const PasswordBody = Type.Object({ current: Type.String({ maxLength: 256 }), password, code: codeWhereOn }, strict)
export type NewPassword = Document<typeof PasswordBody>

export const SecondFactorOfferSchema = Type.Object({
  secret: Type.String({ description: 'to type into an authenticator app' }),
  uri: Type.String({ description: 'the same for a picture that the app reads' }),
})
export type SecondFactorOffer = Document<typeof SecondFactorOfferSchema>
export const SecondFactorBody = Type.Object(
  { secret: Type.String({ pattern: '^[A-Z2-7]{16,64}$' }), code, password: Type.String({ maxLength: 256 }) },
  strict,
)
export type NewSecondFactor = Document<typeof SecondFactorBody>
export const StopSecondFactorBody = Type.Object({ password: Type.String({ maxLength: 256 }), code }, strict)
export type StopSecondFactor = Document<typeof StopSecondFactorBody>

export const TokenSchema = Type.Object({
  id: count(),
  account: count(),
  label: Type.String(),
  scopes: Type.Array(ScopeSchema),
  created_utc: Type.String(),
  expires_utc: Type.String(),
  lastUsed_utc: orNull(Type.String()),
  revoked_utc: orNull(Type.String()),
})
export type TokenDocument = Document<typeof TokenSchema>
export const TokensSchema = Type.Object({ tokens: Type.Array(TokenSchema) })
export const NewTokenSchema = Type.Object({
  token: TokenSchema,
  secret: Type.String({ description: 'shown once; send it as Authorization: Bearer SECRET' }),
})
export const TokenBody = Type.Object(
  {
    label: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
    scopes: Type.Array(ScopeSchema, { minItems: 1, uniqueItems: true }),
    days: Type.Integer({ minimum: 1, maximum: 365, description: 'until it expires' }),
    password: Type.String({ maxLength: 256, description: 'yours' }),
    code: codeWhereOn,
  },
  strict,
)
export type NewToken = Document<typeof TokenBody>

export const NumberParams = Type.Object({ id: Type.String({ pattern: '^[1-9][0-9]{0,9}$' }) })
