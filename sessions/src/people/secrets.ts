import { createHash, randomBytes } from 'node:crypto'

/** What a browser, a script or a link carries: 256 bits of chance. Only its hash is kept, so a stolen database opens nothing. */
export const newSecret = (): string => randomBytes(32).toString('base64url')
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()
