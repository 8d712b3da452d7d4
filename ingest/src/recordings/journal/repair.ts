import { open } from 'node:fs/promises'
import { readJournal } from './reader.ts'

export interface Repair {
  /** Where the tail was cut, in bytes; null: nothing was torn. */
  readonly cutAt: number | null
  readonly records: number
  readonly damaged: number
  /** The recording had been ended properly. */
  readonly closed: boolean
}

/**
 * Cuts a torn tail (the computer lost power, the program was killed), so that the file ends with a whole record. Damage before it stays as
 * it is: readers pass over it.
 * @throws as readJournal does.
 */
export async function repairJournal(file: string): Promise<Repair> {
  const reading = readJournal(file)
  for (const _ of reading);
  const { truncatedAt: cutAt, records, damaged, closed } = reading
  if (cutAt !== null) {
    const handle = await open(file, 'r+')
    try {
      await handle.truncate(cutAt)
      await handle.sync()
    } finally {
      await handle.close()
    }
  }
  return { cutAt, records, damaged, closed }
}
