import type { IncomingHttpHeaders } from 'node:http'
import { parse, serialize } from 'cookie'

const NAME = 'solestream_sign_in'
const SECRET = /^[A-Za-z0-9_-]{20,200}$/

/**
 * The cookie that keeps a browser signed in. `secure`: this server is reached over TLS, its own or a proxy's; that is how it was configured,
 * never what a request says of itself. The cookie then never leaves TLS, and its prefix __Host- makes browsers refuse one that was set
 * without TLS or by a neighbouring name.
 */
export function createSignInCookie(secure: boolean) {
  const name = secure ? `__Host-${NAME}` : NAME
  return {
    name,
    /** Null: none, or nothing that could be one. */
    of(headers: IncomingHttpHeaders): string | null {
      const secret = headers.cookie === undefined ? undefined : parse(headers.cookie)[name]
      return secret !== undefined && SECRET.test(secret) ? secret : null
    },
    /** A page of another site never sends it; scripts in the page never see it. It ends with the browser, or after `maxAge` seconds. */
    set: (secret: string, maxAge?: number): string =>
      serialize(name, secret, { httpOnly: true, sameSite: 'strict', secure, path: '/', ...(maxAge === undefined ? {} : { maxAge }) }),
  }
}
export type SignInCookie = ReturnType<typeof createSignInCookie>
