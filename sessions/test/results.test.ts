import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createSimulatedSource } from '@solestream/ingest'
import { GAIT_ALGORITHM } from '@solestream/processing/analysis'
import { openSqliteStore } from '@solestream/processing/storage'
import { createService, openDataFolder } from '@solestream/sessions'

test('a session keeps the live and the offline result, each with its algorithm and all its settings', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'results-'))
  const data = openDataFolder(folder)
  const store = await openSqliteStore({ file: data.database })
  const service = createService({
    version: '1.2.3',
    source: createSimulatedSource({ pace: 'max', walker: { duration_s: 30 } }),
    store,
    data,
    forwarder: null,
    recordAtOnce: true,
  })
  onTestFinished(async () => {
    await store.close()
    rmSync(folder, { recursive: true })
  })
  const ended = new Promise<void>((resolve) => {
    service.listen({
      force: () => undefined,
      event: () => undefined,
      stride: () => undefined,
      summary: () => undefined,
      replaced: () => undefined,
      status: ({ source }) => {
        if (source.state === 'ended') resolve()
      },
    })
  })
  await service.start()
  await ended
  await service.close()
  const [session] = await store.listSessions()
  const results = await store.results(session!.id)
  expect(results.map(({ key, current }) => [key.algorithm, key.mode, current])).toEqual([
    ['gait@1.0.0', 'online', false],
    ['gait@1.0.0', 'offline', true],
  ])
  for (const { key, settings, strides } of results) {
    expect(settings).toEqual(GAIT_ALGORITHM(key.mode).settings)
    expect(await store.strides(session!.id, key)).toHaveLength(strides)
    expect(strides).toBeGreaterThan(40)
  }
})
