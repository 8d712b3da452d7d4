import { Reader, Writer } from '../bytes.ts'
import { done, fail } from '../result.ts'
import type { Decoded } from '../result.ts'
import { PROTOCOL_MAJOR, TYPE } from '../version.ts'

/** Consecutive samples of one boot: `firstSequence` + i modulo 2^32, i < count. */
export interface SampleRange {
  readonly firstSequence: number
  /** At least 1. */
  readonly count: number
}

/** The four fields that lead a response; a command has all but the result. */
export function beginControl(code: number, request: number): Writer {
  const w = new Writer()
  w.u8(PROTOCOL_MAJOR)
  w.u8(code)
  w.u8(request)
  return w
}

/** A reader at the code, after the version was judged. */
export function openControl(bytes: Uint8Array): Decoded<Reader> {
  const r = new Reader(bytes)
  const version = r.u8()
  if (bytes.length >= 1 && version !== PROTOCOL_MAJOR)
    return fail('wrong-version', `version ${version}, this side speaks ${PROTOCOL_MAJOR}`)
  return done(r)
}

export function ended<T>(r: Reader, value: T): Decoded<T> {
  if (r.fault !== null) return fail(r.fault, r.detail)
  return r.left > 0 ? fail('too-long', `${r.left} bytes too many`) : done(value)
}

/** A u32 that is not 0. */
export function positive(r: Reader, what: string): number {
  const value = r.u32()
  if (value === 0) r.refuse('bad-value', `${what} of 0`)
  return value
}

/** 0.001 Hz on the air. */
export const writeRate = (w: Writer, rate_Hz: number): void => w.u32(Math.round(rate_Hz * 1000))
export const readRate = (r: Reader): number => positive(r, 'a rate') / 1000

export function writeRange(w: Writer, { firstSequence, count }: SampleRange): void {
  if (count === 0) throw new RangeError('a range of 0 samples')
  w.u32(firstSequence)
  w.u32(count)
}
export const readRange = (r: Reader): SampleRange => ({ firstSequence: r.u32(), count: positive(r, 'a count') })

export const DOCUMENTS = { layout: TYPE.layoutPage, calibration: TYPE.calibrationPage } as const
export function readDocument(r: Reader): keyof typeof DOCUMENTS {
  const type = r.u8()
  if (type !== DOCUMENTS.layout && type !== DOCUMENTS.calibration) r.refuse('bad-value', `no document has the type ${type}`)
  return type === DOCUMENTS.calibration ? 'calibration' : 'layout'
}
