import { createGait, insoleItem } from '@solestream/processing/analysis'
import { openRecording } from '@solestream/ingest/recordings'
import type { ForceBlock, GaitEvent, InsoleDescription, WalkInputs } from '@solestream/processing/model'
import type { SessionRow } from '@solestream/processing/storage'
import type { OpenFolder } from '../folder/openFolder.ts'
import { keptRecording } from '../import/keptRecording.ts'
import { aboutSession, type ExportChoice } from './about.ts'
import type { ExportBlock, ExportSession } from './model.ts'

/** A stored session made ready to be exported; null: it has no result (yet). Rejects with a RecordingFault. */
export async function openExport(
  row: SessionRow,
  { store, data, people }: Pick<OpenFolder, 'store' | 'data' | 'people'>,
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
      const options = { mode: key.mode, task: row.task, algorithm: key.algorithm, ...inputs, wholeRecording: false }
      const gait = row.task === 'balance' ? createGait({ mode: 'offline' }) : createGait(options)
      for (const insole of insoles) gait.push(insoleItem(insole))
      for await (const block of recording.blocks()) {
        for (const output of gait.push(block)) {
          if (output.type === 'event') events.push(output.event)
          else if (output.type === 'force') await take?.(blockOf(output.force))
        }
      }
      for (const output of gait.end()) if (output.type === 'event') events.push(output.event)
      return row.task === 'balance' ? [] : events.toSorted((a, b) => a.time_s - b.time_s)
    },
  }
}

function blockOf({ side, block, force, copX, copY }: ForceBlock): ExportBlock {
  const { n, sensors, sequence, time_s, counts, lostBefore } = block
  return { side, n, sensors, sequence, time_s, counts, lostBefore, force, copX, copY }
}
