import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createCalls, startThread } from '@solestream/processing/storage/thread'
import { keptHead } from './keptEnd.ts'
import { storeOf, type PeopleStore } from './storeOf.ts'
import type { AuditHead, AuditVerdict } from './state/auditLog.ts'

export type { PeopleStore }

export interface PeopleThreadSettings {
  readonly file: string
  readonly headFile: string
  readonly key: Uint8Array
}

/** Where identity, log and key lie: apart from measurements, and the key apart from the log. */
export interface PeopleFiles {
  readonly database: string
  readonly key: string
  readonly head: string
}
export const peopleFiles = (data: string): PeopleFiles => ({
  database: join(data, 'people', 'people.sqlite'),
  key: join(data, 'keys', 'audit.key'),
  head: join(data, 'keys', 'audit.head'),
})

const KEY_BYTES = 32

/** Opens (or makes) the identity database of a data folder, for its owner only. Rejects with a StoreFault when a file cannot be used. */
export async function openPeopleStore(data: string): Promise<PeopleStore> {
  const files = peopleFiles(data)
  for (const folder of ['people', 'keys']) mkdirSync(join(data, folder), { recursive: true, mode: 0o700 })
  const settings: PeopleThreadSettings = { file: files.database, headFile: files.head, key: keyOf(files.key) }
  const calls = await createCalls(startThread(new URL('./peopleThread.ts', import.meta.url), settings), files.database)
  chmodSync(files.database, 0o600)
  return storeOf((name, args) => calls.call(name, args), calls.close)
}

function keyOf(file: string): Uint8Array {
  if (!existsSync(file)) writeFileSync(file, randomBytes(KEY_BYTES), { mode: 0o600, flag: 'wx' })
  const key = readFileSync(file)
  if (key.length !== KEY_BYTES) throw new Error(`${file} is no key of ${KEY_BYTES} bytes: restore it from a backup of the data folder`)
  return key
}

/** The log of a data folder against the end that was kept beside its key, and ends that are known from elsewhere. */
export async function verifyFolderLog(people: PeopleStore, data: string, heads: readonly AuditHead[] = []): Promise<AuditVerdict> {
  const { head } = peopleFiles(data)
  const kept = keptHead(head)
  const verdict = await people.verifyLog(kept === null ? heads : [...heads, kept])
  if (kept !== null || !verdict.ok || verdict.entries === 0) return verdict
  return { ok: false, seq: verdict.entries, reason: `the end of the log that was kept (${head}) is absent or unreadable` }
}
