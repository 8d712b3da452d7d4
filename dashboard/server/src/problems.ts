import type { ProblemDocument } from '@solestream/dashboard-shared'
import { CATALOGUES, createTranslator, type Catalogue, type Values } from '@solestream/dashboard-shared/language'

const KINDS = {
  'bad-request': [400, 'The request cannot be read'],
  'invalid-json': [400, 'The body is not JSON'],
  'invalid-input': [400, 'The input does not fit'],
  'sign-in-needed': [401, 'Sign-in is needed'],
  'wrong-sign-in': [401, 'The sign-in does not hold'],
  'code-needed': [401, 'The code of the second factor is needed'],
  'not-allowed': [403, 'Not allowed'],
  'cross-origin': [403, 'Another site may not do this'],
  'not-found': [404, 'Not found'],
  timeout: [408, 'The request took too long'],
  conflict: [409, 'Not possible now'],
  'too-large': [413, 'The body is too large'],
  'json-expected': [415, 'JSON is expected'],
  'host-not-allowed': [421, 'This host name is not served'],
  'upgrade-required': [426, 'A WebSocket is expected'],
  wait: [429, 'Too many tries'],
  'headers-too-large': [431, 'The headers are too large'],
  internal: [500, 'The server failed'],
  unavailable: [503, 'Not available'],
  'storage-full': [507, 'No space left'],
} as const satisfies Record<string, readonly [status: number, title: string]>

export type ProblemKind = keyof typeof KINDS

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'

/** What went wrong for the one who asked, as RFC 9457 wants it, with what they can do. */
export function problem(kind: ProblemKind, detail: string, mend: string): ProblemDocument {
  const [status, title] = KINDS[kind]
  return { type: `urn:solestream:problem:${kind}`, title, status, detail, mend }
}

const english = createTranslator('en', await CATALOGUES.en())
type Faults = Extract<keyof Catalogue['faults'], string>
/** Each has a sentence and what can be done. */
export type FaultCode = { [Key in Faults]: `${Key}Mend` extends Faults ? Key : never }[Faults]

/** A problem whose sentences stand in the catalogues: in English here, and with its code, so that the page says them in its language. */
export const coded = (kind: ProblemKind, code: FaultCode, values: Values = {}): ProblemDocument => ({
  ...problem(kind, english.text(`faults.${code}`, values), english.text(`faults.${code}Mend`, values)),
  code,
  values,
})

/** Thrown by a route; the error handler answers with it. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: ProblemDocument
  constructor(...given: readonly [ProblemDocument] | readonly [kind: ProblemKind, detail: string, mend: string]) {
    const document = given.length === 1 ? given[0] : problem(...given)
    super(document.detail)
    this.problem = document
  }
}
