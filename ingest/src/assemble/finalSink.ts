import type { SampleBlock, Side } from '@solestream/processing/model'
import { Chunk } from './chunk.ts'
import type { Counts, PacketFault } from './counters.ts'
import { Coverage } from './coverage.ts'
import type { Segment } from './segment.ts'
import { missingByTime, type Placed, type Sink } from './sink.ts'

/** Samples from..to - 1 of a chunk, by position. */
interface Part {
  readonly chunk: Chunk
  readonly from: number
  readonly to: number
  readonly first_s: number
}

/**
 * Everything at the end, in order of time, whatever the order in which it came. Recovered samples before the first live one and after the
 * last one belong to what was before and after this recording: they are left out.
 */
export function createFinalSink(side: Side, counts: Counts, fault: (name: PacketFault) => void): Sink {
  let chunks: Chunk[] = []
  /** Where live samples, and where recovered ones, go on. */
  const open: { live: Chunk | null; recovered: Chunk | null } = { live: null, recovered: null }
  let newest_s = -Infinity

  function store(placed: Placed, isNew: boolean): void {
    const way = placed.draft.recovered ? 'recovered' : 'live'
    let chunk = open[way]
    if (chunk === null || !chunk.takes(placed)) {
      chunk = new Chunk(placed)
      chunks.push(chunk)
      if (isNew) open[way] = chunk
    }
    chunk.add(placed)
  }

  /** Each sample once; of two copies the live one counts. */
  function once(): readonly Part[] {
    const byPosition = chunks.toSorted((a, b) => Number(a.recovered) - Number(b.recovered) || a.position - b.position || b.n - a.n)
    const covered = new Map<Segment, Coverage>()
    return byPosition.flatMap((chunk) => {
      let coverage = covered.get(chunk.segment)
      if (coverage === undefined) covered.set(chunk.segment, (coverage = new Coverage()))
      counts.duplicates += chunk.n
      return coverage.take(chunk.position, chunk.end).map(({ from, to }) => {
        counts.duplicates -= to - from
        return { chunk, from, to, first_s: chunk.time_s(from - chunk.position) }
      })
    })
  }

  function inOrder(parts: readonly Part[]): readonly Part[] {
    const known = parts.filter(({ first_s }) => first_s === first_s).sort((a, b) => a.first_s - b.first_s)
    for (let k = known.length; k < parts.length; k++) fault('back-in-time')
    const live = ({ chunk }: Part): boolean => !chunk.recovered
    return known.slice(Math.max(0, known.findIndex(live)), known.findLastIndex(live) + 1)
  }

  function give({ chunk, from, to }: Part, lostBefore: number, out: SampleBlock[]): void {
    const block = chunk.block(side, from - chunk.position, to - chunk.position, lostBefore)
    newest_s = block.time_s[block.n - 1] as number
    counts.received += block.n
    counts.lost += lostBefore
    counts.gaps += lostBefore > 0 ? 1 : 0
    counts.saturated += block.saturated
    if (chunk.recovered) counts.recovered += block.n
    out.push(block)
  }

  return {
    get newest_s() {
      return newest_s
    },
    take(placed) {
      const { draft, position, segment } = placed
      const late = position < segment.next.position && !draft.recovered
      const pieces = segment.put(placed, draft.n)
      if (late) for (const { from, to } of pieces) counts.late += to - from
      // A live copy of what was recovered takes its place; a recovered one of what is there does not.
      if (pieces.length === 0 && draft.recovered) counts.duplicates += draft.n
      else store(placed, pieces.length > 0)
    },
    end(out) {
      for (const { segment } of chunks) segment.timing.settle()
      let before: Part | null = null
      for (const part of inOrder(once())) {
        if (!(part.first_s > newest_s)) {
          fault('back-in-time')
          continue
        }
        const { chunk, from, first_s } = part
        const known: boolean = before !== null && before.chunk.segment === chunk.segment
        give(part, before === null ? 0 : known ? from - before.to : missingByTime(newest_s, first_s, chunk.period_s), out)
        before = part
      }
      chunks = []
      open.live = open.recovered = null
    },
  }
}
