import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSimulatedSource } from '@solestream/ingest'
import { openSqliteStore } from '@solestream/processing/storage'
import { openDataFolder } from '../../src/configuration/dataFolder.ts'
import { openFolder, type OpenFolder } from '../../src/folder/openFolder.ts'
import { openPeopleStore, SYSTEM } from '../../src/people/index.ts'
import { createService } from '../../src/run/createService.ts'

export interface Recorded {
  readonly folder: string
  readonly data: string
  readonly id: string
  readonly person: string
  remove(): void
}

/** A simulated walk of a minute, recorded and closed, of a person, with a note and a keyed mark. */
export async function recordedWalk(): Promise<Recorded> {
  const folder = mkdtempSync(join(tmpdir(), 'solestream-export-'))
  const path = join(folder, 'data')
  const data = openDataFolder(path)
  const people = await openPeopleStore(path)
  const facts = { name: 'Vera Test', birthYear: 1980, bodyMass_kg: 70, shoeSize: 40, notes: '' }
  const { pseudonym } = await people.createPerson(SYSTEM, facts, null)
  await people.close()
  const store = await openSqliteStore({ file: data.database, outbox: false, alone: true })
  const source = createSimulatedSource({ pace: 'max', walker: { duration_s: 70 } })
  const service = createService({ version: '0', source, store, data, forwarder: null, recordAtOnce: false, log: () => undefined })
  let id = ''
  let begun = false
  const ended = new Promise<void>((resolve) => {
    service.listen({
      force: () => undefined,
      event: () => undefined,
      replaced: () => undefined,
      summary: () => undefined,
      stride() {
        if (begun) return
        begun = true
        service.setBelt({ speed_m_s: 1.25, incline_percent: null })
        void service.startRecording({ pseudonym, condition: 'shoe of Dr. Who' }).then(async (started) => {
          id = started.id
          await service.mark('she limps')
          await service.mark('pain 3 of 10')
        })
      },
      status: ({ source: { state } }) => {
        if (state === 'ended') resolve()
      },
    })
  })
  await service.start()
  await ended
  await service.close()
  await store.close()
  return { folder, data: path, id, person: pseudonym, remove: () => rmSync(folder, { recursive: true }) }
}

export async function withFolder<T>(path: string, work: (folder: OpenFolder) => Promise<T>): Promise<T> {
  const folder = await openFolder(path)
  try {
    return await work(folder)
  } finally {
    await folder.close()
  }
}
