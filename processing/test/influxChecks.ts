import { setTimeout as pause } from 'node:timers/promises'
import type { Influxd } from '@solestream/testing'
import { expect } from 'vitest'
import type { Store } from '../src/storage/index.ts'

/** Waits until it holds; the test's own time-out ends it otherwise. */
export async function eventually(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(5)
}

/** InfluxDB holds the strides of each session's current result, neither more nor less, with the same values. */
export async function expectSameInInflux(store: Store, influxd: Influxd, database: string): Promise<void> {
  const expected: string[] = []
  for (const { id, started_utc } of await store.listSessions({ limit: 10_000 })) {
    for (const s of await store.strides(id)) {
      const time = Date.parse(started_utc) * 1000 + Math.round(s.start_s * 1e6)
      expected.push(JSON.stringify([id, s.side, time, s.stride_s, s.stance_s ?? null, s.valid, s.excludedBecause]))
    }
  }
  const rows = await influxd.query('SELECT * FROM stride', database)
  const found = rows.map((r) =>
    JSON.stringify([r['session'], r['side'], r['time'], r['stride_s'], r['stance_s'] ?? null, r['valid'], r['excludedBecause'] ?? null]),
  )
  expect(found.sort()).toEqual(expected.sort())
}
