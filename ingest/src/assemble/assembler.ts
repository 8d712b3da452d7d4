import type { Quality, SampleBlock, Side } from '@solestream/processing/model'
import { createHostSteps } from '../clock/index.ts'
import type { IngestRecord } from '../record.ts'
import type { AssemblyCounters } from './counters.ts'
import { createSideStream } from './sideStream.ts'
import type { MissingRange } from './segment.ts'
import type { AssemblyMode, SideStream } from './sideStream.ts'

export interface AssemblerOptions {
  /** Host time (for a shared clock: session time of its own) that becomes 0; default 0. */
  readonly origin_s?: number
  /**
   * 'live' (default): blocks come at once, their times follow the clock's fit without a step; what comes late gives blocks of its own, out of
   * the order of time. 'final': all blocks come from `end`, in order, on one line fitted over everything, the same for every order of arrival. 'count': no blocks and no
   * clock, only what is there and what is missing.
   */
  readonly mode?: AssemblyMode
}

export interface AssemblyQuality {
  readonly left: AssemblyCounters | null
  readonly right: AssemblyCounters | null
  /** 95 % half width of left against right; null unless both have a fitted clock. */
  readonly leftRightError_ms: number | null
}

/**
 * Records to blocks on the session's clock: fragments joined, packets decoded, ticks unwrapped and fitted, losses counted. Pure of I/O.
 * Bad bytes cost their own samples and are counted, nothing throws. A packet that does not fit the stream (the first one too) waits
 * for the next to confirm it; so one wrong sequence number or tick never derails what follows. A sample counts once, in whatever order and
 * however often it came. A block's arrays belong to whoever takes it: they are not used again.
 */
export interface Assembler {
  push(record: IngestRecord): readonly SampleBlock[]
  end(): readonly SampleBlock[]
  quality(): AssemblyQuality
  /** Samples of the insole's present boot that did not come yet, oldest first (live only: `final` remembers all boots). */
  missing(side: Side): readonly MissingRange[]
}

export function createAssembler({ origin_s = 0, mode = 'live' }: AssemblerOptions = {}): Assembler {
  const streams: { [S in Side]?: SideStream } = {}
  const steps = createHostSteps()
  const stream = (side: Side): SideStream => (streams[side] ??= createSideStream({ side, origin_s, mode, steps }))

  return {
    push(record) {
      const out: SampleBlock[] = []
      switch (record.type) {
        case 'packet':
          stream(record.side).packet(record.bytes, record.host_s, out)
          break
        case 'insole':
          stream(record.side).insole(record.info)
          break
        case 'sync':
          stream(record.side).sync(record.exchange)
          break
        case 'link':
          if (record.state === 'lost') stream(record.side).linkLost()
          break
        case 'status':
        case 'marker':
        case 'belt':
        case 'treadmill':
      }
      return out
    },
    end() {
      const out: SampleBlock[] = []
      streams.left?.end(out)
      streams.right?.end(out)
      return out
    },
    missing: (side) => streams[side]?.missing() ?? [],
    quality() {
      const left = streams.left?.counters() ?? null
      const right = streams.right?.counters() ?? null
      const [l, r] = [left?.clock?.ownError_ms ?? null, right?.clock?.ownError_ms ?? null]
      return { left, right, leftRightError_ms: l === null || r === null ? null : Math.hypot(l, r) }
    },
  }
}

/** The same as it stands in the quality of a result; null: the clock is shared, or nothing is known. */
export function clockErrorOf({ left, right, leftRightError_ms }: AssemblyQuality): Quality['clockError_ms'] {
  if (!left?.clock && !right?.clock) return null
  return { left: left?.clock?.error_ms ?? null, right: right?.clock?.error_ms ?? null, leftRight: leftRightError_ms }
}
