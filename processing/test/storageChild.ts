import { writeSync } from 'node:fs'
import { openSqliteStore } from '../src/storage/index.ts'
import { online, session, stride } from './storageSamples.ts'

/** Writes strides into argv[2] for ever and tells how many have been acknowledged. */
const store = await openSqliteStore({ file: process.argv[2] ?? '' })
await store.openSession(session('s1'))
for (let n = 0; ; n++) {
  await Promise.all([store.putStrides(online('s1'), [stride('left', n)]), store.putStrides(online('s1'), [stride('right', n + 0.5)])])
  writeSync(1, `${n + 1}\n`)
}
