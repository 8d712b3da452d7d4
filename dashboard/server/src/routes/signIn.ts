import type { FastifyReply, FastifyRequest } from 'fastify'
import { serialize } from 'cookie'
import type { MeDocument, NewPassword, NewSecondFactor, NewToken, SetUp, SignIn as SignInBody } from '@solestream/dashboard-shared'
import { hashOf, hashPassword, newSecret, newTotpSecret, passwordFault, passwordFits, totpStep, totpUri } from '@solestream/sessions/people'
import { COOKIE, cookieOf, type Access, type People } from '../access/access.ts'
import { ProblemError } from '../problems.ts'
import { accountOf, idOf, type Handlers } from './handler.ts'

const NO_PEOPLE = new ProblemError('not-allowed', 'This server keeps no accounts.', 'Start solestream with a data folder.')
const WRONG = new ProblemError(
  'wrong-sign-in',
  'Name, password or code do not fit.',
  'Type them again; capital letters count in the password.',
)
const WRONG_PASSWORD = new ProblemError('wrong-sign-in', 'That is not your present password.', 'Type it again.')
const refusedPassword = (fault: string) => new ProblemError('invalid-input', `password: ${fault}`, 'Choose another one.')
const DAY_MS = 86_400_000

/** Over TLS only where TLS is; a page of another site never sends it; scripts in the page never see it. It ends with the browser. */
const cookie = (request: FastifyRequest, secret: string, maxAge?: number): string =>
  serialize(COOKIE, secret, {
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    path: '/',
    ...(maxAge === undefined ? {} : { maxAge }),
  })

export function signInHandlers(
  people: People | null,
  access: Access,
): Handlers<
  | 'getMe'
  | 'signIn'
  | 'signOut'
  | 'setUp'
  | 'changePassword'
  | 'offerSecondFactor'
  | 'startSecondFactor'
  | 'stopSecondFactor'
  | 'listTokens'
  | 'createToken'
  | 'revokeToken'
> {
  const kept = (): People => {
    if (people === null) throw NO_PEOPLE
    return people
  }
  /** A change of what signs in asks for the password again: an open page is not enough. */
  async function confirmed(request: FastifyRequest, password: string) {
    const { account, actor } = accountOf(request)
    const { store } = kept()
    const credentials = await store.credentialsOf(account.id)
    if (!(await passwordFits(password, credentials?.passwordHash ?? null))) throw WRONG_PASSWORD
    return { account, actor, store }
  }
  async function begin(request: FastifyRequest, reply: FastifyReply, given: SignInBody): Promise<MeDocument> {
    const answer = await kept().signIn.signIn({ name: given.name, password: given.password, code: given.code ?? null, from: request.ip })
    if (answer.ok) {
      reply.header('set-cookie', cookie(request, answer.secret))
      return { account: answer.account, access: 'signed-in' }
    }
    if (answer.why === 'code-needed')
      throw new ProblemError('wrong-sign-in', 'This account has a second factor.', 'Send the code of the authenticator app as `code`.')
    if (answer.why !== 'wait') throw WRONG
    reply.header('retry-after', Math.ceil(answer.wait_s))
    throw new ProblemError(
      'wait',
      'There were several wrong tries.',
      `Try again in ${Math.ceil(answer.wait_s)} s. The account is not locked.`,
    )
  }

  return {
    getMe: async (request): Promise<MeDocument> => {
      const viewer = await access.viewerOf(request.headers, request.ip)
      if (viewer === null) return { account: null, access: 'sign-in-needed' }
      return { account: viewer.account, access: viewer.account === null ? 'open' : 'signed-in' }
    },
    signIn: (request, reply) => begin(request, reply, request.body as SignInBody),
    signOut: async (request, reply): Promise<MeDocument> => {
      const { account, actor } = accountOf(request)
      const secret = cookieOf(request.headers)
      if (secret !== null) await kept().signIn.signOut({ account, scopes: null, actor }, secret)
      reply.header('set-cookie', cookie(request, '', 0))
      return { account: null, access: 'sign-in-needed' }
    },
    setUp: async (request, reply): Promise<MeDocument> => {
      const given = request.body as SetUp
      const made = await kept().signIn.setUp({ ...given, from: request.ip })
      if (made === 'used')
        throw new ProblemError(
          'not-allowed',
          'This link does not hold (any more).',
          'A new one stands in the terminal after the next start, as long as there is no account.',
        )
      if ('fault' in made) throw refusedPassword(made.fault)
      reply.code(201)
      return begin(request, reply, given)
    },
    changePassword: async (request, reply): Promise<MeDocument> => {
      const { current, password } = request.body as NewPassword
      const { account, actor, store } = await confirmed(request, current)
      const fault = passwordFault(password, account.name)
      if (fault !== null) throw refusedPassword(fault)
      await store.setPassword(actor, account.id, await hashPassword(password))
      reply.header('set-cookie', cookie(request, '', 0))
      return { account: null, access: 'sign-in-needed' }
    },
    offerSecondFactor: async (request) => {
      const secret = await newTotpSecret()
      return { secret, uri: await totpUri(secret, accountOf(request).account.name) }
    },
    startSecondFactor: async (request) => {
      const { secret, code, password } = request.body as NewSecondFactor
      const { account, actor, store } = await confirmed(request, password)
      const step = await totpStep(secret, code, Date.now())
      if (step === null)
        throw new ProblemError(
          'invalid-input',
          'code: it does not fit the secret.',
          'Check the clock of the phone, and type the newest code.',
        )
      await store.setSecondFactor(actor, account.id, secret)
      await store.useTotpStep(account.id, step)
      return { account: { ...account, secondFactor: true }, access: 'signed-in' } satisfies MeDocument
    },
    stopSecondFactor: async (request) => {
      const { account, actor, store } = await confirmed(request, (request.body as { password: string }).password)
      await store.setSecondFactor(actor, account.id, null)
      return { account: { ...account, secondFactor: false }, access: 'signed-in' } satisfies MeDocument
    },
    listTokens: async (request) => ({ tokens: await kept().store.tokensOf(accountOf(request).account.id) }),
    createToken: async (request, reply) => {
      const { label, scopes, days } = request.body as NewToken
      const { account, actor } = accountOf(request)
      const secret = newSecret()
      const expires_utc = new Date(Date.now() + days * DAY_MS).toISOString()
      const token = await kept().store.createToken(actor, {
        hash: hashOf(secret),
        account: account.id,
        label: label.trim(),
        scopes,
        expires_utc,
      })
      reply.code(201)
      return { token, secret }
    },
    revokeToken: async (request) => {
      const { account, actor } = accountOf(request)
      if (!(await kept().store.revokeToken(actor, account.id, Number(idOf(request)))))
        throw new ProblemError('not-found', `You have no token ${idOf(request)} that still works.`, 'GET /api/v1/me/tokens lists yours.')
      return { tokens: await kept().store.tokensOf(account.id) }
    },
  }
}
