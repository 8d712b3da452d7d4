import type { Reader, Writer } from '../bytes.ts'
import { fail } from '../result.ts'
import type { Decoded } from '../result.ts'
import { secondsOfUtc, utcOfSeconds } from '../utcSeconds.ts'
import { COMMAND, commandNamed, RESPONSE_BIT, RESULTS } from './codes.ts'
import type { CommandName, Result } from './codes.ts'
import type { Command } from './commands.ts'
import { beginControl, ended, openControl, readRange, readRate, writeRange, writeRate } from './fields.ts'
import type { SampleRange } from './fields.ts'

/** Commands whose response says nothing but the result. */
export type PlainCommand = Exclude<CommandName, 'rate' | 'timeSync' | 'backfill' | 'tareDate'>

/** What the insole indicates. Content is there only with the result `ok`. */
export type Response =
  | { readonly command: PlainCommand; readonly request: number; readonly result: Result }
  | { readonly command: 'rate'; readonly request: number; readonly result: Result; readonly rate_Hz: number | null }
  | { readonly command: 'timeSync'; readonly request: number; readonly result: Result; readonly times: SyncTimes | null }
  /** `range`: what will be sent again, the newest part of what was asked for. */
  | { readonly command: 'backfill'; readonly request: number; readonly result: Result; readonly range: SampleRange | null }
  /** When the present zeros were taken, in whole seconds. */
  | { readonly command: 'tareDate'; readonly request: number; readonly result: Result; readonly tared_utc: string | null }
  | { readonly command: 'reserved'; readonly request: number; readonly result: Result; readonly code: number; readonly content: Uint8Array }

export interface SyncTimes {
  /** u32 of the command, sent back. */
  readonly echo: number
  readonly deviceReceived_tick: number
  readonly deviceSent_tick: number
}

/** Values that cannot be said on the air are the caller's bug: RangeError. */
export function encodeResponse(response: Response): Uint8Array {
  const code = response.command === 'reserved' ? response.code : COMMAND[response.command]
  const w = beginControl(code | RESPONSE_BIT, response.request)
  w.u8(RESULTS.indexOf(response.result))
  writeContent(w, response)
  return w.done()
}

function writeContent(w: Writer, response: Response): void {
  if (response.command === 'reserved') w.raw(response.content)
  else if (response.command === 'rate' && response.rate_Hz !== null) writeRate(w, response.rate_Hz)
  else if (response.command === 'timeSync' && response.times !== null) {
    w.u32(response.times.echo)
    w.u32(response.times.deviceReceived_tick)
    w.u32(response.times.deviceSent_tick)
  } else if (response.command === 'backfill' && response.range !== null) writeRange(w, response.range)
  else if (response.command === 'tareDate' && response.tared_utc !== null) w.u32(secondsOfUtc(response.tared_utc))
}

export function decodeResponse(bytes: Uint8Array): Decoded<Response> {
  const opened = openControl(bytes)
  if (!opened.ok) return opened
  const r = opened.value
  const code = r.u8()
  const request = r.u8()
  const resultCode = r.u8()
  if (r.fault !== null) return fail(r.fault, r.detail)
  const result = RESULTS[resultCode]
  if (result === undefined) return fail('bad-value', `no result has the code ${resultCode}`)
  if (code < RESPONSE_BIT) return fail('wrong-type', `the code ${code} is not of a response`)
  const name = commandNamed(code & ~RESPONSE_BIT) ?? 'reserved'
  if (name !== 'reserved') return ended(r, readContent(r, name, request, result))
  return ended(r, { command: name, request, result, code: code & ~RESPONSE_BIT, content: r.slice(r.left) })
}

function readContent(r: Reader, command: CommandName, request: number, result: Result): Response {
  const ok = result === 'ok'
  switch (command) {
    case 'rate':
      return { command, request, result, rate_Hz: ok ? readRate(r) : null }
    case 'timeSync':
      return {
        command,
        request,
        result,
        times: ok ? { echo: r.u32(), deviceReceived_tick: r.u32(), deviceSent_tick: r.u32() } : null,
      }
    case 'backfill':
      return { command, request, result, range: ok ? readRange(r) : null }
    case 'tareDate':
      return { command, request, result, tared_utc: ok ? utcOfSeconds(r.u32()) : null }
    default:
      return { command, request, result }
  }
}

/** The response to bytes that decodeCommand refused. */
export function refusal(bytes: Uint8Array, result: Result): Response {
  return { command: 'reserved', request: bytes[2] ?? 0, code: (bytes[1] ?? 0) & ~RESPONSE_BIT, result, content: new Uint8Array(0) }
}

/** The response to a command that was understood but is not done. */
export function refused(command: Command, result: Exclude<Result, 'ok'>): Response {
  return refusal(Uint8Array.of(0, command.command === 'reserved' ? command.code : COMMAND[command.command], command.request), result)
}
