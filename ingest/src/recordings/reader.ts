import type { OpenOptions, Recording, RecordingFormat } from './recording.ts'

/** The first bytes of a file. */
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
