import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Store } from '@solestream/processing/storage'
import type { DataFolder } from '../configuration/dataFolder.ts'
import type { Actor } from '../people/model.ts'
import type { PeopleStore } from '../people/peopleStore.ts'
import { ServiceFault, type Erased } from '../service.ts'
import { sessionsOf } from './sessionsOf.ts'

/**
 * Erases a person everywhere: journals and what lies beside them, strides and summaries, what waits for InfluxDB or was refused by it, what
 * InfluxDB has (through the outbox, as soon as it can be reached), and last the person. Safe to repeat: what a broken-off one left is erased by
 * the next. The log keeps that it happened. Rejects with a ServiceFault while the person is being recorded.
 */
export async function erasePerson(
  pseudonym: string,
  by: Actor,
  from: { readonly store: Store; readonly people: PeopleStore; readonly data: DataFolder },
): Promise<Erased> {
  const { store, people, data } = from
  const sessions = await sessionsOf(store, pseudonym)
  if (sessions.some((session) => session.ended_utc === null))
    throw new ServiceFault(409, 'This person is being recorded.', 'Stop the recording first.')
  for (const { id } of sessions) {
    await removeFiles(data, id)
    await store.deleteSession(id)
  }
  await people.erasePerson(by, pseudonym)
  return { sessions: sessions.length }
}

/** The journal of a session and every file named after it. */
async function removeFiles(data: DataFolder, id: string): Promise<void> {
  for (const name of await readdir(data.recordings).catch(() => []))
    if (name === id || name.startsWith(`${id}.`)) await rm(join(data.recordings, name), { recursive: true, force: true })
}
