import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openDataFolder } from '@solestream/sessions'
import { openPeopleStore } from '@solestream/sessions/people'
import { openSqliteStore } from '@solestream/processing/storage'
import { BY, FACTS } from '../people/folder.ts'

const STRIDE = {
  side: 'left',
  start_s: 1,
  toeOff_s: 1.6,
  end_s: 2,
  valid: true,
  excludedBecause: null,
  stride_s: 1,
  stance_s: 0.6,
  swing_s: 0.4,
} as const

const CALIBRATION = {
  id: 'bw-1',
  method: 'body-weight',
  unit: 'N',
  calibrated_utc: '2026-03-01T07:00:00Z',
  tared_utc: null,
  fit: null,
} as const

/** A data folder with two people, two sessions of the first and one of the second, journals and strides each. */
export async function clinicFolder({ outbox = true } = {}) {
  const root = mkdtempSync(join(tmpdir(), 'solestream-rights-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const data = openDataFolder(join(root, 'data'))
  const people = await openPeopleStore(data.path)
  const store = await openSqliteStore({ file: data.database, outbox })
  const ada = await people.createPerson(BY, FACTS, null)
  const otto = await people.createPerson(BY, { ...FACTS, name: 'Otto Other' }, null)
  await people.giveConsent(BY, ada.pseudonym, 'research', '2026-1')
  const goal = {
    metric: 'cadence_per_min',
    of: 'both',
    atLeast: 100,
    atMost: null,
    words: 'brisk as to the bus',
    agreedOn: '2026-03-01',
  } as const
  await people.agreeGoal(BY, ada.pseudonym, goal)
  await people.writeNote(BY, ada.pseudonym, 'sore on Monday', true)
  for (const [id, { pseudonym }] of [
    ['a1', ada],
    ['a2', ada],
    ['o1', otto],
  ] as const) {
    const key = { session: id, algorithm: 'gait@1.0.0', mode: 'online' } as const
    const meta = {
      id,
      started_utc: '2026-03-01T08:00:00.000Z',
      ended_utc: null,
      source: 'ble',
      pseudonym,
      condition: `free text of ${id}`,
      task: 'walk',
    } as const
    await store.openSession(meta)
    await store.putInsoles(id, [
      { side: 'left', serial: `insole of ${pseudonym}`, layout: 'demo-16', regions: ['heelM'], calibration: CALIBRATION },
    ])
    await store.putStrides(key, [STRIDE])
    await store.addMarker(id, { time_s: 1, label: 'pain 3' })
    await store.closeSession(id, '2026-03-01T08:10:00.000Z')
    writeFileSync(data.journal(id), `raw bytes of ${id} ${pseudonym}`)
  }
  let open = true
  const close = async () => {
    if (!open) return
    open = false
    await store.close()
    await people.close()
  }
  onTestFinished(close)
  return { root, data, people, store, ada, otto, close }
}
