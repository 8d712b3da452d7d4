import type { Counts } from './counters.ts'
import type { Sink } from './sink.ts'

/** Keeps no samples: where they are and where they are missing is the segment's to know. */
export function createCountSink(counts: Counts): Sink {
  return {
    newest_s: -Infinity,
    take({ draft, segment, position, tick }) {
      for (const { from, to } of segment.put({ position, tick }, draft.n)) counts.received += to - from
    },
    end() {},
  }
}
