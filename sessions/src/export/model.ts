import type { GaitEvent, InsoleDescription, Side, Stride } from '@solestream/processing/model'
import type { StoredSummary } from '@solestream/processing/storage'
import type { OpenFolder } from '../folder/openFolder.ts'
import type { PeopleStore } from '../people/peopleStore.ts'
import type { About } from './about.ts'

export const EXPORT_FORMATS = ['csv', 'parquet', 'json', 'fhir', 'bids', 'c3d'] as const
export type ExportFormatName = (typeof EXPORT_FORMATS)[number]

/** Samples of one foot with what was computed of them; arrays of shape [n], counts planar [sensors][n]. Valid until the next. */
export interface ExportBlock {
  readonly side: Side
  readonly n: number
  readonly sensors: number
  readonly sequence: number
  readonly time_s: Float64Array
  readonly counts: Float32Array
  readonly lostBefore: number
  readonly force: Float32Array
  readonly copX: Float32Array
  readonly copY: Float32Array
}

/** One session as every format gets it: already without what may not go out. */
export interface ExportSession {
  readonly about: About
  readonly insoles: readonly InsoleDescription[]
  readonly result: StoredSummary
  readonly strides: readonly Stride[]
  /** Whether raw samples are kept; without them there are no samples and no events. */
  readonly hasSamples: boolean
  /**
   * Through the raw recording once, in order of time; resolves with its events, computed with the result's own algorithm and settings. `take` may
   * be told nothing and give nothing where there are no samples.
   */
  run(take?: (block: ExportBlock) => void | Promise<void>): Promise<readonly GaitEvent[]>
}

/** Where a format writes: paths with / below the export's folder. */
export interface Target {
  /** The file system's path, its folders made. */
  path(name: string): string
  text(name: string, content: string): Promise<void>
  /** Bytes in pieces; `end` resolves when all is on the disk. */
  stream(name: string): { write(piece: string | Uint8Array): Promise<void>; end(): Promise<void> }
}

/** To add a format: one file here with this shape, its line in formats.ts, a test. */
export interface ExportFormat {
  readonly name: ExportFormatName
  write(session: ExportSession, target: Target): Promise<void>
  /** What stands once beside all sessions. */
  finish?(sessions: readonly ExportSession[], target: Target): Promise<void>
}

/** What an export reads; of people only by how much their dates are moved. */
export interface ExportFrom extends Pick<OpenFolder, 'data' | 'store' | 'log'> {
  readonly people: Pick<PeopleStore, 'dateShift_days'> | null
}
