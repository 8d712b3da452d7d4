import { open, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { LEAST_FREE_BYTES } from '../../configuration/dataFolder.ts'
import { fails, works, type Check } from '../check.ts'
import { inProbeFolder, nearest } from '../probeFolder.ts'

const WRITES = 16
const SLOW_MS = 50
/** What two insoles of 16 sensors at 100 Hz leave in the journal, and what is stored besides. */
const BYTES_PER_HOUR = 50e6
const FEW_HOURS = 10

/** Room for recordings, and how long the disk takes to keep what was written: each acknowledged stride waits so long. */
export const disk: Check = {
  id: 'disk',
  title: 'Disk',
  need: () => 'start',
  async run({ options }, over) {
    const { bavail, bsize } = await statfs(await nearest(options.data))
    const free_bytes = bavail * bsize
    const hours = Math.floor(free_bytes / BYTES_PER_HOUR)
    const room = `${(free_bytes / 1e9).toFixed(1)} GB free: ${hours} h of recording`
    if (free_bytes < LEAST_FREE_BYTES) return fails(room, 'Free at least 50 MB there, or choose another disk with --data FOLDER.')
    const sync_ms = await inProbeFolder(options.data, over, (folder) => syncTime(join(folder, 'probe')))
    const detail = `${room}; a write is safe after ${sync_ms.toFixed(1)} ms`
    if (sync_ms > SLOW_MS)
      return works(detail, 'A slow disk delays what the page lists, never a recording. A local disk (--data FOLDER) is faster.')
    return works(detail, hours < FEW_HOURS ? 'Free some space before a long session.' : null)
  },
}

/** Median time of a write of one page and its fsync. */
async function syncTime(path: string): Promise<number> {
  const file = await open(path, 'wx')
  try {
    const times_ms: number[] = []
    for (let i = 0; i < WRITES; i++) {
      const before_ms = performance.now()
      await file.write(Buffer.alloc(4096))
      await file.sync()
      times_ms.push(performance.now() - before_ms)
    }
    return times_ms.sort((a, b) => a - b)[WRITES / 2]!
  } finally {
    await file.close()
  }
}
