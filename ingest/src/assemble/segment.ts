import { agrees, nearest, samplesTo, tickAfter } from './continuity.ts'
import type { Place, Run } from './continuity.ts'
import type { Timing } from './timing.ts'

/** Samples that are not there (yet), between two that are; positions are sequence numbers without wrap. */
interface Gap {
  /** Of the first missing sample; null: it is not known how many were before `to`. */
  readonly from: Place | null
  /** Of the first sample after it. */
  readonly to: Place
  /** Counted as lost: exact, or estimated where `from` is not known. */
  lost: number
}

/** Samples of a packet that were new. */
export interface Piece {
  readonly from: number
  readonly to: number
  /** Missing just before it. */
  readonly lostBefore: number
  /** It came after later ones: so many fewer are lost now, and gaps are so many more or fewer. */
  readonly late: { readonly found: number; readonly gaps: number } | null
}

export interface MissingRange {
  readonly boot: number
  /** u32 */
  readonly first: number
  readonly count: number
}

/** Gaps that are remembered to be filled, newest first; an insole's ring has forgotten the older ones. */
const KEPT = 1024

/**
 * A stretch of one boot in which ticks follow the sequence at one rate: knows what is there and what is missing between, so that samples
 * can come in any order and count once.
 */
export class Segment {
  readonly boot: number
  readonly timing: Timing
  readonly period_ticks: number
  /** Before this position there can be no sample of it; session time before which there are others. */
  private readonly floor: number
  readonly after_s: number
  /** What would come next without loss. */
  private end: Place
  /** In order. The first is of what lies before the first sample. */
  private gaps: Gap[]

  /** `start`: where its first sample will be; put it next. */
  constructor(first: Run, start: Place, timing: Timing, limits: { readonly floor: number; readonly after_s: number }) {
    this.boot = first.boot
    this.timing = timing
    this.period_ticks = first.period_ticks
    this.floor = limits.floor
    this.after_s = limits.after_s
    this.end = start
    this.gaps = [{ from: null, to: start, lost: 0 }]
  }

  get next(): Place {
    return this.end
  }

  get empty(): boolean {
    return this.end.position === this.gaps[0]!.to.position
  }

  /** Of a run's first sample; null: the run does not fit, its sequence, tick, period or boot says another thing than the rest. */
  locate(run: Run, host_s: number): Place | null {
    if (run.boot !== this.boot || run.period_ticks !== this.period_ticks) return null
    const ahead = samplesTo(this.end, run.sequence)
    const position = this.end.position + ahead
    if (ahead >= 0) {
      const tick = this.timing.ticks.peek(run.tick, host_s)
      return agrees(this.end, ahead, tick, run.period_ticks) ? { position, tick } : null
    }
    if (position < this.floor) return null
    const known = this.knownNear(position)
    const samples = position - known.position
    const tick = nearest(run.tick, tickAfter(known, samples, run.period_ticks))
    return agrees(known, samples, tick, run.period_ticks) ? { position, tick } : null
  }

  /** Whether a run would lie before anything that can belong here. */
  isBefore(run: Run): boolean {
    return run.boot === this.boot && this.end.position + samplesTo(this.end, run.sequence) < this.floor
  }

  /** Takes the samples of a run that was located; gives those that were not there yet. */
  put({ position, tick }: Place, n: number): readonly Piece[] {
    const pieces: Piece[] = []
    const to = position + n
    const at = (p: number): Place => ({ position: p, tick: tick + (p - position) * this.period_ticks })
    if (position < this.end.position)
      for (let g = this.firstGapAfter(position); g < this.gaps.length && startOf(this.gaps[g]!) < to; g++) {
        const gap = this.gaps[g]!
        const from = Math.max(position, startOf(gap))
        const until = Math.min(to, gap.to.position)
        if (from >= until) continue
        const left: Gap = { from: gap.from, to: at(from), lost: 0 }
        const right: Gap = { from: at(until), to: gap.to, lost: gap.to.position - until }
        left.lost = gap.from === null ? Math.max(0, gap.lost - (until - from) - right.lost) : from - gap.from.position
        const kept = [left, right].filter((part) => part.from === null || part.lost > 0)
        const gaps = count(left) + count(right) - count(gap)
        pieces.push({ from, to: until, lostBefore: left.lost, late: { found: gap.lost - left.lost - right.lost, gaps } })
        this.gaps.splice(g, 1, ...kept)
        g += kept.length - 1
      }
    if (to > this.end.position) {
      const from = Math.max(position, this.end.position)
      const lost = from - this.end.position
      if (lost > 0) {
        this.gaps.push({ from: this.end, to: at(from), lost })
        if (this.gaps.length > KEPT) this.gaps.splice(1, 1)
      }
      pieces.push({ from, to, lostBefore: lost, late: null })
      this.end = at(to)
    }
    return pieces
  }

  /** So many samples were lost before the first one, as far as time tells. */
  lostBefore(estimate: number): void {
    this.gaps[0]!.lost = estimate
  }

  /** What is known to be missing, oldest first; with what lies before its first sample if `fromFloor`. */
  missing(fromFloor: boolean): readonly MissingRange[] {
    return this.gaps.flatMap((gap) => {
      const from = gap.from?.position ?? (fromFloor ? this.floor : gap.to.position)
      return from < gap.to.position ? [{ boot: this.boot, first: from >>> 0, count: gap.to.position - from }] : []
    })
  }

  /** First gap that ends after the position. */
  private firstGapAfter(position: number): number {
    let low = 0
    let high = this.gaps.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.gaps[middle]!.to.position <= position) low = middle + 1
      else high = middle
    }
    return low
  }

  /** A sample that is there, next to the gap in which the position is or to one near it. */
  private knownNear(position: number): Place {
    const after = this.gaps[this.firstGapAfter(position)]
    if (after === undefined) return this.end
    const { from, to } = after
    return from !== null && Math.abs(position - from.position) < to.position - position ? from : to
  }
}

const startOf = (gap: Gap): number => gap.from?.position ?? -Infinity
const count = (gap: Gap): number => (gap.lost > 0 ? 1 : 0)
