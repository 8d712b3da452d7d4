import {
  EmptyBody,
  MeSchema,
  NewTokenSchema,
  NumberParams,
  PasswordBody,
  SecondFactorBody,
  SecondFactorOfferSchema,
  SetUpBody,
  SignInBody,
  StopSecondFactorBody,
  TokenBody,
  TokensSchema,
} from '@solestream/dashboard-shared/api'
import type { Operation } from './operation.ts'

/** Who is there: signing in and out, one's own account and tokens. */
export const SIGN_IN_OPERATIONS = {
  getMe: { summary: 'Who is signed in here, and whether that is needed', answer: MeSchema },
  signIn: {
    summary: 'Sign in: sets a cookie; after wrong tries the next one has to wait (Retry-After)',
    body: SignInBody,
    answer: MeSchema,
    problems: [401, 429],
  },
  signOut: { summary: 'Sign out', body: EmptyBody, answer: MeSchema },
  setUp: {
    summary: 'Choose name and password with a one-time link: of the terminal for the first account, or of an account that was made for you',
    body: SetUpBody,
    status: 201,
    answer: MeSchema,
    problems: [409],
  },
  changePassword: { summary: 'Change your password; every sign-in of yours ends', body: PasswordBody, answer: MeSchema, problems: [429] },
  offerSecondFactor: {
    summary: 'A new secret for an authenticator app; nothing changes yet',
    body: EmptyBody,
    answer: SecondFactorOfferSchema,
  },
  startSecondFactor: {
    summary: 'From now on a code of the app is asked for as well',
    body: SecondFactorBody,
    answer: MeSchema,
    problems: [409, 429],
  },
  stopSecondFactor: { summary: 'The password alone again', body: StopSecondFactorBody, answer: MeSchema, problems: [429] },
  listTokens: { summary: 'Your API tokens, without their secrets', answer: TokensSchema },
  createToken: {
    summary: 'A token for a script: its secret is shown once',
    body: TokenBody,
    status: 201,
    answer: NewTokenSchema,
    problems: [429],
  },
  revokeToken: { summary: 'The token stops working at once', params: NumberParams, answer: TokensSchema, problems: [404] },
} as const satisfies Record<string, Operation>
