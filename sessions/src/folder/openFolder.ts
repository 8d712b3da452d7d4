import { existsSync } from 'node:fs'
import { ConfigurationFault } from '@solestream/ingest'
import { openSqliteStore, StoreFault, type SessionRow, type Store } from '@solestream/processing/storage'
import { openDataFolder, type DataFolder } from '../configuration/dataFolder.ts'
import { isDemo, SYSTEM } from '../people/model.ts'
import { openPeopleStore, peopleFiles, type PeopleStore } from '../people/peopleStore.ts'

/** A data folder as a command works with it, beside a solestream that may run. */
export interface OpenFolder {
  readonly data: DataFolder
  readonly store: Store
  /** Null: there are no people. */
  readonly people: PeopleStore | null
  /** Written down as an act from the command line, without an account; not while nobody has one. */
  log(action: string, session: Pick<SessionRow, 'id' | 'pseudonym'>): Promise<void>
  close(): Promise<void>
}

/** `make`: also where there is none yet. Throws a ConfigurationFault. What is written for InfluxDB goes there when solestream next starts with it. */
export async function openFolder(path: string, { make = false } = {}): Promise<OpenFolder> {
  process.umask(0o077)
  if (!make && !existsSync(path)) throw new ConfigurationFault(`${path} is no data folder of solestream`, 'name it with --data FOLDER')
  const data = openDataFolder(path)
  if (!make && !existsSync(data.database))
    throw new ConfigurationFault(`${data.path} is no data folder of solestream: it has no store`, 'name it with --data FOLDER')
  const store = await openSqliteStore({ file: data.database, outbox: false }).catch((error: unknown) => {
    throw error instanceof StoreFault ? new ConfigurationFault(error.message, error.mend) : error
  })
  const people = existsSync(peopleFiles(data.path).database) ? await openPeopleStore(data.path) : null
  const isLogged = people !== null && (await people.accountCount()) > 0
  return {
    data,
    store,
    people,
    async log(action, { id, pseudonym }) {
      if (!isLogged || (pseudonym !== null && isDemo(pseudonym))) return
      await people.log(SYSTEM, `${action} ${id}`, pseudonym ?? `session ${id}`)
    },
    async close() {
      await store.close()
      await people?.close()
    },
  }
}

const PAGE = 200

/** Every session, newest first. */
export async function allSessions(store: Store): Promise<readonly SessionRow[]> {
  const all: SessionRow[] = []
  for (;;) {
    const before = all.at(-1)?.id
    const page = await store.listSessions({ limit: PAGE, ...(before === undefined ? {} : { before }) })
    all.push(...page)
    if (page.length < PAGE) return all
  }
}

/** Those with these ids. Throws a ConfigurationFault that names the ones that are not there. */
export async function namedSessions(
  { store, data }: Pick<OpenFolder, 'store' | 'data'>,
  ids: readonly string[],
): Promise<readonly SessionRow[]> {
  const found = await Promise.all([...new Set(ids)].map(async (id) => [id, await store.getSession(id)] as const))
  const absent = found.flatMap(([id, session]) => (session === null ? [id] : []))
  if (absent.length > 0)
    throw new ConfigurationFault(
      `${data.path} has no session ${absent.join(', ')}`,
      'the page of sessions shows their ids; --data FOLDER names another folder',
    )
  return found.map(([, session]) => session!)
}
