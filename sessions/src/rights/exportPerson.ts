import { createReadStream, existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { pack, type Pack } from 'tar-stream'
import type { Store } from '@solestream/processing/storage'
import type { DataFolder } from '../configuration/dataFolder.ts'
import { importedFile, importSettingsFile } from '../import/keptRecording.ts'
import type { Actor } from '../people/model.ts'
import type { PeopleStore } from '../people/peopleStore.ts'
import { sessionsOf } from './sessionsOf.ts'

const README = `Everything that solestream keeps of one person.

person.json      what is known of the person
consents.json    what was agreed to, and until when
goals.json       what was agreed with the therapist, ended goals too
notes.json       what was written down, by the person and by who treats the person
access.json      who looked at or changed this data, newest first
sessions/ID/     of each recording: session.json (facts, summary with n and reasons, quality), strides.json, and
                 recording.journal, every byte that the insoles sent (format: ingest/src/recordings/journal), or, of what was
                 imported, recording.import, the file as it was, and how it was read

Times ending in _s are seconds from started_utc; units stand in the names. This describes measurements. It is not a diagnosis.
`
const LOG_PAGE = 1000

/** One person's data whole, as a tar stream, in a machine's words (JSON) and as recorded. Null: there is no such person. */
export async function exportPerson(
  pseudonym: string,
  by: Actor,
  from: { readonly store: Store; readonly people: PeopleStore; readonly data: DataFolder },
): Promise<Readable | null> {
  const { store, people, data } = from
  const person = await people.readPerson(by, pseudonym)
  if (person === null) return null
  await people.log(by, 'person.export', pseudonym)
  const tar = pack()

  const fill = async (): Promise<void> => {
    await text(tar, 'README.txt', README)
    await json(tar, 'person.json', person)
    await json(tar, 'consents.json', await people.consentsOf(pseudonym))
    await json(tar, 'goals.json', await people.goalsOf(pseudonym))
    await json(tar, 'notes.json', await people.notesOf(pseudonym))
    await json(tar, 'access.json', await wholeLog(people, pseudonym))
    for (const session of await sessionsOf(store, pseudonym)) {
      const folder = `sessions/${session.id}`
      await json(tar, `${folder}/session.json`, { session, result: await store.summary(session.id) })
      await json(tar, `${folder}/strides.json`, await store.strides(session.id))
      const raw = {
        'recording.journal': data.journal(session.id),
        'recording.import': importedFile(data, session.id),
        'recording.import.json': importSettingsFile(data, session.id),
      }
      for (const [name, path] of Object.entries(raw)) if (existsSync(path)) await file(tar, `${folder}/${name}`, path)
    }
    tar.finalize()
  }
  // A fault breaks the stream off: whoever reads it sees that it is not whole.
  fill().catch((error: Error) => tar.destroy(error))
  return Readable.from(tar)
}

const text = (tar: Pack, name: string, content: string): Promise<void> =>
  new Promise((resolve, reject) => {
    tar.entry({ name, mode: 0o600 }, content, (error) => (error ? reject(error) : resolve()))
  })
const json = (tar: Pack, name: string, content: unknown): Promise<void> => text(tar, name, `${JSON.stringify(content, null, 1)}\n`)

/** As long as it is now: a recording that goes on ends there. */
export async function file(tar: Pack, name: string, path: string): Promise<void> {
  const { size, mtime } = await stat(path)
  const entry = tar.entry({ name, size, mtime, mode: 0o600 })
  if (size === 0) {
    entry.end()
    return
  }
  await pipeline(createReadStream(path, { end: size - 1 }), entry)
}

async function wholeLog(people: PeopleStore, subject: string) {
  const all = []
  for (let before: number | undefined; ;) {
    const page = await people.readLog({ limit: LOG_PAGE, subject, ...(before === undefined ? {} : { before }) })
    all.push(...page)
    if (page.length < LOG_PAGE) return all
    before = page.at(-1)!.seq
  }
}
