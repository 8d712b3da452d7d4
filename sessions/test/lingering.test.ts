import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { IngestRecord, Source, SourceListener } from '@solestream/ingest'
import { createMemoryStore } from '@solestream/processing/storage'
import { createService, openDataFolder, type RunningService } from '@solestream/sessions'
import { lossy, seeded, walkRecords } from './lossyWalk.ts'

let folder: string
let service: RunningService
let listener: SourceListener
let outstanding: number

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'solestream-linger-'))
  outstanding = 0
  const source: Source = {
    kind: 'ble',
    start: (given) => {
      listener = given
      return Promise.resolve()
    },
    outstanding: (side) => (side === 'left' ? outstanding : 0),
    stop: () => Promise.resolve(),
  }
  service = createService({
    version: 'test',
    source,
    store: createMemoryStore(),
    data: openDataFolder(folder),
    forwarder: null,
    recordAtOnce: false,
  })
  await service.start()
  listener.state('streaming', '', null)
})
afterEach(async () => {
  await service.close()
  rmSync(folder, { recursive: true, force: true })
})

const isLate = (r: IngestRecord): boolean => r.type === 'packet' && (r.bytes[2]! & 1) === 1

it('a recording that was stopped takes what was lost in it and still comes, and nothing else', async () => {
  const walk = await walkRecords({ seed: 5, duration_s: 40 })
  const loss = { share: 0.03, burst: 10, within_s: 0, from_s: 1, to_s: 25, never: 0 }
  const disturbed = lossy(walk, seeded(3), loss)
  const before = disturbed.filter((r) => !isLate(r) && r.host_s < 30)
  const after = disturbed.filter((r) => !isLate(r) && r.host_s >= 30)
  const late = disturbed.filter(isLate)
  const packetsOf = (records: readonly IngestRecord[]) => records.reduce((n, r) => n + (r.type === 'packet' ? r.bytes[3]! : 0), 0)
  for (const r of before) if (r.type === 'insole') listener.record(r)
  const { id } = await service.startRecording()
  for (const r of before) if (r.type !== 'insole') listener.record(r)
  expect(service.status().insoles.find((i) => i.side === 'left')!.lostSamples).toBeGreaterThan(0)

  outstanding = 100
  const stopped = service.stopRecording()
  // The page goes on at once, and another recording may begin.
  expect(service.status().recording).toBeNull()
  for (const [k, r] of after.entries()) {
    listener.record(r)
    const l = late[k]
    if (l) listener.record(l)
  }
  for (const l of late.slice(after.length)) listener.record(l)
  outstanding = 0
  await stopped
  const { quality } = (await service.getSession(id))!.result!
  const samples = (quality.sides.left?.samples ?? 0) + (quality.sides.right?.samples ?? 0)
  expect(samples).toBe(packetsOf(before) + packetsOf(late))
  expect(quality.sides.left).toMatchObject({ lostSamples: 0, gaps: [] })
  expect((quality.sides.left?.recoveredSamples ?? 0) + (quality.sides.right?.recoveredSamples ?? 0)).toBe(packetsOf(late))
})
