/** Loaded at the first sign-in: a server that is only watched does not need it. */
const argon2 = () => import('@node-rs/argon2')

/** Argon2id (its enum is empty at run time) with the cost that OWASP names: 19 MiB, two passes, one lane. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const PASSWORD_LENGTH = { least: 12, most: 256 } as const
export type PasswordFault = 'Short' | 'Long' | 'HasName' | 'Common'
const COMMON = /^(.)\1+$|^(0123456789|1234567890|abcdefghij|qwertyuiop|password|passwort|solestream|letmein|iloveyou)+[0-9!]*$/i

/** Why a password is not taken, in a word; null: it is taken. */
export function passwordFault(password: string, accountName: string): PasswordFault | null {
  if ([...password].length < PASSWORD_LENGTH.least) return 'Short'
  if (password.length > PASSWORD_LENGTH.most) return 'Long'
  if (password.toLowerCase().includes(accountName.toLowerCase())) return 'HasName'
  if (COMMON.test(password)) return 'Common'
  return null
}

export const hashPassword = async (password: string): Promise<string> => (await argon2()).hash(password, COST)

let decoy: Promise<string> | null = null

/** Takes as long where there is no such account: the time of the answer does not tell which names exist. */
export async function passwordFits(password: string, stored: string | null): Promise<boolean> {
  if (password.length > PASSWORD_LENGTH.most) return false
  const { verify } = await argon2()
  const fits = await verify(stored ?? (await (decoy ??= hashPassword('nobody has this one'))), password)
  return fits && stored !== null
}
