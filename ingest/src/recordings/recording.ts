import type { InsoleLayout, SensorUnit } from '@solestream/firmware-protocol'
import type { BeltReading, InsoleDescription, Quality, SampleBlock, Side } from '@solestream/processing/model'
import type { IngestRecord } from '../record.ts'

export const RECORDING_FORMATS = ['solestream', 'csv', 'gaitpdb', 'pedar', 'stappone'] as const
export type RecordingFormat = (typeof RECORDING_FORMATS)[number]

export interface OpenOptions {
  /** Default: by content. */
  readonly format?: RecordingFormat
  /** Geometry for a format that has none in the file: a layout or a JSON file of one (InsoleLayout; `side` is ignored). */
  readonly layout?: string | InsoleLayout
  /** What the file's numbers are. Default: counts of the layout where one is given, else the format's own (csv: raw). */
  readonly unit?: SensorUnit
  /** Whose foot it is, for formats with one insole a file. */
  readonly side?: Side
}

/** What only the whole file tells; null until blocks() was read to its end. */
export interface RecordingFacts {
  /** Rows (samples of one insole) in the file, and rows missing by its times. */
  readonly rows: number
  readonly lostRows: number
  readonly last_s: number
  /** (rows + lostRows - 1) / last_s */
  readonly effectiveRate_Hz: number
  /** Absent where the format has one clock for both feet. */
  readonly clockError_ms?: Quality['clockError_ms']
}

/** Centre of pressure of a balance trial; arrays of shape [n]. */
export interface CopColumns {
  readonly time_s: Float64Array
  readonly ap_mm: Float64Array
  readonly ml_mm: Float64Array
  readonly rate_Hz: number
}

/** One recording of any system as sample blocks. Times are the file's own minus its first, never index / rate. */
export interface Recording {
  readonly format: RecordingFormat
  readonly file: string
  /** The insoles it has; none in a balance trial. rate_Hz is nominal. */
  readonly insoles: readonly InsoleDescription[]
  readonly started_utc: string | null
  /** What was odd but readable; complete once blocks() was read to its end. */
  readonly warnings: readonly string[]
  /**
   * Blocks of a few hundred samples, both feet in turn by time; a gap (more than 1.5 periods) starts a new block. Each call reads the file
   * anew. Throws a RecordingFault at the first bad line: what was read of that file until then does not count.
   */
  blocks(): Iterable<SampleBlock>
  facts(): RecordingFacts | null
  /** How a treadmill's belt ran; complete once blocks() was read to its end. Absent where the format does not know. */
  readonly belt?: readonly BeltReading[]
  /** Everything that reached the host, as it was recorded; only the project's own journal has it. Packets' bytes are valid until the next. */
  readonly records?: () => Iterable<IngestRecord>
  /** The columns of a balance trial; null for insoles. */
  cop(): CopColumns | null
}
