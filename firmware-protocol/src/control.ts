import { Reader, Writer } from './bytes.ts'
import { COMMAND, RESERVED_COMMAND, RESULTS } from './controlCodes.ts'
import type { Result } from './controlCodes.ts'
import { done, fail } from './result.ts'
import type { Decoded } from './result.ts'
import { PROTOCOL_MAJOR, TYPE } from './version.ts'

/** What the host writes to the control characteristic. `request` is 0..255, the host's to choose; the response carries it back. */
export type Command =
  | { readonly command: 'start'; readonly request: number }
  | { readonly command: 'stop'; readonly request: number }
  | { readonly command: 'rate'; readonly request: number; readonly rate_Hz: number }
  | { readonly command: 'timeSync'; readonly request: number; readonly echo: number }
  | { readonly command: 'selectPage'; readonly request: number; readonly document: 'layout' | 'calibration'; readonly page: number }
  | { readonly command: 'reserved'; readonly request: number; readonly code: number; readonly content: Uint8Array }

/** What the insole indicates. Content is there only with the result `ok`. */
export type Response =
  | { readonly command: 'start' | 'stop' | 'selectPage'; readonly request: number; readonly result: Result }
  | { readonly command: 'rate'; readonly request: number; readonly result: Result; readonly rate_Hz: number | null }
  | { readonly command: 'timeSync'; readonly request: number; readonly result: Result; readonly times: SyncTimes | null }
  | { readonly command: 'reserved'; readonly request: number; readonly result: Result; readonly code: number; readonly content: Uint8Array }

export interface SyncTimes {
  /** u32 of the command, sent back. */
  readonly echo: number
  readonly deviceReceived_tick: number
  readonly deviceSent_tick: number
}

const RESPONSE = 0x80
const DOCUMENTS = { layout: TYPE.layoutPage, calibration: TYPE.calibrationPage } as const

function begin(code: number, request: number): Writer {
  const w = new Writer()
  w.u8(PROTOCOL_MAJOR)
  w.u8(code)
  w.u8(request)
  return w
}

export function encodeCommand(command: Command): Uint8Array {
  const w = begin(command.command === 'reserved' ? command.code : COMMAND[command.command], command.request)
  if (command.command === 'rate') w.u32(Math.round(command.rate_Hz * 1000))
  else if (command.command === 'timeSync') w.u32(command.echo)
  else if (command.command === 'selectPage') {
    w.u8(DOCUMENTS[command.document])
    w.u8(command.page)
  } else if (command.command === 'reserved') w.raw(command.content)
  return w.done()
}

/** An insole answers a fault with `refusal`. */
export function decodeCommand(bytes: Uint8Array): Decoded<Command> {
  const r = new Reader(bytes)
  const version = r.u8()
  if (bytes.length >= 1 && version !== PROTOCOL_MAJOR)
    return fail('wrong-version', `version ${version}, this side speaks ${PROTOCOL_MAJOR}`)
  const code = r.u8()
  const request = r.u8()
  if (r.fault !== null) return fail(r.fault, r.detail)
  let command: Command
  if (code === COMMAND.start) command = { command: 'start', request }
  else if (code === COMMAND.stop) command = { command: 'stop', request }
  else if (code === COMMAND.rate) command = { command: 'rate', request, rate_Hz: rate(r) }
  else if (code === COMMAND.timeSync) command = { command: 'timeSync', request, echo: r.u32() }
  else if (code === COMMAND.selectPage) command = { command: 'selectPage', request, document: documentOf(r), page: r.u8() }
  else if (isReserved(code)) command = { command: 'reserved', request, code, content: r.slice(r.left) }
  else return fail('wrong-type', `no command has the code ${code}`)
  return ended(r, command)
}

export function encodeResponse(response: Response): Uint8Array {
  const w = begin((response.command === 'reserved' ? response.code : COMMAND[response.command]) | RESPONSE, response.request)
  w.u8(RESULTS.indexOf(response.result))
  if (response.command === 'reserved') w.raw(response.content)
  else if (response.command === 'rate' && response.rate_Hz !== null) w.u32(Math.round(response.rate_Hz * 1000))
  else if (response.command === 'timeSync' && response.times !== null) {
    w.u32(response.times.echo)
    w.u32(response.times.deviceReceived_tick)
    w.u32(response.times.deviceSent_tick)
  }
  return w.done()
}

export function decodeResponse(bytes: Uint8Array): Decoded<Response> {
  const r = new Reader(bytes)
  const version = r.u8()
  if (bytes.length >= 1 && version !== PROTOCOL_MAJOR)
    return fail('wrong-version', `version ${version}, this side speaks ${PROTOCOL_MAJOR}`)
  const code = r.u8()
  const request = r.u8()
  const resultCode = r.u8()
  if (r.fault !== null) return fail(r.fault, r.detail)
  const result = RESULTS[resultCode]
  if (result === undefined) return fail('bad-value', `no result has the code ${resultCode}`)
  const ok = result === 'ok'
  let response: Response
  if (code === (COMMAND.start | RESPONSE)) response = { command: 'start', request, result }
  else if (code === (COMMAND.stop | RESPONSE)) response = { command: 'stop', request, result }
  else if (code === (COMMAND.selectPage | RESPONSE)) response = { command: 'selectPage', request, result }
  else if (code === (COMMAND.rate | RESPONSE)) response = { command: 'rate', request, result, rate_Hz: ok ? rate(r) : null }
  else if (code === (COMMAND.timeSync | RESPONSE))
    response = {
      command: 'timeSync',
      request,
      result,
      times: ok ? { echo: r.u32(), deviceReceived_tick: r.u32(), deviceSent_tick: r.u32() } : null,
    }
  else if (code >= RESPONSE) response = { command: 'reserved', request, result, code: code & ~RESPONSE, content: r.slice(r.left) }
  else return fail('wrong-type', `the code ${code} is not of a response`)
  return ended(r, response)
}

/** The response to bytes that decodeCommand refused. */
export function refusal(bytes: Uint8Array, result: Result): Response {
  return { command: 'reserved', request: bytes[2] ?? 0, code: (bytes[1] ?? 0) & ~RESPONSE, result, content: new Uint8Array(0) }
}

function ended<T>(r: Reader, value: T): Decoded<T> {
  if (r.fault !== null) return fail(r.fault, r.detail)
  return r.left > 0 ? fail('too-long', `${r.left} bytes too many`) : done(value)
}

function rate(r: Reader): number {
  const rate_mHz = r.u32()
  if (rate_mHz === 0) r.refuse('bad-value', 'a rate of 0 Hz')
  return rate_mHz / 1000
}

function documentOf(r: Reader): 'layout' | 'calibration' {
  const type = r.u8()
  if (type !== DOCUMENTS.layout && type !== DOCUMENTS.calibration) r.refuse('bad-value', `no document has the type ${type}`)
  return type === DOCUMENTS.calibration ? 'calibration' : 'layout'
}

const RESERVED_CODES: ReadonlySet<number> = new Set(Object.values(RESERVED_COMMAND))
const isReserved = (code: number) => RESERVED_CODES.has(code)
