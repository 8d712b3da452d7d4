import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Source } from '@solestream/ingest'
import { createMemoryStore } from '@solestream/processing/storage'
import { createService, openDataFolder } from '@solestream/sessions'

test('the output of the server has the whole of a fault, with the files that no browser is told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fault-log-'))
  const store = createMemoryStore()
  const data = openDataFolder(folder)
  const source: Source = {
    kind: 'ble',
    start: async (to) => to.state('failed', 'EIO: i/o error, read /srv/clinic/walk.csv', null),
    stop: async () => undefined,
  }
  const logged: string[] = []
  const service = createService({
    version: '1',
    source,
    store,
    data,
    forwarder: null,
    recordAtOnce: false,
    log: (text) => logged.push(text),
  })
  onTestFinished(async () => {
    await service.close()
    await store.close()
    rmSync(folder, { recursive: true })
  })
  await service.start()
  expect(logged).toEqual(['EIO: i/o error, read /srv/clinic/walk.csv'])
})
