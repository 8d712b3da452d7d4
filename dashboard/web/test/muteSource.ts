import type { IngestRecord, Source, SourceListener } from '@solestream/ingest'
import type { Side } from '@solestream/processing/model'

/** A source whose feet can be silenced, as an insole that is carried away: its packets stop, and nothing else is said. */
export function muteSource(inner: Source): Source & { muted: Side | 'both' | null } {
  const source = {
    kind: inner.kind,
    ...(inner.commands ? { commands: inner.commands } : {}),
    muted: null as Side | 'both' | null,
    start(listener: SourceListener): Promise<void> {
      return inner.start({
        record(record: IngestRecord) {
          if (record.type !== 'packet' || (source.muted !== 'both' && record.side !== source.muted)) listener.record(record)
        },
        state: (...state) => listener.state(...state),
        ready: () => listener.ready(),
      })
    },
    stop: () => inner.stop(),
  }
  return source
}
