import { accessSync, constants, existsSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { ConfigurationFault } from '@solestream/ingest'

/** Less than this free at the start: the disk counts as full. */
export const LEAST_FREE_BYTES = 50e6

/** Where everything that is kept lies. */
export interface DataFolder {
  readonly path: string
  readonly recordings: string
  readonly database: string
  journal(sessionId: string): string
  freeBytes(): number
}

/** Makes the folder where it is absent; throws ConfigurationFault where it can't be made or written, or the disk is full. */
export function openDataFolder(path: string): DataFolder {
  const root = resolve(path)
  const recordings = join(root, 'recordings')
  const mend = 'choose another folder with --data FOLDER, or make this one writable for you'
  try {
    makeFolder(recordings)
    accessSync(root, constants.R_OK | constants.W_OK | constants.X_OK)
    accessSync(recordings, constants.R_OK | constants.W_OK | constants.X_OK)
    // access() says yes to root on a read-only disk and knows nothing of a full one: write.
    const probe = join(root, `.probe-${process.pid}`)
    writeFileSync(probe, Buffer.alloc(4096))
    rmSync(probe)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC' || code === 'EDQUOT') throw full(root)
    if (code === 'EEXIST' || code === 'ENOTDIR')
      throw new ConfigurationFault(`the data folder ${root} is in the way: a file stands where a folder is needed`, mend)
    throw new ConfigurationFault(`the data folder ${root} can't be written (${code ?? message})`, mend)
  }
  const freeBytes = (): number => {
    const { bavail, bsize } = statfsSync(root)
    return bavail * bsize
  }
  if (freeBytes() < LEAST_FREE_BYTES) throw full(root)
  return {
    path: root,
    recordings,
    database: join(root, 'solestream.sqlite'),
    journal: (id) => join(recordings, `${id}.journal`),
    freeBytes,
  }
}

/** Step by step: Node's own recursive mkdir never returns where the system answers ENOENT to a new folder (below /proc). */
function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  mkdirSync(path, { mode: 0o700 })
}

const full = (root: string): ConfigurationFault =>
  new ConfigurationFault(
    `the disk that holds ${root} is full`,
    'free at least 50 MB there (an hour of recording takes about 50 MB), or choose another disk with --data FOLDER',
  )
