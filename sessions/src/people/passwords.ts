/** Loaded at the first sign-in: a server that is only watched does not need it. */
const argon2 = () => import('@node-rs/argon2')

/** Argon2id (its enum is empty at run time) with the cost that OWASP names: 19 MiB, two passes, one lane. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

const SHORTEST = 12
const LONGEST = 256
const COMMON = /^(.)\1+$|^(0123456789|1234567890|abcdefghij|qwertyuiop|password|passwort|solestream|letmein|iloveyou)+[0-9!]*$/i

/** Why a password is not taken, for the one who chose it; null: it is taken. */
export function passwordFault(password: string, accountName: string): string | null {
  if ([...password].length < SHORTEST) return `It needs at least ${SHORTEST} characters; a few words do well.`
  if (password.length > LONGEST) return `It may have at most ${LONGEST} characters.`
  if (password.toLowerCase().includes(accountName.toLowerCase())) return 'It must not contain the name of the account.'
  if (COMMON.test(password)) return 'It is one of the first that others would try.'
  return null
}

export const hashPassword = async (password: string): Promise<string> => (await argon2()).hash(password, COST)

let decoy: Promise<string> | null = null

/** Takes as long where there is no such account: the time of the answer does not tell which names exist. */
export async function passwordFits(password: string, stored: string | null): Promise<boolean> {
  if (password.length > LONGEST) return false
  const { verify } = await argon2()
  const fits = await verify(stored ?? (await (decoy ??= hashPassword('nobody has this one'))), password)
  return fits && stored !== null
}
