import { open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { deflateRaw } from 'node:zlib'
import type { IngestRecord } from '../../record.ts'
import { END, OTHER, encodeHeader, encodeJson, encodePacked, encodePacket, packetSize } from './format.ts'
import { readJournal } from './reader.ts'

/** Records of about so many bytes are packed together; damage costs no more than these. */
const BLOCK = 1 << 18

const deflate = promisify(deflateRaw)

function encode(record: IngestRecord): Buffer {
  if (record.type !== 'packet') return encodeJson(OTHER, record)
  const bytes = Buffer.allocUnsafe(packetSize(record.bytes))
  encodePacket(record, bytes, 0)
  return bytes
}

/**
 * Packs a closed journal in its place: still a journal, read by the same reader. The packed file is read back before it takes the place of
 * the first one. A journal that is not closed, or damaged, is left as it is: null. Rejects with the file system's error; the first file
 * is then untouched. Yields to other work every block.
 */
export async function compactJournal(file: string): Promise<{ readonly before_bytes: number; readonly after_bytes: number } | null> {
  const reading = readJournal(file)
  const packed = `${file}.packed`
  const handle = await open(packed, 'w')
  try {
    let frames: Buffer[] = []
    let size = 0
    const flush = async (): Promise<void> => {
      const block = Buffer.concat(frames)
      frames = []
      size = 0
      if (block.length > 0) await handle.appendFile(encodePacked(await deflate(block)))
    }
    await handle.appendFile(encodeHeader(reading.header))
    for (const record of reading) {
      const bytes = encode(record)
      frames.push(bytes)
      size += bytes.length
      if (size >= BLOCK) await flush()
    }
    await flush()
    const { records, closed, damaged, unknown, truncatedAt } = reading
    await handle.appendFile(encodeJson(END, { records }))
    await handle.sync()
    await handle.close()
    const back = readJournal(packed)
    for (const _ of back);
    const good = closed && damaged === 0 && unknown === 0 && truncatedAt === null
    if (!good || back.records !== records || back.damaged > 0 || !back.closed) return null
    const sizes = { before_bytes: (await stat(file)).size, after_bytes: (await stat(packed)).size }
    await rename(packed, file)
    const folder = await open(dirname(file), 'r')
    await folder.sync().catch(() => undefined)
    await folder.close()
    return sizes
  } finally {
    await handle.close().catch(() => undefined)
    await rm(packed, { force: true })
  }
}
