import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMemoryStore, openSqliteStore } from '../src/storage/index.ts'
import { storageContract } from './storageContract.ts'

storageContract('memory store', async () => {
  const store = createMemoryStore()
  return { store, end: () => store.close() }
})

storageContract('SQLite store', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'solestream-store-'))
  const store = await openSqliteStore({ file: join(folder, 'solestream.sqlite') })
  return {
    store,
    async end() {
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
})
