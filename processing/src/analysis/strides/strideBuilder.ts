import type { GaitEvent, InsoleDescription, Machine, Mode, Side } from '../../model/index.ts'
import { otherSide } from '../../model/index.ts'
import { copyOf } from '../copyOf.ts'
import type { FootChunk } from '../foot.ts'
import { SignalHistory } from '../signalHistory.ts'
import type { BareStride, StrideDraft } from './draft.ts'
import { FootTimeline } from './footTimeline.ts'
import { LONGEST_MEASURED_S } from './limits.ts'
import { bothFeet, LATEST_REPORT_S, MARGIN_S } from './otherFoot.ts'
import { bareStride } from './ownFoot.ts'

/** A side this far behind the other one's samples is silent: strides no longer wait for it. */
export const WATERMARK_S = 3
/** Longer than the longest stride in which something is looked up, a detector's delay and a long block. */
const KEPT_S = LONGEST_MEASURED_S + 4

interface Foot {
  readonly side: Side
  readonly timeline: FootTimeline
  readonly history: SignalHistory
  insole: InsoleDescription
  /** Its force is in calibrated newtons. */
  newtons: boolean
  open: { start_s: number; toeOff_s: number | null } | null
}

/**
 * The one merge of both feet: strides in the order of their ends, whatever the order and cut of the blocks. A stride waits until the other
 * foot's samples reach far enough to say what that foot did in it; a foot that is silent for WATERMARK_S of the other's sample time is
 * waited for no longer. Never the wall clock.
 */
export const createStrideBuilder = (mode: Mode): Machine<FootChunk, StrideDraft> => strideBuilder(mode, { feet: {}, pending: [] })

interface State {
  readonly feet: { [S in Side]?: Foot }
  /** In the order of their ends. */
  readonly pending: BareStride[]
}

function strideBuilder(mode: Mode, state: State): Machine<FootChunk, StrideDraft> {
  const { feet, pending } = state

  function describe(insole: InsoleDescription): void {
    const known = feet[insole.side]
    if (known !== undefined) {
      known.insole = insole
      known.open = null
      return
    }
    const history = new SignalHistory(mode === 'online' ? KEPT_S : Infinity)
    feet[insole.side] = { side: insole.side, timeline: new FootTimeline(), history, insole, newtons: false, open: null }
  }

  function event(foot: Foot, e: GaitEvent): void {
    foot.timeline.add(e, mode === 'online')
    if (e.kind === 'toe-off') {
      if (foot.open !== null && foot.open.toeOff_s === null && e.time_s > foot.open.start_s) foot.open.toeOff_s = e.time_s
      return
    }
    const { open } = foot
    foot.open = { start_s: e.time_s, toeOff_s: null }
    if (open === null || !(e.time_s > open.start_s)) return
    const around_s = 2 / foot.insole.rate_Hz
    const gap = foot.timeline.holeIn(open.start_s - around_s, e.time_s + around_s)
    insert(bareStride(foot.side, open.start_s, open.toeOff_s, e.time_s, gap, foot.history, foot.newtons))
  }

  function insert(stride: BareStride): void {
    let at = pending.length
    while (at > 0 && later(pending[at - 1]!, stride)) at--
    pending.splice(at, 0, stride)
  }

  function ready(stride: BareStride): boolean {
    const other = feet[otherSide(stride.side)]?.timeline
    if (other === undefined) return true
    const own = feet[stride.side]!.timeline
    if (other.newest_s >= stride.end_s + MARGIN_S) {
      if (other.newestEvent_s >= stride.end_s || other.newest_s >= stride.end_s + LATEST_REPORT_S) return true
    }
    return own.newest_s - Math.max(other.newest_s, own.first_s) > WATERMARK_S
  }

  function settle(stride: BareStride): StrideDraft {
    const other = feet[otherSide(stride.side)]?.timeline
    return Object.assign(stride, { alternates: other === undefined ? null : bothFeet(stride, other) })
  }

  const NONE: readonly StrideDraft[] = []
  function release(all: boolean): readonly StrideDraft[] {
    if (pending.length === 0 || !(all || ready(pending[0]!))) return NONE
    let n = 1
    while (n < pending.length && (all || ready(pending[n]!))) n++
    return pending.splice(0, n).map(settle)
  }

  return {
    push(chunk) {
      if (chunk.insole !== null) describe(chunk.insole)
      const foot = feet[chunk.side]
      if (foot === undefined) return NONE
      if (chunk.force !== null) {
        const { block, force, peak_kPa } = chunk.force
        foot.timeline.samples(block.time_s[0]!, block.time_s[block.n - 1]!, chunk.lostBefore)
        foot.newtons = chunk.force.calibrated && chunk.force.unit === 'N'
        foot.history.append(block.n, block.time_s, force, peak_kPa)
      }
      for (const e of chunk.events) if (e.kind === 'initial-contact' || e.kind === 'toe-off') event(foot, e)
      return mode === 'online' ? release(false) : NONE
    },
    end: () => release(true),
    fork: () => strideBuilder(mode, copyOf(state)),
  }
}

function later(a: BareStride, b: BareStride): boolean {
  return a.end_s > b.end_s || (a.end_s === b.end_s && a.side === 'right' && b.side === 'left')
}
