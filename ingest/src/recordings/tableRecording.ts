import type { InsoleDescription, SampleBlock } from '@solestream/processing/model'
import type { Recording, RecordingFacts } from './recording.ts'
import type { Table } from './table.ts'
import { tableBlocks } from './tableBlocks.ts'

/** A Recording over a table of numbers; for every format that is one. */
export function tableRecording(
  format: Recording['format'],
  table: Table,
  rate_Hz: number,
  insoles: readonly InsoleDescription[],
  started_utc: string | null = null,
): Recording {
  const warnings = new Set<string>()
  let facts: RecordingFacts | null = null
  return {
    format,
    file: table.file,
    insoles,
    started_utc,
    get warnings() {
      return [...warnings]
    },
    blocks: (): Iterable<SampleBlock> => tableBlocks(table, rate_Hz, warnings, (f) => (facts = f)),
    facts: () => facts,
    cop: () => null,
  }
}
