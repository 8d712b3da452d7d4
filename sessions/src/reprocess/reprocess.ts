import { gaitVersion } from '@solestream/processing/analysis'
import type { ResultKey, SessionRow, Store } from '@solestream/processing/storage'
import type { DataFolder } from '../configuration/dataFolder.ts'
import { keptRecording } from '../import/keptRecording.ts'
import { analyzeInWorker } from '../run/analyzeInWorker.ts'
import { resultKey, storeAnalysis } from '../run/storeAnalysis.ts'
import { changesOf, type MetricChange } from './changes.ts'

export interface ReprocessAsked {
  /** name@version; absent: the current one. */
  readonly algorithm?: string
  /** Only tells what would change. */
  readonly dryRun: boolean
}

/** What came of one session. `refused`: why it could not be computed; nothing of it was changed then. */
export type Reprocessed = { readonly session: string } & (
  | { readonly refused: string }
  | {
      readonly refused: null
      readonly before: ResultKey | null
      readonly after: ResultKey
      readonly strides: { readonly before: number; readonly after: number }
      readonly validStrides: { readonly before: number; readonly after: number }
      readonly changes: readonly MetricChange[]
      /** Whether it is the current result now. */
      readonly stored: boolean
    }
)

/**
 * One session from its raw recording again. The result that was current stays stored under its own algorithm, version and mode; the new
 * one becomes current, and InfluxDB follows. Throws UnknownAlgorithm, and what the store throws.
 */
export async function reprocessSession(
  session: SessionRow,
  { algorithm, dryRun }: ReprocessAsked,
  { store, data }: { readonly store: Store; readonly data: DataFolder },
): Promise<Reprocessed> {
  gaitVersion(algorithm)
  const { id, task } = session
  const refused = (why: string): Reprocessed => ({ session: id, refused: why })
  if (session.ended_utc === null) return refused('it is being recorded, or was left open: it is computed when it is closed')
  const kept = keptRecording(data, id)
  if (kept === null) return refused('its raw recording is not kept any more')
  if (task === 'balance' && algorithm !== undefined) return refused(`${algorithm} is for walking, and this was standing`)
  const options = { mode: 'offline', task, ...kept.inputs, ...(algorithm === undefined ? {} : { algorithm }) } as const
  let analysis
  try {
    analysis = await analyzeInWorker({ file: kept.file, open: kept.open, options })
  } catch (error) {
    return refused((error as Error).message)
  }
  const before = await store.summary(id)
  if (!dryRun) await storeAnalysis(store, id, analysis)
  return {
    session: id,
    refused: null,
    before: before?.key ?? null,
    after: resultKey(id, analysis),
    strides: { before: session.strides, after: analysis.strides.length },
    validStrides: { before: session.validStrides, after: analysis.strides.filter(({ valid }) => valid).length },
    changes: changesOf(before?.summary ?? {}, analysis.summary),
    stored: !dryRun,
  }
}
