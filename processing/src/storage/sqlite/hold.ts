import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { StoreFault } from '../storeFault.ts'

export interface Held {
  release(): void
}

const beside = (file: string): string => `${file}.in-use`

/**
 * Keeps every other process from holding the same database, until it is released or this process ends in whatever way: it is a lock of the
 * operating system on a file beside it, so a crash leaves nothing to clear away. Who only reads or writes it does not ask. Throws a StoreFault ('in-use').
 */
export function hold(file: string): Held {
  mkdirSync(dirname(file), { recursive: true })
  const lock = new Sqlite(beside(file), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return { release: () => lock.close() }
  } catch (error) {
    lock.close()
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error
    throw new StoreFault(
      'in-use',
      `${file} is in use by a solestream that is running.`,
      'Stop that one first, or choose another data folder (--data).',
    )
  }
}

export function isHeld(file: string): boolean {
  try {
    notHeld(file)
    return false
  } catch (error) {
    if (error instanceof StoreFault && error.code === 'in-use') return true
    throw error
  }
}

/** Throws a StoreFault when someone holds it. */
export function notHeld(file: string): void {
  if (existsSync(beside(file))) hold(file).release()
}
