import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { RECORDING_FORMATS } from './recording.ts'
import type { OpenOptions, Recording } from './recording.ts'
import { RecordingFault } from './recordingFault.ts'
import type { FileHead } from './reader.ts'
import { READERS } from './registry.ts'

const HEAD_BYTES = 1 << 14

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
    const text = bytes.includes(0) ? '' : new TextDecoder().decode(bytes)
    return { bytes, text }
  } catch (error) {
    throw error instanceof RecordingFault ? error : unreadable(file, error)
  } finally {
    closeSync(fd)
  }
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

function foreign(file: string, { bytes, text }: FileHead): RecordingFault {
  const known = `It reads ${RECORDING_FORMATS.join(', ')}; if it is one of these, name it with --format.`
  if (bytes[0] === 0x1f && bytes[1] === 0x8b)
    return new RecordingFault(file, null, 'it is compressed (gzip)', 'Unpack it first: gunzip -k FILE')
  if (text === '') return new RecordingFault(file, null, 'a binary file of no known format', known)
  return new RecordingFault(file, 1, `no known format starts with ${JSON.stringify((text.split('\n', 1)[0] ?? '').slice(0, 60))}`, known)
}
