import type { Reader, Writer } from '../bytes.ts'
import { fail } from '../result.ts'
import type { Decoded } from '../result.ts'
import { secondsOfUtc, utcOfSeconds } from '../utcSeconds.ts'
import { MAX_ATTRIBUTE_BYTES } from '../version.ts'
import { COMMAND, commandNamed } from './codes.ts'
import type { CommandName } from './codes.ts'
import { beginControl, DOCUMENTS, ended, openControl, readDocument, readRange, readRate, writeRange, writeRate } from './fields.ts'
import type { SampleRange } from './fields.ts'

/** What the host writes to the control characteristic. `request` is 0..255, the host's to choose; the response carries it back. */
export type Command =
  | { readonly command: 'start' | 'stop'; readonly request: number }
  | { readonly command: 'rate'; readonly request: number; readonly rate_Hz: number }
  | { readonly command: 'timeSync'; readonly request: number; readonly echo: number }
  | { readonly command: 'selectPage'; readonly request: number; readonly document: 'layout' | 'calibration'; readonly page: number }
  | ({ readonly command: 'backfill'; readonly request: number } & SampleRange)
  | { readonly command: 'backfillCancel' | 'calibrationCommit' | 'tareDate'; readonly request: number }
  /** ISO 8601 date-time, UTC: when the person did it, by the host's clock. On the air whole seconds, decimals are cut. */
  | { readonly command: 'tare'; readonly request: number; readonly tared_utc: string }
  /** Size of the document that will come in pages; u16, at least 1. */
  | { readonly command: 'calibrationBegin'; readonly request: number; readonly size_bytes: number }
  /** Bytes of the document from this offset on, 1 to MAX_WRITTEN_BYTES. */
  | { readonly command: 'calibrationPage'; readonly request: number; readonly offset_bytes: number; readonly content: Uint8Array }
  | { readonly command: 'reserved'; readonly request: number; readonly code: number; readonly content: Uint8Array }

/** Of a `calibrationPage` this much leads the content: version, code, request, offset. */
export const WRITE_HEADER_BYTES = 5
export const MAX_WRITTEN_BYTES = MAX_ATTRIBUTE_BYTES - WRITE_HEADER_BYTES

/** Values that cannot be said on the air are the caller's bug: RangeError. */
export function encodeCommand(command: Command): Uint8Array {
  const w = beginControl(command.command === 'reserved' ? command.code : COMMAND[command.command], command.request)
  writeContent(w, command)
  return w.done()
}

function writeContent(w: Writer, command: Command): void {
  switch (command.command) {
    case 'rate':
      return writeRate(w, command.rate_Hz)
    case 'timeSync':
      return w.u32(command.echo)
    case 'selectPage':
      w.u8(DOCUMENTS[command.document])
      return w.u8(command.page)
    case 'backfill':
      return writeRange(w, command)
    case 'tare':
      return w.u32(secondsOfUtc(command.tared_utc))
    case 'calibrationBegin':
      if (command.size_bytes === 0) throw new RangeError('a document of 0 bytes')
      return w.u16(command.size_bytes)
    case 'calibrationPage': {
      const { offset_bytes, content } = command
      if (content.length === 0 || content.length > MAX_WRITTEN_BYTES) throw new RangeError(`a page of ${content.length} bytes`)
      w.u16(offset_bytes)
      return w.raw(content)
    }
    case 'reserved':
      return w.raw(command.content)
  }
}

/** An insole answers a fault with `refusal`. */
export function decodeCommand(bytes: Uint8Array): Decoded<Command> {
  const opened = openControl(bytes)
  if (!opened.ok) return opened
  const r = opened.value
  const code = r.u8()
  const request = r.u8()
  if (r.fault !== null) return fail(r.fault, r.detail)
  const name = commandNamed(code)
  if (name === null) return fail('wrong-type', `no command has the code ${code}`)
  return ended(r, name === 'reserved' ? { command: name, request, code, content: r.slice(r.left) } : readContent(r, name, request))
}

function readContent(r: Reader, command: CommandName, request: number): Command {
  switch (command) {
    case 'rate':
      return { command, request, rate_Hz: readRate(r) }
    case 'timeSync':
      return { command, request, echo: r.u32() }
    case 'selectPage':
      return { command, request, document: readDocument(r), page: r.u8() }
    case 'backfill':
      return { command, request, ...readRange(r) }
    case 'tare':
      return { command, request, tared_utc: utcOfSeconds(r.u32()) }
    case 'calibrationBegin': {
      const size_bytes = r.u16()
      if (size_bytes === 0) r.refuse('bad-value', 'a document of 0 bytes')
      return { command, request, size_bytes }
    }
    case 'calibrationPage': {
      const offset_bytes = r.u16()
      if (r.left === 0) r.refuse('too-short', 'a page without content')
      if (r.left > MAX_WRITTEN_BYTES) r.refuse('too-long', `a page of ${r.left} bytes; at most ${MAX_WRITTEN_BYTES}`)
      return { command, request, offset_bytes, content: r.slice(r.left) }
    }
    default:
      return { command, request }
  }
}
