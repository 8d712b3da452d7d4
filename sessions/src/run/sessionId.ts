import { randomInt } from 'node:crypto'

/** No letters or digits that are taken for one another. */
const LETTERS = '23456789abcdefghjkmnpqrstvwxyz'
const LENGTH = 12

/** Fits every store, and tells nothing: a date in it would go out with pseudonymous data. */
export const newSessionId = (): string => Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
