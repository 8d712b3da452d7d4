import { closeSync, fstatSync, openSync } from 'node:fs'
import type { IngestRecord } from '../../record.ts'
import { crc32c } from '@solestream/firmware-protocol'
import { createFileWindow } from './fileWindow.ts'
import type { FileWindow } from './fileWindow.ts'
import { FRAME, HEADER_START, MOST_PAYLOAD, VERSION, decodePayload, looksLikeJournal, recordAt } from './format.ts'
import type { JournalHeader, Payload } from './format.ts'
import { JournalFault } from './journalFault.ts'

/** Records in the order they were kept. The figures are complete once all are read. */
export interface JournalReading extends Iterable<IngestRecord> {
  readonly header: JournalHeader
  readonly records: number
  /** Stretches that bit damage made unreadable and that were passed over; what follows them was read. */
  readonly damaged: number
  /** Records that are whole but of a kind this version does not know. */
  readonly unknown: number
  /** Where a torn or damaged tail begins, in bytes; null: the file ends with a whole record. */
  readonly truncatedAt: number | null
  /** The recording was ended properly, not cut off. */
  readonly closed: boolean
}

interface Header {
  readonly header: JournalHeader
  readonly end: number
}

function readHeader(window: FileWindow, file: string): Header {
  const first = window.at(0, HEADER_START)
  if (!looksLikeJournal(first.bytes.subarray(first.offset)))
    throw new JournalFault('no-journal', `${file} is not a solestream journal.`, 'Choose another file, or say its format (--format).')
  const broken = new JournalFault(
    'damaged-header',
    `The start of ${file} is damaged.`,
    'Nothing in it can be trusted: use a copy of the file.',
  )
  if (window.size < HEADER_START + 4) throw broken
  const version = first.bytes.readUInt16LE(8)
  if (version > VERSION)
    throw new JournalFault(
      'newer-version',
      `${file} was written by a newer solestream (journal version ${version}).`,
      'Read it with that version.',
    )
  const length = first.bytes.readUInt32LE(12)
  if (length > MOST_PAYLOAD || HEADER_START + length + 4 > window.size) throw broken
  const { bytes } = window.at(0, HEADER_START + length + 4)
  if (crc32c(bytes, 0, HEADER_START + length) !== bytes.readUInt32LE(HEADER_START + length)) throw broken
  return {
    header: JSON.parse(bytes.toString('utf8', HEADER_START, HEADER_START + length)) as JournalHeader,
    end: HEADER_START + length + 4,
  }
}

/** The payload's length of a whole record at `at`, else null. */
function wholeAt(window: FileWindow, at: number): number | null {
  if (at + FRAME >= window.size) return null
  const head = window.at(at, FRAME)
  if (at + FRAME >= window.size) return null
  const length = head.bytes.readUInt32LE(head.offset)
  if (length < 1 || length > MOST_PAYLOAD || at + FRAME + length > window.size) return null
  const { bytes, offset } = window.at(at, FRAME + length)
  return recordAt(bytes, offset)
}

/** Where the next whole record begins behind damage at `at`; null when there is none. */
function nextWhole(window: FileWindow, at: number): number | null {
  const head = window.at(at, FRAME)
  if (head.offset + 4 <= head.bytes.length) {
    const next = at + FRAME + head.bytes.readUInt32LE(head.offset)
    if (next < window.size && wholeAt(window, next) !== null) return next
  }
  for (let next = at + 1; next + FRAME < window.size; next++) if (wholeAt(window, next) !== null) return next
  return null
}

/**
 * Reads a journal a few MiB at a time. Damage is found by its CRC, passed over and counted; it is never read as data.
 * @throws JournalFault when the file is no journal; the file system's error when it cannot be read.
 */
export function readJournal(file: string): JournalReading {
  const open = <T>(use: (window: FileWindow) => T): T => {
    const fd = openSync(file, 'r')
    try {
      return use(createFileWindow(fd, fstatSync(fd).size))
    } finally {
      closeSync(fd)
    }
  }
  const { header, end } = open((window) => readHeader(window, file))
  const seen = { records: 0, damaged: 0, unknown: 0, truncatedAt: null as number | null, closed: false }

  function* told(payload: Payload): Generator<IngestRecord> {
    if (payload === null) seen.unknown++
    else if ('end' in payload) seen.closed = true
    else if ('packed' in payload) yield* unpacked(payload.packed)
    else {
      seen.records++
      yield payload.record
    }
  }
  function* unpacked(bytes: Buffer): Generator<IngestRecord> {
    for (let at = 0; at < bytes.length;) {
      const length = recordAt(bytes, at)
      if (length === null) {
        seen.damaged++
        return
      }
      yield* told(decodePayload(bytes, at + FRAME, at + FRAME + length))
      at += FRAME + length
    }
  }
  function* records(): Generator<IngestRecord> {
    Object.assign(seen, { records: 0, damaged: 0, unknown: 0, truncatedAt: null, closed: false })
    const fd = openSync(file, 'r')
    try {
      const window = createFileWindow(fd, fstatSync(fd).size)
      let at = end
      while (at < window.size) {
        const length = wholeAt(window, at)
        if (length === null) {
          const next = nextWhole(window, at)
          if (next === null) {
            seen.truncatedAt = at
            return
          }
          seen.damaged++
          at = next
          continue
        }
        const { bytes, offset } = window.at(at, FRAME + length)
        at += FRAME + length
        yield* told(decodePayload(bytes, offset + FRAME, offset + FRAME + length))
      }
    } finally {
      closeSync(fd)
    }
  }
  return {
    header,
    get records() {
      return seen.records
    },
    get damaged() {
      return seen.damaged
    },
    get unknown() {
      return seen.unknown
    },
    get truncatedAt() {
      return seen.truncatedAt
    },
    get closed() {
      return seen.closed
    },
    [Symbol.iterator]: records,
  }
}
