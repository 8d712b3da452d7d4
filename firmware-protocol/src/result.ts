/** Bad bytes are a value, not an exception: each has a name. */
export type Decoded<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault; readonly detail: string }

export const FAULTS = [
  'too-short',
  'too-long',
  'wrong-version',
  'wrong-type',
  'bad-value',
  'bad-crc',
  'bad-text',
  'lost-fragment',
  'wrong-page',
] as const
export type Fault = (typeof FAULTS)[number]

export interface Failure {
  readonly ok: false
  readonly fault: Fault
  readonly detail: string
}

export const fail = (fault: Fault, detail: string): Failure => ({ ok: false, fault, detail })
export const done = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })
