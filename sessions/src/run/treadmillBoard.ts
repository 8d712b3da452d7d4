import type { IngestRecord } from '@solestream/ingest'
import type { BeltStatus } from '../service.ts'

type Of<T extends IngestRecord['type']> = Extract<IngestRecord, { type: T }>

/** What is known of the treadmill, from the records as they pass: for the page and for a recording that begins later. */
export interface TreadmillBoard {
  /** Returns whether something changed that a person should see at once. */
  take(record: IngestRecord): boolean
  /** How the belt runs, as a recording that begins in mid-stream needs it first. */
  preamble(host_s: number): readonly IngestRecord[]
  status(): Omit<BeltStatus, 'canConnect'>
}

export function createTreadmillBoard(): TreadmillBoard {
  let belt: Of<'belt'> | null = null
  let link: Of<'treadmill'> | null = null
  return {
    take(record) {
      if (record.type === 'treadmill') {
        link = record
        return true
      }
      if (record.type !== 'belt') return false
      const changed =
        belt?.speed_m_s !== record.speed_m_s || belt.incline_percent !== record.incline_percent || belt.teller !== record.teller
      belt = record
      return changed
    },
    preamble: (host_s) => [...(belt ? [{ ...belt, host_s }] : []), ...(link ? [{ ...link, host_s }] : [])],
    status: () => ({
      speed_m_s: belt?.speed_m_s ?? null,
      incline_percent: belt?.incline_percent ?? null,
      teller: belt?.teller ?? null,
      link: { state: link?.state ?? 'none', name: link?.name ?? null, detail: link?.detail ?? '', mend: link?.mend ?? null },
    }),
  }
}
