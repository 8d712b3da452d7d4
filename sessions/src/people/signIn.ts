import { timingSafeEqual } from 'node:crypto'
import type { Account } from './model.ts'
import { SYSTEM } from './model.ts'
import { hashPassword, passwordFault, passwordFits, type PasswordFault } from './passwords.ts'
import type { PeopleStore } from './peopleStore.ts'
import { hashOf, newSecret } from './secrets.ts'
import { createThrottle, type Throttle } from './throttle.ts'
import { totpStep } from './totp.ts'
import type { Viewer } from './viewer.ts'

export type SignInAnswer = { readonly ok: true; readonly secret: string; readonly account: Account } | Refused
type Refused =
  { readonly ok: false; readonly why: 'wrong' | 'code-needed' } | { readonly ok: false; readonly why: 'wait'; readonly wait_s: number }

export interface SignIn {
  /** `from`: network address. Wrong names, passwords and codes are one answer; only who knows the password learns that a code is needed. */
  signIn(given: {
    readonly name: string
    readonly password: string
    readonly code: string | null
    readonly from: string | null
  }): Promise<SignInAnswer>
  /**
   * Before a change of what signs in: an open page is not enough, nor is the password where a second factor is on. Slowed as signing in is,
   * and logged when refused. `code`: of the second factor; null: none was given, which is told to who knows the password.
   */
  confirm(given: {
    readonly account: Account
    readonly password: string
    readonly code: string | null
    readonly from: string | null
  }): Promise<{ readonly ok: true } | Refused>
  signOut(viewer: Viewer, secret: string): Promise<void>
  /** From a browser's cookie; null: not, or no longer, signed in. `attended`: because of a person's act, which keeps the sign-in alive. */
  bySecret(secret: string, from: string | null, attended?: boolean): Promise<Viewer | null>
  /** From a script's token; null: unknown, expired or revoked. */
  byToken(secret: string, from: string | null): Promise<Viewer | null>
  /** While there is no account: the secret of the one-time link that makes the first, an administrator's. Null afterwards. */
  setupSecret(): Promise<string | null>
  /** Uses that link, or, once there are accounts, the one-time link of an account, whose name and password it sets. A string: why not. */
  setUp(given: {
    readonly secret: string
    readonly name: string
    readonly password: string
    readonly from: string | null
  }): Promise<Account | 'used' | 'taken' | { readonly fault: PasswordFault }>
}

export function createSignIn(people: PeopleStore, options: { readonly throttle?: Throttle; readonly now_ms?: () => number } = {}): SignIn {
  const { throttle = createThrottle(), now_ms = Date.now } = options
  const setup = newSecret()
  /** A try at the password of an account. */
  function begin(name: string, from: string | null) {
    const key = `name ${name.toLowerCase()}`
    const attempt = throttle.begin([key, ...(from === null ? [] : [`from ${from}`])])
    return {
      ...attempt,
      succeeded() {
        attempt.takeBack()
        throttle.forget(key)
      },
    }
  }

  return {
    async signIn({ name, password, code, from }) {
      const attempt = begin(name, from)
      if (attempt.wait_s > 0) return { ok: false, why: 'wait', wait_s: attempt.wait_s }
      const found = await people.credentials(name)
      const active = found?.account.disabled_utc === null ? found : null
      const refuse = async (): Promise<SignInAnswer> => {
        await people.refuseSignIn(from, found?.account.id ?? null)
        return { ok: false, why: 'wrong' }
      }
      if (!(await passwordFits(password, active?.passwordHash ?? null)) || !active) return refuse()
      if (active.totpSecret !== null) {
        if (code === null) {
          attempt.takeBack()
          return { ok: false, why: 'code-needed' }
        }
        const step = await totpStep(active.totpSecret, code, now_ms())
        if (step === null || !(await people.useTotpStep(active.account.id, step))) return refuse()
      }
      attempt.succeeded()
      const secret = newSecret()
      await people.beginSignIn({ account: active.account.id, token: null, from }, hashOf(secret))
      return { ok: true, secret, account: active.account }
    },
    async confirm({ account, password, code, from }) {
      const attempt = begin(account.name, from)
      if (attempt.wait_s > 0) return { ok: false, why: 'wait', wait_s: attempt.wait_s }
      const found = await people.credentialsOf(account.id)
      const refuse = async (): Promise<Refused> => {
        await people.refuseConfirmation({ account: account.id, token: null, from })
        return { ok: false, why: 'wrong' }
      }
      if (!(await passwordFits(password, found?.passwordHash ?? null)) || !found) return refuse()
      if (found.totpSecret !== null) {
        if (code === null) {
          attempt.takeBack()
          return { ok: false, why: 'code-needed' }
        }
        const step = await totpStep(found.totpSecret, code, now_ms())
        if (step === null || !(await people.useTotpStep(account.id, step))) return refuse()
      }
      attempt.succeeded()
      return { ok: true }
    },
    signOut: (viewer, secret) => people.endSignIn(viewer.actor, hashOf(secret)),
    async bySecret(secret, from, attended = true) {
      const account = await people.signedIn(hashOf(secret), attended)
      return account && { account, scopes: null, actor: { account: account.id, token: null, from } }
    },
    async byToken(secret, from) {
      const found = await people.tokenUser(hashOf(secret))
      return (
        found && { account: found.account, scopes: found.token.scopes, actor: { account: found.account.id, token: found.token.id, from } }
      )
    },
    setupSecret: async () => ((await people.accountCount()) === 0 ? setup : null),
    async setUp({ secret, name, password, from }) {
      const first = (await people.accountCount()) === 0
      const holds = first ? timingSafeEqual(hashOf(secret), hashOf(setup)) : (await people.linkedAccount(hashOf(secret))) !== null
      if (!holds) return 'used'
      const fault = passwordFault(password, name)
      if (fault !== null) return { fault }
      const passwordHash = await hashPassword(password)
      if (!first) return people.useSetUpLink(from, hashOf(secret), { name, passwordHash })
      // Two that use the link at once: the second finds an account.
      const account = await people.createFirstAccount({ ...SYSTEM, from }, { name, passwordHash })
      return account ?? 'used'
    },
  }
}
