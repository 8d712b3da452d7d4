import { readdirSync } from 'node:fs'
import { extract } from 'tar-stream'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDataFolder } from '../../src/configuration/dataFolder.ts'
import { exportTar } from '../../src/export/exportTar.ts'
import { recordedWalk, type Recorded } from './recorded.ts'

let walk: Recorded
beforeAll(async () => {
  walk = await recordedWalk()
})
afterAll(() => walk.remove())

it('gives the folder of an export as a tar, made in a thread, and leaves nothing in clear', async () => {
  const people = { dateShift_days: () => Promise.resolve(-40) }
  const asked = { session: walk.id, pseudonym: walk.person, format: 'csv', version: '9.9' } as const
  const tar = await exportTar(asked, { data: openDataFolder(walk.data), people })
  const names: string[] = []
  const closed = new Promise((resolve) => tar!.once('close', resolve))
  const read = extract()
  tar!.pipe(read)
  for await (const entry of read) {
    names.push(entry.header.name)
    entry.resume()
  }
  expect(names.sort()).toEqual(
    ['dictionary.json', 'events.csv', 'samples_left.csv', 'samples_right.csv', 'session.json', 'strides.csv', 'summary.csv']
      .map((name) => `${walk.id}/${walk.id}/${name}`)
      .concat(`${walk.id}/manifest.json`)
      .sort(),
  )
  await closed
  await expect.poll(() => readdirSync(walk.data).filter((name) => name.startsWith('.export'))).toEqual([])
})

it('is null for a session without a result, with nothing left', async () => {
  const asked = { session: 'absent', pseudonym: null, format: 'csv', version: '9.9' } as const
  expect(await exportTar(asked, { data: openDataFolder(walk.data), people: null })).toBeNull()
  expect(readdirSync(walk.data).filter((name) => name.startsWith('.export'))).toEqual([])
})
