import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSimulatedSource } from '@solestream/ingest'
import { openRecording } from '@solestream/ingest/recordings'
import { openSqliteStore } from '@solestream/processing/storage'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDataFolder } from '../src/configuration/dataFolder.ts'
import { createService } from '../src/run/createService.ts'

describe('a speed that was typed', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'solestream-belt-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('is in the journal, also when it was typed before the recording, and its change cuts the averages', async () => {
    const data = openDataFolder(folder)
    const store = await openSqliteStore({ file: data.database, outbox: false, alone: true })
    const source = createSimulatedSource({ pace: 'max', walker: { duration_s: 240 } })
    const service = createService({ version: '0', source, store, data, forwarder: null, recordAtOnce: false, log: () => undefined })
    const strides: number[] = []
    let id: string | null = null
    const ended = new Promise<void>((resolve) => {
      service.listen({
        force: () => undefined,
        event: () => undefined,
        replaced: () => undefined,
        summary: () => undefined,
        stride({ end_s }) {
          strides.push(end_s)
          if (strides.length === 20) {
            service.setBelt({ speed_m_s: 1, incline_percent: null })
            void service.startRecording().then((begun) => (id = begun.id))
          }
          if (strides.length === 140) service.setBelt({ speed_m_s: 1.3, incline_percent: 2 })
        },
        status: ({ source: { state } }) => {
          if (state === 'ended') resolve()
        },
      })
    })
    await service.start()
    await ended
    expect(() => service.connectTreadmill()).toThrow('over Bluetooth only')
    const found = await service.getSession(id!)
    const speeds = found!.result!.summary.speed_m_s!.both!
    expect(speeds.value).toBeCloseTo(1.3, 9)
    const rejected = (await service.strides(id!))!.filter(({ excludedBecause }) => excludedBecause === 'speed-change')
    expect(rejected.length).toBeGreaterThan(40)
    const recording = await openRecording(data.journal(id!), { format: 'solestream' })
    for await (const _ of recording.blocks());
    expect(recording.belt!.map(({ speed_m_s, incline_percent, teller }) => [speed_m_s, incline_percent, teller])).toEqual([
      [1, null, 'typed'],
      [1.3, 2, 'typed'],
    ])
    expect(recording.belt![0]!.time_s).toBe(0)
    await service.close()
    await store.close()
  })
})
