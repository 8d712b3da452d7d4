import { speedOf, type ComparedSession } from '@solestream/processing/analysis'
import { algorithmId } from '@solestream/processing/model'
import type { Store } from '@solestream/processing/storage'
import type { Analysis } from '../analyze/analysis.ts'
import { deviceOf, storedDevice } from './device.ts'

/** A file that was analyzed, to be compared. `speed_m_s` null: the one that the analysis was told, if any; of stored sessions as well. */
export function comparedAnalysis(analysis: Analysis, label: string, speed_m_s: number | null): ComparedSession {
  const { task, mode, algorithm, insoles, summary, strides } = analysis
  return {
    label,
    task,
    mode,
    algorithm: algorithmId(algorithm),
    device: deviceOf(insoles.map((i) => i.layout.id)),
    speed_m_s: speed_m_s ?? speedOf(summary),
    summary,
    strides,
  }
}

/** The current result of a stored session; null where there is no such session, or it has no result yet. */
export async function comparedStored(store: Store, id: string, speed_m_s: number | null): Promise<ComparedSession | null> {
  const session = await store.getSession(id)
  const stored = session && (await store.summary(id))
  if (session === null || stored === null) return null
  const { key, summary } = stored
  return {
    label: id,
    task: session.task,
    mode: key.mode,
    algorithm: key.algorithm,
    device: storedDevice(session.insoles),
    speed_m_s: speed_m_s ?? speedOf(summary),
    summary,
    strides: await store.strides(id),
  }
}
