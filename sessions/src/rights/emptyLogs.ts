import { emptyWal } from '@solestream/processing/storage/sqlite'
import type { DataFolder } from '../configuration/dataFolder.ts'
import { peopleFiles } from '../people/peopleStore.ts'

const TRIES = 20
const PAUSE_MS = 50
const LATER_MS = 2000

/**
 * Both databases' own logs (`-wal`) emptied: what was erased stands in no file any more. Where a reader keeps one busy for longer than a
 * second, it is tried again until it is done, as long as this process runs; a database that is closed empties its own.
 */
export async function emptyLogs(data: DataFolder): Promise<void> {
  let busy: readonly string[] = [data.database, peopleFiles(data.path).database]
  for (let k = 0; k < TRIES; k++) {
    busy = busy.filter((file) => !emptyWal(file))
    if (busy.length === 0) return
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  const timer = setInterval(() => {
    try {
      busy = busy.filter((file) => !emptyWal(file))
    } catch {
      // The folder has gone.
      busy = []
    }
    if (busy.length === 0) clearInterval(timer)
  }, LATER_MS)
  timer.unref()
}
