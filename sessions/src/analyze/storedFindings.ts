import { findingsOf, RULES, type EarlierSession, type Findings } from '@solestream/processing/analysis'
import type { SessionRow, Store, StoredSummary } from '@solestream/processing/storage'
import { storedDevice } from '../compare/device.ts'
import { areCalibrated } from './calibrated.ts'

/** Of the person's earlier sessions so many are looked through, and so many of one kind are compared with. */
const LOOKED_THROUGH = 50
const COMPARED = 10

/** What stands out in a stored session, against the other foot and the person's own earlier sessions under the same condition. */
export async function storedFindings(store: Store, session: SessionRow, result: StoredSummary, language = 'en'): Promise<Findings> {
  const { summary, quality } = result
  const calibrated = areCalibrated(session.insoles)
  const device = storedDevice(session.insoles)
  const earlier = await earlierSessions(store, session, result)
  return findingsOf(RULES, { summary, quality, calibrated, device, earlier }, language)
}

/** Computed alike: another version or mode would differ by itself. */
async function earlierSessions(store: Store, session: SessionRow, { key }: StoredSummary): Promise<readonly EarlierSession[]> {
  const { id, pseudonym, condition, task } = session
  if (pseudonym === null) return []
  const rows = await store.listSessions({ of: [pseudonym], before: id, limit: LOOKED_THROUGH })
  const alike = rows.filter(
    (row) => row.condition === condition && row.task === task && row.current?.algorithm === key.algorithm && row.current.mode === key.mode,
  )
  const stored = await Promise.all(
    alike.slice(0, COMPARED).map(async ({ id, insoles }) => ({ device: storedDevice(insoles), result: await store.summary(id) })),
  )
  return stored.flatMap(({ device, result }) => (result === null ? [] : [{ device, summary: result.summary }]))
}
