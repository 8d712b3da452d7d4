import type { IncomingHttpHeaders } from 'node:http'
import { parse } from 'cookie'
import { UNATTENDED } from '@solestream/dashboard-shared'
import type { PeopleStore, SignIn, Viewer } from '@solestream/sessions/people'
import { SYSTEM } from '@solestream/sessions/people'

/** Who is who, and who asks. */
export interface People {
  readonly store: PeopleStore
  readonly signIn: SignIn
}

export const COOKIE = 'solestream_sign_in'
const BEARER = /^Bearer ([A-Za-z0-9_-]{20,200})$/
const SECRET = /^[A-Za-z0-9_-]{20,200}$/

export const cookieOf = (headers: IncomingHttpHeaders): string | null => {
  const secret = headers.cookie === undefined ? undefined : parse(headers.cookie)[COOKIE]
  return secret !== undefined && SECRET.test(secret) ? secret : null
}

/** Says who a request comes from. With `people` null nobody can have an account: the demo without an identity database. */
export function createAccess(people: People | null) {
  let anyAccount = false

  /** Once there is an account there always is one. */
  async function accountsExist(): Promise<boolean> {
    anyAccount ||= people !== null && (await people.store.accountCount()) > 0
    return anyAccount
  }
  return {
    accountsExist,
    /**
     * Null: somebody has an account, and this request proves none. A token that does not hold is no sign-in either, whatever else comes with
     * it. `attended`: a person did something; a page says so of what it asks by itself, and only acts put the automatic sign-out off.
     */
    async viewerOf(
      headers: IncomingHttpHeaders,
      from: string | null,
      attended = headers[UNATTENDED] === undefined,
    ): Promise<Viewer | null> {
      if (people !== null && headers.authorization !== undefined) {
        const secret = BEARER.exec(headers.authorization)?.[1]
        return secret === undefined ? null : people.signIn.byToken(secret, from)
      }
      const secret = cookieOf(headers)
      const viewer = people !== null && secret !== null ? await people.signIn.bySecret(secret, from, attended) : null
      if (viewer !== null) return viewer
      return (await accountsExist()) ? null : { account: null, scopes: null, actor: { ...SYSTEM, from } }
    },
  }
}
export type Access = ReturnType<typeof createAccess>
