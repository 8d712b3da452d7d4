import type { IngestRecord } from '@solestream/ingest'
import { createJournal, type Journal } from '@solestream/ingest/recordings'
import type { Marker, SessionMeta, Side } from '@solestream/processing/model'
import type { ResultKey, Store } from '@solestream/processing/storage'
import type { LiveOutput } from './liveGraph.ts'
import { createStrideWriter, type StrideWriter } from './strideWriter.ts'

/** One session while it is recorded: its journal, its live strides on their way to the store, its markers. */
export interface Recording {
  readonly meta: SessionMeta
  readonly markers: readonly Marker[]
  readonly strideCount: number
  readonly lastSample_s: number
  readonly samples: { readonly [S in Side]: number }
  /** Why raw bytes can't be kept any more, or null. */
  readonly journalFault: string | null
  readonly storeFault: string | null
  /** Before anything else looks at the record. */
  keep(record: IngestRecord): void
  take(output: LiveOutput): void
  mark(marker: Marker): Promise<void>
  /** Resolves when the journal can take more. */
  ready(): Promise<void>
  /** Ends writing: everything that was kept is in the files. */
  finish(): Promise<void>
}

export interface RecordingOptions {
  readonly meta: SessionMeta
  /** Host time of session time 0; null: that of the first record. */
  readonly origin_s: number | null
  readonly file: string
  readonly store: Store
  readonly key: ResultKey
  /** Called once when the journal can't be written any more (disk full). */
  onJournalFault(reason: string): void
}

/** The session must be open in the store. */
export function openRecording(options: RecordingOptions): Recording {
  const { meta, store } = options
  let { origin_s } = options
  let journalFault: string | null = null
  const journal: Journal = createJournal({
    file: options.file,
    header: { session: meta.id, started_utc: meta.started_utc, source: meta.source },
    onState: (state) => {
      if (state.state !== 'failed' || journalFault !== null) return
      journalFault = state.reason
      options.onJournalFault(state.reason)
    },
  })
  const strides: StrideWriter = createStrideWriter(store, options.key)
  const markers: Marker[] = []
  const samples = { left: 0, right: 0 }
  let lastSample_s = 0
  return {
    meta,
    markers,
    samples,
    get strideCount() {
      return strides.stored
    },
    get lastSample_s() {
      return lastSample_s
    },
    get journalFault() {
      return journalFault
    },
    get storeFault() {
      return strides.fault
    },
    keep(record) {
      origin_s ??= record.host_s
      journal.append(record)
    },
    take(output) {
      if (output.type === 'stride') strides.add(output.stride)
      else if (output.type === 'replaced') strides.replace(output)
      else if (output.type === 'force') {
        const { block } = output.force
        samples[block.side] += block.n
        lastSample_s = Math.max(lastSample_s, block.time_s[block.n - 1] ?? 0)
      }
    },
    async mark(marker) {
      markers.push(marker)
      journal.append({ type: 'marker', host_s: (origin_s ?? 0) + marker.time_s, label: marker.label })
      await store.addMarker(meta.id, marker)
    },
    ready: () => journal.ready(),
    async finish() {
      await strides.finish()
      await journal.close()
    },
  }
}
