import type { OpenOptions } from '@solestream/ingest/recordings'
import type { Task, WalkInputs } from '@solestream/processing/model'

/** One file to be taken in, and what is known of it beside its samples. */
export interface ImportRequest {
  readonly file: string
  readonly open: OpenOptions
  readonly inputs: WalkInputs
  /** Absent: walking, or standing for a centre-of-pressure csv. */
  readonly task?: Task
  /** Of a person who is known here; null: nobody known. */
  readonly pseudonym: string | null
  readonly condition: string | null
  /** When it was recorded, where the file does not say. */
  readonly recorded_utc: string | null
}

/** 'already-there': the same file with the same settings was taken before; nothing was changed. */
export type Imported = { readonly file: string } & (
  | {
      readonly outcome: 'taken' | 'already-there'
      readonly session: string
      readonly strides: number
      readonly validStrides: number
      readonly notes: readonly string[]
    }
  | { readonly outcome: 'refused'; readonly why: string; readonly mend: string }
)

/** Of recordings whose date nobody knows: `source` ends in `:undated`. */
export const UNKNOWN_DATE = '1970-01-01T00:00:00.000Z'
