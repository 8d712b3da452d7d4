import type { BeltReading } from '@solestream/processing/model'
import type { IngestRecord } from '../record.ts'

type BeltRecord = Extract<IngestRecord, { type: 'belt' }>

/** Adds what a record says of the belt, where it changes something. `origin_s`: host time of session time 0. */
export function addReading(track: BeltReading[], { host_s, speed_m_s, incline_percent, teller }: BeltRecord, origin_s: number): void {
  const last = track.at(-1)
  if (last?.speed_m_s === speed_m_s && last.incline_percent === incline_percent && last.teller === teller) return
  // Of a recording that begins in mid-walk: how the belt ran by then.
  track.push({ time_s: Math.max(last?.time_s ?? -Infinity, host_s - origin_s), speed_m_s, incline_percent, teller })
}
