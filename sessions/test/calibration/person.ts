import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createSimulatedSource, type Pose, type Source } from '@solestream/ingest'
import type { WalkerSettings } from '@solestream/ingest/virtual'
import { createMemoryStore } from '@solestream/processing/storage'
import { createService, openDataFolder, type LiveStatus } from '@solestream/sessions'

const OTHER: Partial<Record<Pose, Pose>> = { 'left-leg': 'right-leg', 'right-leg': 'left-leg' }

/**
 * A service with a simulated person who wears two insoles, at 20 times the pace. `mind.obeys`: takes up the poses that a tare and a
 * calibration need; else the person goes on as before, as one who was not told.
 */
export async function person(walker: Partial<WalkerSettings>, { obeys = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'calibration-'))
  const data = openDataFolder(folder)
  const store = createMemoryStore()
  const simulated = createSimulatedSource({ pace: 20, walker })
  const commands = simulated.commands!
  /** `swapped`: the insoles lie in the other shoes. */
  const mind = { obeys, swapped: false }
  const source: Source = {
    ...simulated,
    commands: {
      ...commands,
      pose: (pose, seconds) => {
        if (mind.obeys) commands.pose?.(mind.swapped ? (OTHER[pose] ?? pose) : pose, seconds)
      },
    },
  }
  const service = createService({ version: '1', source, store, data, forwarder: null, recordAtOnce: false })
  onTestFinished(async () => {
    await service.close()
    await store.close()
    rmSync(folder, { recursive: true })
  })
  /** The first status from now on of which that is so. */
  const until = (holds: (status: LiveStatus) => boolean): Promise<LiveStatus> =>
    new Promise((resolve) => {
      const nothing = (): void => undefined
      const stop = service.listen({
        force: nothing,
        event: nothing,
        stride: nothing,
        summary: nothing,
        replaced: nothing,
        status(status) {
          if (!holds(status)) return
          queueMicrotask(() => stop())
          resolve(status)
        },
      })
    })
  /** A session of so many strides, with its result. */
  async function record(strides: number) {
    const { id } = await service.startRecording()
    await until(({ recording }) => (recording?.strides ?? 0) >= strides)
    await service.stopRecording()
    return (await service.getSession(id))!
  }
  const streaming = until(({ insoles }) => insoles.length === 2 && insoles.every((i) => i.link === 'streaming' && i.samples > 100))
  await service.start()
  await streaming
  return { service, store, data, until, record, mind }
}
