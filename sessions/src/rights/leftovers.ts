import { mkdirSync, mkdtempSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { hold, isHeld } from '@solestream/processing/storage/sqlite'

/** A folder for what is to be protected and lies there in clear for a while. Until `release` no other process removes it. */
export interface Workplace {
  readonly path: string
  release(): Promise<void>
}

const COPIES = '.backup-'
const EXPORTS = '.export-'
const unpacked = (data: string): string => `.restore-${basename(data)}-`
/** A lock of the operating system: it ends with its process, however that ends. */
const lock = (folder: string): string => join(folder, 'work')

/** Copies of the databases lie beside the data, on a disk that is as well protected. */
export const copiesOf = (data: string): Workplace => workplace(join(data, COPIES))
/** So do exports on their way to a page. */
export const exportsOf = (data: string): Workplace => workplace(join(data, EXPORTS))
/** A backup is unpacked beside the folder whose place it takes. */
export const unpackedFor = (data: string): Workplace => {
  mkdirSync(dirname(data), { recursive: true, mode: 0o700 })
  return workplace(join(dirname(data), unpacked(data)))
}

function workplace(prefix: string): Workplace {
  const path = mkdtempSync(prefix)
  const held = hold(lock(path))
  return {
    path,
    async release() {
      held.release()
      await rm(`${lock(path)}.in-use`, { force: true })
    },
  }
}

/** Removes what backups and restores that were killed left in the data folder and beside it. */
export async function removeLeftovers(data: string): Promise<void> {
  for (const [folder, prefix] of [
    [data, COPIES],
    [data, EXPORTS],
    [dirname(data), unpacked(data)],
  ] as const)
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      const path = join(folder, entry.name)
      if (entry.isDirectory() && entry.name.startsWith(prefix) && !isHeld(lock(path))) await rm(path, { recursive: true, force: true })
    }
}
