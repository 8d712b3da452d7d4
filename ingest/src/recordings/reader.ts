import type { OpenOptions, Recording, RecordingFormat } from './recording.ts'
import { RecordingFault } from './recordingFault.ts'

/** How much of a file its format is told by; a header must fit in it. */
export const HEAD_BYTES = 1 << 16

/** The first HEAD_BYTES of a file, or all of a shorter one. */
export interface FileHead {
  readonly bytes: Uint8Array
  /** The same as text, without a byte-order mark; empty for a binary file. */
  readonly text: string
}

/** One recording format: one file here, one line in the table of registry.ts. */
export interface RecordingReader {
  readonly format: RecordingFormat
  recognises(head: FileHead): boolean
  /** Throws a RecordingFault (the file) or a ConfigurationFault (the options). */
  open(file: string, options: OpenOptions, head: FileHead): Recording | Promise<Recording>
}

/** A line of the header, counted from 1; empty beyond the end of the file. Throws a RecordingFault where the header is longer than the head. */
export function lineOf(file: string, { bytes, text }: FileHead, line: number): string {
  const lines = text.split('\n', line + 1)
  if (lines.length <= line && bytes.length === HEAD_BYTES)
    throw new RecordingFault(
      file,
      line,
      `the header is longer than ${HEAD_BYTES} bytes`,
      'This is no recording of that format: name the right one.',
    )
  return lines[line - 1] ?? ''
}
