/** Loaded when somebody uses a second factor. */
const otpauth = () => import('otpauth')

/** RFC 6238 as authenticator apps have it: SHA-1, six digits, 30 s. */
async function totpOf(secret: string, account: string) {
  const { Secret, TOTP } = await otpauth()
  return new TOTP({ issuer: 'solestream', label: account, algorithm: 'SHA1', digits: 6, period: 30, secret: Secret.fromBase32(secret) })
}

export const newTotpSecret = async (): Promise<string> => new (await otpauth()).Secret({ size: 20 }).base32
/** What the app reads from a picture or is typed. */
export const totpUri = async (secret: string, account: string): Promise<string> => (await totpOf(secret, account)).toString()

/** The 30-s step that the code is of, one step early or late allowed; null: a wrong code. A step must be used once only (see the store). */
export async function totpStep(secret: string, code: string, now_ms: number): Promise<number | null> {
  if (!/^\d{6}$/.test(code)) return null
  const totp = await totpOf(secret, '')
  const delta = totp.validate({ token: code, timestamp: now_ms, window: 1 })
  return delta === null ? null : totp.counter({ timestamp: now_ms }) + delta
}
