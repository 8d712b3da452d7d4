import { expect, it } from 'vitest'
import type { InsoleInfo } from '@solestream/ingest'
import { createMemoryStore } from '@solestream/processing/storage'
import { createFits } from '../../src/calibration/fits.ts'

const FIT = { bodyMass_kg: 70, residual_percent: 1, conditionNumber: 1.5, gainError_percent: 0.7, seconds: 10 }

it('what is known of a calibration is what the store knows: gone with the last session that rests on it', async () => {
  const store = createMemoryStore()
  const fits = createFits(store)
  await fits.keep('bw-1', FIT)
  const calibration = {
    id: 'bw-1',
    method: 'body-weight',
    unit: 'N',
    calibrated_utc: '2026-01-01T00:00:00Z',
    tared_utc: null,
    fit: FIT,
  } as const
  const info = { identity: { serial: 'L1' }, calibration: { id: 'bw-1', method: 'body-weight' } } as InsoleInfo
  await store.openSession({
    id: 's1',
    started_utc: '2026-01-01T00:00:00Z',
    ended_utc: null,
    source: 'ble',
    pseudonym: 'P-1',
    condition: null,
    task: 'walk',
  })
  await store.putInsoles('s1', [{ side: 'left', serial: 'L1', layout: 'demo-16', regions: [], calibration }])
  await fits.load()
  expect(fits.infoOf(info).calibrationFit).toEqual(FIT)
  await store.deleteSession('s1')
  await fits.load()
  expect(fits.infoOf(info)).not.toHaveProperty('calibrationFit')
  await store.close()
})
