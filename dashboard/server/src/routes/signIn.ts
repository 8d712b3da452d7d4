import type { FastifyReply, FastifyRequest } from 'fastify'
import type {
  MeDocument,
  NewPassword,
  NewSecondFactor,
  NewToken,
  SetUp,
  StopSecondFactor,
  SignIn as SignInBody,
} from '@solestream/dashboard-shared'
import {
  hashOf,
  hashPassword,
  newSecret,
  newTotpSecret,
  passwordFault,
  PASSWORD_LENGTH,
  totpStep,
  totpUri,
  type PasswordFault,
} from '@solestream/sessions/people'
import type { Access, People } from '../access/access.ts'
import { coded, ProblemError } from '../problems.ts'
import { accountOf, idOf, type Handlers } from './handler.ts'

const NO_PEOPLE = new ProblemError('not-allowed', 'This server keeps no accounts.', 'Start solestream with a data folder.')
const WRONG = new ProblemError(coded('wrong-sign-in', 'wrongSignIn'))
const CODE_NEEDED = new ProblemError(coded('code-needed', 'codeNeeded'))
const WRONG_PASSWORD = new ProblemError(coded('wrong-sign-in', 'wrongPassword'))
const WRONG_CONFIRMATION = new ProblemError(coded('wrong-sign-in', 'wrongConfirmation'))
function wait(reply: FastifyReply, wait_s: number): ProblemError {
  const seconds = Math.ceil(wait_s)
  reply.header('retry-after', seconds)
  return new ProblemError(coded('wait', 'wait', { seconds }))
}
const refusedPassword = (fault: PasswordFault) =>
  new ProblemError(coded('invalid-input', `password${fault}`, { least: PASSWORD_LENGTH.least, most: PASSWORD_LENGTH.most }))
const DAY_MS = 86_400_000

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
  /** A change of what signs in asks for the password again, and the second factor where one is on: an open page is not enough. */
  async function confirmed(request: FastifyRequest, reply: FastifyReply, given: { readonly password: string; readonly code?: string }) {
    const { password, code = null } = given
    const { account, actor } = accountOf(request)
    const { store, signIn } = kept()
    const answer = await signIn.confirm({ account, password, code, from: request.ip })
    if (answer.ok) return { account, actor, store }
    if (answer.why === 'code-needed') throw CODE_NEEDED
    if (answer.why === 'wait') throw wait(reply, answer.wait_s)
    throw code === null ? WRONG_PASSWORD : WRONG_CONFIRMATION
  }
  async function begin(request: FastifyRequest, reply: FastifyReply, given: SignInBody): Promise<MeDocument> {
    const answer = await kept().signIn.signIn({ name: given.name, password: given.password, code: given.code ?? null, from: request.ip })
    if (answer.ok) {
      reply.header('set-cookie', access.cookie.set(answer.secret))
      return { account: answer.account, access: 'signed-in' }
    }
    if (answer.why === 'code-needed') throw CODE_NEEDED
    throw answer.why === 'wait' ? wait(reply, answer.wait_s) : WRONG
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
      const secret = access.cookie.of(request.headers)
      if (secret !== null) await kept().signIn.signOut({ account, scopes: null, actor }, secret)
      reply.header('set-cookie', access.cookie.set('', 0))
      return { account: null, access: 'sign-in-needed' }
    },
    setUp: async (request, reply): Promise<MeDocument> => {
      const given = request.body as SetUp
      const made = await kept().signIn.setUp({ ...given, from: request.ip })
      if (made === 'used') throw new ProblemError(coded('not-allowed', 'linkUsed'))
      if (made === 'taken') throw new ProblemError(coded('conflict', 'nameTaken', { name: given.name }))
      if ('fault' in made) throw refusedPassword(made.fault)
      reply.code(201)
      return begin(request, reply, given)
    },
    changePassword: async (request, reply): Promise<MeDocument> => {
      const { current, password, code } = request.body as NewPassword
      const { account, actor, store } = await confirmed(request, reply, { password: current, ...(code === undefined ? {} : { code }) })
      const fault = passwordFault(password, account.name)
      if (fault !== null) throw refusedPassword(fault)
      await store.setPassword(actor, account.id, await hashPassword(password))
      reply.header('set-cookie', access.cookie.set('', 0))
      return { account: null, access: 'sign-in-needed' }
    },
    offerSecondFactor: async (request) => {
      const secret = await newTotpSecret()
      return { secret, uri: await totpUri(secret, accountOf(request).account.name) }
    },
    startSecondFactor: async (request, reply) => {
      const { secret, code, password } = request.body as NewSecondFactor
      if (accountOf(request).account.secondFactor) throw new ProblemError(coded('conflict', 'factorOn'))
      const { account, actor, store } = await confirmed(request, reply, { password })
      const step = await totpStep(secret, code, Date.now())
      if (step === null) throw new ProblemError(coded('invalid-input', 'wrongCode'))
      const own = access.cookie.of(request.headers)
      await store.setSecondFactor(actor, account.id, secret, own === null ? null : hashOf(own))
      await store.useTotpStep(account.id, step)
      return { account: { ...account, secondFactor: true }, access: 'signed-in' } satisfies MeDocument
    },
    stopSecondFactor: async (request, reply) => {
      const { password, code } = request.body as StopSecondFactor
      const { account, actor, store } = await confirmed(request, reply, { password, code })
      await store.setSecondFactor(actor, account.id, null)
      return { account: { ...account, secondFactor: false }, access: 'signed-in' } satisfies MeDocument
    },
    listTokens: async (request) => ({ tokens: await kept().store.tokensOf(accountOf(request).account.id) }),
    createToken: async (request, reply) => {
      const { label, scopes, days, password, code } = request.body as NewToken
      const { account, actor, store } = await confirmed(request, reply, { password, ...(code === undefined ? {} : { code }) })
      const secret = newSecret()
      const expires_utc = new Date(Date.now() + days * DAY_MS).toISOString()
      const token = await store.createToken(actor, {
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
