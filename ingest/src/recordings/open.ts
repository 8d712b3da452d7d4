import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { RECORDING_FORMATS } from './recording.ts'
import type { OpenOptions, Recording } from './recording.ts'
import { RecordingFault } from './recordingFault.ts'
import { HEAD_BYTES } from './reader.ts'
import type { FileHead } from './reader.ts'
import { READERS } from './registry.ts'

/** Opens a recording of any known system; the format is found by content unless it is given. Rejects with a RecordingFault or ConfigurationFault. */
export async function openRecording(file: string, options: OpenOptions = {}): Promise<Recording> {
  const head = readHead(file)
  const reader = READERS.find((r) => (options.format === undefined ? r.recognises(head) : r.format === options.format))
  if (reader === undefined) throw foreign(file, head)
  if (reader.format !== 'solestream' && head.text === '') throw foreign(file, head)
  return reader.open(file, options, head)
}

function readHead(file: string): FileHead {
  let fd: number
  try {
    fd = openSync(file, 'r')
  } catch (error) {
    throw unreadable(file, error)
  }
  try {
    if (fstatSync(fd).isDirectory()) throw new RecordingFault(file, null, 'this is a folder, not a recording', 'Name one file in it.')
    const buffer = new Uint8Array(HEAD_BYTES)
    const bytes = buffer.subarray(0, readSync(fd, buffer, 0, HEAD_BYTES, 0))
    if (bytes.length === 0) throw new RecordingFault(file, null, 'the file is empty', 'Export the recording again.')
    const text = isBinary(bytes) ? '' : new TextDecoder().decode(bytes)
    return { bytes, text }
  } catch (error) {
    throw error instanceof RecordingFault ? error : unreadable(file, error)
  } finally {
    closeSync(fd)
  }
}

/** By its first line: further on a control character is damage in a text. */
function isBinary(bytes: Uint8Array): boolean {
  const end = bytes.indexOf(0x0a)
  return bytes.subarray(0, end < 0 ? bytes.length : end).some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0d)
}

function unreadable(file: string, error: unknown): RecordingFault {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT') return new RecordingFault(file, null, 'there is no such file', 'Check the name and the folder.')
  if (code === 'EACCES' || code === 'EPERM')
    return new RecordingFault(file, null, 'this account may not read it', 'Change its permissions, or copy it.')
  return new RecordingFault(
    file,
    null,
    error instanceof Error ? error.message : String(error),
    'Check that the disk and the file can be read.',
  )
}

/** Files that people take for recordings, by their first bytes. */
const KNOWN_BYTES: readonly (readonly [bytes: readonly number[], cause: string, mend: string])[] = [
  [[0x1f, 0x8b], 'it is compressed (gzip)', 'Unpack it first: gunzip -k FILE'],
  [[0x50, 0x4b, 3, 4], 'it is a zip archive or a spreadsheet', 'Unpack it, or export the sheet as csv.'],
  [[0xff, 0xfe], 'its text is UTF-16', 'Save it as UTF-8: iconv -f UTF-16 -t UTF-8 FILE > NEW'],
  [[0xfe, 0xff], 'its text is UTF-16', 'Save it as UTF-8: iconv -f UTF-16 -t UTF-8 FILE > NEW'],
]

function foreign(file: string, { bytes, text }: FileHead): RecordingFault {
  const known = `It reads ${RECORDING_FORMATS.join(', ')}; if it is one of these, name it with --format.`
  for (const [first, cause, mend] of KNOWN_BYTES)
    if (first.every((byte, i) => bytes[i] === byte)) return new RecordingFault(file, null, cause, mend)
  if (text === '') return new RecordingFault(file, null, 'a binary file of no known format', known)
  return new RecordingFault(file, 1, `no known format starts with ${JSON.stringify((text.split('\n', 1)[0] ?? '').slice(0, 60))}`, known)
}
