import { mkdir, open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { FRAME, HEADER_START } from './format.ts'

const code = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

function explain(error: unknown, file: string): [reason: string, mend: string] {
  const said = error instanceof Error ? error.message : String(error)
  if (/ENOSPC|EDQUOT/.test(code(error)))
    return [
      `The disk is full: ${file} takes no more. The recording has stopped; what was written is intact.`,
      'Free space on that disk, then start a new recording.',
    ]
  if (/EFBIG/.test(code(error)))
    return [
      `${file} may not grow further (file size limit). The recording has stopped; what was written is intact.`,
      'Raise the limit (ulimit -f), then start a new recording.',
    ]
  if (/EEXIST/.test(code(error))) return [`${file} exists and is never written over.`, 'Give the recording another name.']
  return [
    `${file} cannot be written (${said}). The recording has stopped; what was written is intact.`,
    `Make ${dirname(file)} a folder that this user may write.`,
  ]
}

/** How many of the first `most` bytes are whole records (or the header, at the file's start). */
function wholeBytes(bytes: Buffer, length: number, most: number, atStart: boolean): number {
  let at = 0
  for (let next = 0; next <= most;) {
    at = next
    if (at + FRAME > length) break
    next = atStart && at === 0 ? HEADER_START + bytes.readUInt32LE(12) + 4 : at + FRAME + bytes.readUInt32LE(at)
  }
  return at
}

interface FileTailOptions {
  readonly file: string
  readonly syncEvery_ms: number
  readonly onFault: (reason: string, mend: string) => void
}

/**
 * Appends to a new file without blocking, one write at a time, and has the disk keep it now and then. After a fault the file is cut behind
 * its last whole record, and nothing more is written.
 */
export function createFileTail({ file, syncEvery_ms, onFault }: FileTailOptions) {
  let handle: FileHandle | null = null
  let written = 0
  let writing = 0
  let failed = false
  let syncTimer: NodeJS.Timeout | null = null
  let syncing: Promise<void> = Promise.resolve()

  const fault = (error: unknown): void => {
    if (failed) return
    failed = true
    onFault(...explain(error, file))
  }
  const opened = (async () => {
    await mkdir(dirname(file), { recursive: true })
    handle = await open(file, 'wx')
    // The name itself is on the disk only when the folder is.
    const folder = await open(dirname(file), 'r')
    await folder.sync().catch(() => undefined)
    await folder.close()
  })().catch(fault)

  const sync = async (): Promise<void> => {
    try {
      if (!failed) await handle?.datasync()
    } catch (error) {
      fault(error)
    }
  }
  const syncSoon = (): void => {
    syncTimer ??= setTimeout(() => {
      syncTimer = null
      syncing = syncing.then(sync)
    }, syncEvery_ms)
  }
  const write = async (bytes: Buffer, length: number): Promise<void> => {
    await opened
    let done = 0
    try {
      while (done < length && !failed) {
        const { bytesWritten } = (await handle?.write(bytes, done, length - done, written + done)) ?? { bytesWritten: 0 }
        done += bytesWritten
      }
      if (failed) return
      written += length
      syncSoon()
    } catch (error) {
      fault(error)
      written += wholeBytes(bytes, length, done, written === 0)
      await handle?.truncate(written).catch(() => undefined)
      await handle?.datasync().catch(() => undefined)
    }
  }
  let last: Promise<void> = opened

  return {
    written: () => written,
    /** Bytes of the write that is under way. */
    writing: () => writing,
    idle: () => last,
    /** Never rejects. `bytes` may be used again when it resolves. */
    write(bytes: Buffer, length: number): Promise<void> {
      writing += length
      last = last.then(() => write(bytes, length)).then(() => void (writing -= length))
      return last
    },
    async close(): Promise<void> {
      await last
      if (syncTimer !== null) clearTimeout(syncTimer)
      await syncing
      await sync()
      await handle?.close().catch(fault)
      handle = null
    },
  }
}
