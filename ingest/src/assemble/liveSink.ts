import type { Side } from '@solestream/processing/model'
import type { Counts, PacketFault } from './counters.ts'
import { blockOf } from './draft.ts'
import { missingByTime, periodOf, timesOf, type Sink } from './sink.ts'

/**
 * Blocks as they come: nothing waits for what is missing. Samples that fill a gap later come as blocks of their own, whose times lie before
 * those that were given out already.
 */
export function createLiveSink(side: Side, counts: Counts, fault: (name: PacketFault) => void): Sink {
  let newest_s = -Infinity

  return {
    get newest_s() {
      return newest_s
    },
    take(placed, out) {
      const { draft, segment, position } = placed
      const begins = segment.empty
      let fresh = 0
      for (const { from, to, lostBefore, late } of segment.put(placed, draft.n)) {
        const time_s = timesOf(placed, from - position, to - position)
        const n = to - from
        const first_s = time_s[0] as number
        if (!(first_s > (late === null ? newest_s : segment.after_s))) {
          fault('back-in-time')
          continue
        }
        let lost = lostBefore
        if (begins && newest_s > -Infinity) {
          lost = missingByTime(newest_s, first_s, periodOf(placed))
          segment.lostBefore(lost)
        }
        if (late === null) {
          newest_s = time_s[n - 1] as number
          counts.lost += lost
          counts.gaps += lost > 0 ? 1 : 0
        } else {
          counts.lost -= late.found
          counts.gaps += late.gaps
          if (!draft.recovered) counts.late += n
        }
        const sequence = (draft.sequence + from - position) >>> 0
        const rest = { side, sequence, time_s, lostBefore: lost, recovered: draft.recovered }
        const block = blockOf({ ...draft, size: draft.n }, from - position, to - position, rest)
        fresh += n
        counts.received += n
        counts.saturated += block.saturated
        if (draft.recovered) counts.recovered += n
        out.push(block)
      }
      counts.duplicates += draft.n - fresh
    },
    end() {},
  }
}
