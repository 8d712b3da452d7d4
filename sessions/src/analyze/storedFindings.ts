import { findingsOf, RULES, type Finding } from '@solestream/processing/analysis'
import type { Summary } from '@solestream/processing/model'
import type { SessionRow, Store, StoredSummary } from '@solestream/processing/storage'
import { areCalibrated } from './calibrated.ts'

/** Of the person's earlier sessions so many are looked through, and so many of one kind are compared with. */
const LOOKED_THROUGH = 50
const COMPARED = 10

/** What stands out in a stored session, against the other foot and the person's own earlier sessions under the same condition. */
export async function storedFindings(store: Store, session: SessionRow, result: StoredSummary): Promise<readonly Finding[]> {
  const { summary, quality } = result
  const calibrated = areCalibrated(session.insoles)
  return findingsOf(RULES, { summary, quality, calibrated, earlier: await earlierSummaries(store, session, result) }).findings
}

/** Computed alike: another version or mode would differ by itself. */
async function earlierSummaries(store: Store, session: SessionRow, { key }: StoredSummary): Promise<readonly Summary[]> {
  const { id, pseudonym, condition, task } = session
  if (pseudonym === null) return []
  const rows = await store.listSessions({ of: [pseudonym], before: id, limit: LOOKED_THROUGH })
  const alike = rows.filter(
    (row) => row.condition === condition && row.task === task && row.current?.algorithm === key.algorithm && row.current.mode === key.mode,
  )
  const stored = await Promise.all(alike.slice(0, COMPARED).map((row) => store.summary(row.id)))
  return stored.flatMap((s) => (s === null ? [] : [s.summary]))
}
