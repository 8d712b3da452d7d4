import type { BeltReading, InsoleDescription, SampleBlock, Side } from '@solestream/processing/model'
import { clockErrorOf, createAssembler } from '../assemble/index.ts'
import type { Assembler } from '../assemble/index.ts'
import { addReading } from '../treadmill/index.ts'
import { JournalFault, looksLikeJournal, readJournal } from './journal/index.ts'
import type { JournalReading } from './journal/index.ts'
import { createBlockMerger } from './mergeBlocks.ts'
import type { Recording, RecordingFacts } from './recording.ts'
import { RecordingFault } from './recordingFault.ts'
import type { RecordingReader } from './reader.ts'

/** The project's own journal, through the same assembly as live packets. Session time 0 is its first record. */
export const solestreamReader: RecordingReader = {
  format: 'solestream',
  recognises: (head) => looksLikeJournal(head.bytes),
  open(file) {
    const journal = asFault(file, () => readJournal(file))
    const { insoles, origin_s } = describe(file, journal)
    const { started_utc } = journal.header
    let facts: RecordingFacts | null = null
    const warnings = new Set<string>()
    const belt: BeltReading[] = []
    const recording: Recording = {
      format: 'solestream',
      file,
      insoles,
      started_utc: typeof started_utc === 'string' ? started_utc : null,
      get warnings() {
        return [...warnings]
      },
      belt,
      blocks: () => blocks(journal, { origin_s, rate_Hz: insoles[0]!.rate_Hz, belt }, warnings, (found) => (facts = found)),
      facts: () => facts,
      cop: () => null,
      records: () => journal,
    }
    return recording
  },
}

const CAUSE = {
  'no-journal': 'it is not a solestream journal',
  'newer-version': 'it was written by a newer version of solestream',
  'damaged-header': 'its start is damaged',
} as const

function asFault<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof JournalFault ? new RecordingFault(file, null, CAUSE[error.code], error.mend) : error
  }
}

/** What its insoles are, as first met: usually in the first records. */
function describe(file: string, journal: JournalReading): { readonly insoles: readonly InsoleDescription[]; readonly origin_s: number } {
  const found: { [S in Side]?: InsoleDescription } = {}
  let origin_s: number | null = null
  for (const record of journal) {
    origin_s ??= record.host_s
    if (record.type !== 'insole') continue
    const { identity, layout, calibration, tared_utc = null, calibrationFit = null } = record.info
    const { sensors, rate_Hz } = identity
    found[record.side] ??= { side: record.side, sensors, rate_Hz, layout, calibration, tared_utc, calibrationFit }
    if (found.left !== undefined && found.right !== undefined) break
  }
  const insoles = [found.left, found.right].filter((i) => i !== undefined)
  if (insoles.length === 0)
    throw new RecordingFault(file, null, 'there is no insole in this journal', 'No insole streamed while it was recorded: record again.')
  return { insoles, origin_s: origin_s ?? 0 }
}

function* blocks(
  journal: JournalReading,
  { origin_s, rate_Hz, belt }: { readonly origin_s: number; readonly rate_Hz: number; readonly belt: BeltReading[] },
  warnings: Set<string>,
  done: (facts: RecordingFacts) => void,
): Generator<SampleBlock> {
  const assembler = createAssembler({ origin_s, mode: 'final' })
  const merger = createBlockMerger()
  const seen = { first_s: Infinity, last_s: 0 }
  const merged = function* (fresh: readonly SampleBlock[]): Generator<SampleBlock> {
    for (const block of fresh) {
      seen.first_s = Math.min(seen.first_s, block.time_s[0]!)
      seen.last_s = Math.max(seen.last_s, block.time_s[block.n - 1]!)
      yield* merger.push(block)
    }
  }
  belt.length = 0
  for (const record of journal) {
    if (record.type === 'belt') addReading(belt, record, origin_s)
    const fresh = assembler.push(record)
    if (fresh.length > 0) yield* merged(fresh)
  }
  yield* merged(byTime(assembler.end()))
  yield* merger.end()
  if (journal.truncatedAt !== null) warnings.add('The recording was cut off; everything before is here.')
  if (journal.damaged > 0) warnings.add(`${journal.damaged} damaged stretches were left out.`)
  if (journal.unknown > 0) warnings.add(`${journal.unknown} records of a newer version were left out.`)
  done(factsOf(assembler, seen, rate_Hz))
}

const byTime = (blocks: readonly SampleBlock[]): readonly SampleBlock[] => blocks.toSorted((a, b) => a.time_s[0]! - b.time_s[0]!)

/** Of the foot with more samples. */
function factsOf(assembler: Assembler, { first_s, last_s }: { first_s: number; last_s: number }, rate_Hz: number): RecordingFacts {
  const quality = assembler.quality()
  const { left, right } = quality
  const more = (left?.received ?? 0) >= (right?.received ?? 0) ? left : right
  const rows = more?.received ?? 0
  const lostRows = more?.lost ?? 0
  return {
    rows,
    lostRows,
    last_s,
    effectiveRate_Hz: rows > 1 ? (rows + lostRows - 1) / (last_s - first_s) : rate_Hz,
    clockError_ms: clockErrorOf(quality),
  }
}
