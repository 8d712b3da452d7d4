import { Secret, TOTP } from 'otpauth'

/** RFC 6238 as authenticator apps have it: SHA-1, six digits, 30 s. */
const totpOf = (secret: string, account: string): TOTP =>
  new TOTP({ issuer: 'solestream', label: account, algorithm: 'SHA1', digits: 6, period: 30, secret: Secret.fromBase32(secret) })

export const newTotpSecret = (): string => new Secret({ size: 20 }).base32
/** What the app reads from a picture or is typed. */
export const totpUri = (secret: string, account: string): string => totpOf(secret, account).toString()

/** The 30-s step that the code is of, one step early or late allowed; null: a wrong code. A step must be used once only (see the store). */
export function totpStep(secret: string, code: string, now_ms: number): number | null {
  if (!/^\d{6}$/.test(code)) return null
  const totp = totpOf(secret, '')
  const delta = totp.validate({ token: code, timestamp: now_ms, window: 1 })
  return delta === null ? null : totp.counter({ timestamp: now_ms }) + delta
}
