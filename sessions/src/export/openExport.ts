import { createStages, insoleItem, type FootChunk } from '@solestream/processing/analysis'
import { openRecording } from '@solestream/ingest/recordings'
import { SIDES, type ForceBlock, type GaitEvent, type InsoleDescription, type WalkInputs } from '@solestream/processing/model'
import type { SessionRow } from '@solestream/processing/storage'
import { keptRecording } from '../import/keptRecording.ts'
import { aboutSession, type ExportChoice } from './about.ts'
import type { ExportBlock, ExportFrom, ExportSession } from './model.ts'

/** A stored session made ready to be exported; null: it has no result (yet). Rejects with a RecordingFault. */
export async function openExport(
  row: SessionRow,
  { store, data, people }: Omit<ExportFrom, 'log'>,
  choice: ExportChoice,
  version: string,
): Promise<ExportSession | null> {
  const result = await store.summary(row.id)
  if (result === null) return null
  const { key } = result
  const settings = (await store.results(row.id)).find((one) => one.current)?.settings ?? null
  const kept = keptRecording(data, row.id)
  const recording = kept && (await openRecording(kept.file, kept.open))
  const insoles: readonly InsoleDescription[] = recording?.insoles ?? []
  const shift_days = row.pseudonym !== null && people !== null ? await people.dateShift_days(row.pseudonym) : 0
  const inputs = (settings?.['inputs'] ?? kept?.inputs ?? {}) as WalkInputs

  return {
    about: aboutSession({ row, result, settings, insoles, shift_days, choice, version }),
    insoles,
    result,
    strides: await store.strides(row.id),
    hasSamples: recording !== null && insoles.length > 0,
    async run(take) {
      if (recording === null || insoles.length === 0) return []
      const events: GaitEvent[] = []
      // Each foot by itself: strides and figures are in the store already.
      const feet = createStages(key.mode, 'walk', inputs, row.task === 'balance' ? undefined : key.algorithm)
      const through = async (chunks: readonly FootChunk[]): Promise<void> => {
        for (const chunk of chunks) {
          for (const event of chunk.events) events.push(event)
          if (chunk.force !== null) await take?.(blockOf(chunk.force))
        }
      }
      for (const insole of insoles) await through(feet[insole.side].push(insoleItem(insole)))
      for await (const block of recording.blocks()) await through(feet[block.side].push(block))
      for (const side of SIDES) await through(feet[side].end())
      return row.task === 'balance' ? [] : events.toSorted((a, b) => a.time_s - b.time_s)
    },
  }
}

function blockOf({ side, block, force, copX, copY }: ForceBlock): ExportBlock {
  const { n, sensors, sequence, time_s, counts, lostBefore } = block
  return { side, n, sensors, sequence, time_s, counts, lostBefore, force, copX, copY }
}
