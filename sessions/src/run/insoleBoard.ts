import type { IngestRecord, InsoleInfo, LinkState } from '@solestream/ingest'
import { calibrationUse, SIDES, type Side } from '@solestream/processing/model'
import type { InsoleStatus } from '../service.ts'

interface Entry {
  info: InsoleInfo | null
  link: LinkState
  detail: string
  mend: string | null
  /** performance.now() when the link came to stand so: for people, by the computer's clock, whatever the pace of a replay. */
  since_ms: number
  battery_percent: number | null
}

/** What others count of an insole. */
export type Counts = Pick<InsoleStatus, 'samples' | 'lostSamples' | 'recoveredSamples' | 'outstandingSamples' | 'clockError_ms'>

/** What is known of each insole, from the records as they pass: for the page and for a recording that begins later. */
export interface InsoleBoard {
  /** Returns whether something changed that a person should see at once. */
  take(record: IngestRecord): boolean
  info(side: Side): InsoleInfo | null
  /** Records that a recording needs first when it begins in mid-stream, stamped as of its own beginning. */
  preamble(host_s: number): readonly IngestRecord[]
  statuses(counts: (side: Side) => Counts): readonly InsoleStatus[]
}

/** Sync exchanges kept an insole: enough for a first clock fit of a recording that begins later. */
const KEPT_EXCHANGES = 64

export function createInsoleBoard(): InsoleBoard {
  const entries: Partial<Record<Side, Entry>> = {}
  const exchanges: Record<Side, Extract<IngestRecord, { type: 'sync' }>[]> = { left: [], right: [] }
  const entry = (side: Side): Entry =>
    (entries[side] ??= { info: null, link: 'searching', detail: '', mend: null, since_ms: performance.now(), battery_percent: null })
  return {
    take(record) {
      switch (record.type) {
        case 'insole': {
          const e = entry(record.side)
          // A new boot counts ticks anew: its old exchanges say nothing.
          if (e.info?.identity.boot !== record.info.identity.boot || e.info.identity.serial !== record.info.identity.serial)
            exchanges[record.side] = []
          e.info = record.info
          return true
        }
        case 'link': {
          const e = entry(record.side)
          if (e.link !== record.state) e.since_ms = performance.now()
          e.link = record.state
          e.detail = record.detail
          e.mend = record.mend
          return true
        }
        case 'status':
          entry(record.side).battery_percent = record.battery_percent
          return false
        case 'sync': {
          const kept = exchanges[record.side]
          kept.push(record)
          if (kept.length > KEPT_EXCHANGES) kept.shift()
          return false
        }
        case 'packet':
        case 'marker':
        case 'belt':
        case 'treadmill':
          return false
      }
    },
    info: (side) => entries[side]?.info ?? null,
    preamble: (host_s) =>
      SIDES.flatMap((side) => {
        const e = entries[side]
        if (!e?.info) return []
        const insole: IngestRecord = { type: 'insole', side, host_s, info: e.info }
        const link: IngestRecord = { type: 'link', side, host_s, state: e.link, detail: e.detail, mend: e.mend }
        return [insole, link, ...exchanges[side].map((x) => ({ ...x, host_s }))]
      }),
    statuses: (counts) =>
      SIDES.flatMap((side) => {
        const e = entries[side]
        if (!e) return []
        return [
          {
            side,
            link: e.link,
            detail: e.detail,
            mend: e.mend,
            since_s: (performance.now() - e.since_ms) / 1000,
            serial: e.info?.identity.serial ?? null,
            battery_percent: e.battery_percent,
            layout: e.info?.layout ?? null,
            calibration: e.info?.calibration ?? null,
            calibrationUse: e.info && calibrationUse(e.info),
            ...counts(side),
          },
        ]
      }),
  }
}
