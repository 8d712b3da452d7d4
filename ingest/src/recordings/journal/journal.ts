import type { IngestRecord } from '../../record.ts'
import { END, OTHER, encodeHeader, encodeJson, encodePacket, packetSize } from './format.ts'
import type { JournalHeader } from './format.ts'
import { createFileTail } from './fileTail.ts'

export type JournalState =
  | { readonly state: 'ok' }
  /** Nothing more is kept; everything up to the fault is intact in the file. */
  | { readonly state: 'failed'; readonly reason: string; readonly mend: string }

export interface Journal {
  /** Keeps the record: at once in memory, in the file within 100 ms, on the disk within about a second. Never blocks, never throws. */
  append(record: IngestRecord): void
  /** Resolves when little is waiting to be written; a source at full speed awaits it between slices. Never rejects. */
  ready(): Promise<void>
  /** Writes what waits and ends the file. Idempotent; never rejects: a fault is in `status()`. */
  close(): Promise<void>
  status(): JournalState & { readonly records: number; readonly bytes: number; readonly dropped: number }
}

export interface JournalOptions {
  /** Made new; a file that exists is never written over. */
  readonly file: string
  /** What the recording is: kept as JSON at the file's start. */
  readonly header?: JournalHeader
  /** Called once, when keeping fails. */
  readonly onState?: (state: JournalState) => void
  /** In the file after at most this long. */
  readonly flushEvery_ms?: number
  /** On the disk after at most this long. */
  readonly syncEvery_ms?: number
  /** More waiting than this (the disk does not keep up): the journal fails. */
  readonly mostWaiting_bytes?: number
}

const FIRST = 1 << 16

export function createJournal(options: JournalOptions): Journal {
  const { file, header = {}, onState, flushEvery_ms = 50, syncEvery_ms = 900, mostWaiting_bytes = 1 << 25 } = options
  let waiting = Buffer.allocUnsafe(FIRST)
  let spare = Buffer.allocUnsafe(FIRST)
  let used = 0
  let records = 0
  let dropped = 0
  let state: JournalState = { state: 'ok' }
  let timer: NodeJS.Timeout | null = null
  let flushing = false
  let closing: Promise<void> | null = null

  const fail = (reason: string, mend: string): void => {
    if (state.state === 'failed') return
    state = { state: 'failed', reason, mend }
    used = 0
    onState?.(state)
  }
  const tail = createFileTail({ file, syncEvery_ms, onFault: fail })

  /** A place of `size` bytes at the end of what waits; false when that is too much. */
  const room = (size: number): boolean => {
    if (used + size + tail.writing() > mostWaiting_bytes) {
      fail(
        `${file}: the disk is too slow, ${Math.round((used + tail.writing()) / 2 ** 20)} MiB wait to be written. The recording has stopped; what was written is intact.`,
        'Record to a local disk, and stop what else writes to it.',
      )
      return false
    }
    if (used + size > waiting.length) {
      const larger = Buffer.allocUnsafe(Math.max(2 * waiting.length, used + size))
      waiting.copy(larger, 0, 0, used)
      waiting = larger
    }
    return true
  }
  const add = (bytes: Buffer): boolean => {
    if (!room(bytes.length)) return false
    bytes.copy(waiting, used)
    used += bytes.length
    return true
  }
  /** One buffer fills while the other is written. */
  const flush = async (): Promise<void> => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (flushing || used === 0 || closing !== null || state.state === 'failed') return
    flushing = true
    const full = waiting
    const length = used
    waiting = spare
    used = 0
    await tail.write(full, length)
    spare = full
    flushing = false
    if (used > 0) schedule(flushEvery_ms)
  }
  const schedule = (after_ms: number): void => {
    if (timer === null && !flushing && closing === null) timer = setTimeout(() => void flush(), after_ms)
  }

  add(encodeHeader(header))
  schedule(0)

  return {
    append(record) {
      if (state.state === 'failed' || closing !== null) {
        dropped++
        return
      }
      try {
        if (record.type === 'packet') {
          const size = packetSize(record.bytes)
          if (!room(size)) return void dropped++
          encodePacket(record, waiting, used)
          used += size
        } else if (!add(encodeJson(OTHER, record))) return void dropped++
        records++
        schedule(flushEvery_ms)
      } catch (error) {
        dropped++
        fail(
          `${file}: a record could not be kept (${String(error)}). What was written is intact.`,
          'This is a fault of the program: report this text.',
        )
      }
    },
    async ready() {
      while (state.state === 'ok' && used + tail.writing() > mostWaiting_bytes / 8) {
        void flush()
        await tail.idle()
      }
    },
    close() {
      closing ??= (async () => {
        if (timer !== null) clearTimeout(timer)
        await tail.idle()
        if (state.state === 'ok') {
          add(encodeJson(END, { records }))
          await tail.write(waiting, used)
          used = 0
        }
        await tail.close()
      })()
      return closing
    },
    status: () => ({ ...state, records, bytes: tail.written() + tail.writing() + used, dropped }),
  }
}
