import type { GaitEvent, InsoleDescription, Machine, Mode, Side, WalkOptions } from '../../model/index.ts'
import { otherSide } from '../../model/index.ts'
import { copyOf } from '../copyOf.ts'
import type { FootChunk } from '../foot.ts'
import { SignalHistory } from '../signalHistory.ts'
import { flight_s, keptSignals, measureBoth, measureStance, stanceSetup, type StanceSetup } from '../stance/index.ts'
import type { BareStride, StrideDraft } from './draft.ts'
import { FootTimeline } from './footTimeline.ts'
import { LONGEST_MEASURED_S } from './limits.ts'
import { bothFeet, LATEST_REPORT_S, MARGIN_S } from './otherFoot.ts'
import { lengths } from './lengths.ts'
import { bareStride } from './ownFoot.ts'
import { rollOver } from './rollOver.ts'

/** A side this far behind the other one's samples is silent: strides no longer wait for it. */
export const WATERMARK_S = 3
/** Longer than the longest stride in which something is looked up, a detector's delay and a long block. */
const KEPT_S = LONGEST_MEASURED_S + 4

interface Foot {
  readonly side: Side
  readonly timeline: FootTimeline
  history: SignalHistory
  setup: StanceSetup
  insole: InsoleDescription
  /** Its force is in calibrated newtons. */
  newtons: boolean
  open: { start_s: number; toeOff_s: number | null } | null
}

/**
 * @algorithm Strides
 *
 * A stride is a foot's initial contact to its next, [start, end). Its toe-off is the first in between.
 *
 * The one merge of both feet: strides come in the order of their ends, whatever the order and cut of the blocks. A stride is settled once the
 * other foot has an event at or after its end, or samples 0.6 s beyond; a foot 3 s of sample time behind the other is no longer waited for, never
 * the wall clock. Events that a detector reports later than 0.6 s after the stride's end do not change it. So strides do not depend on the order in
 * which packets came, as long as the feet are less than 3 s apart.
 */
export const createStrideBuilder = (mode: Mode, inputs: WalkOptions = {}): Machine<FootChunk, StrideDraft> =>
  strideBuilder(mode, inputs, { feet: {}, pending: [] })

interface State {
  readonly feet: { [S in Side]?: Foot }
  /** In the order of their ends. */
  readonly pending: BareStride[]
}

function strideBuilder(mode: Mode, inputs: WalkOptions, state: State): Machine<FootChunk, StrideDraft> {
  const { feet, pending } = state

  function describe(insole: InsoleDescription): void {
    const known = feet[insole.side]
    const setup = stanceSetup(insole, inputs)
    const history = new SignalHistory(mode === 'online' ? KEPT_S : Infinity, keptSignals(setup))
    if (known !== undefined) Object.assign(known, { insole, setup, history, open: null })
    else feet[insole.side] = { side: insole.side, timeline: new FootTimeline(), history, setup, insole, newtons: false, open: null }
  }

  function event(foot: Foot, e: GaitEvent): void {
    foot.timeline.add(e, mode === 'online')
    if (e.kind === 'toe-off') {
      if (foot.open !== null && foot.open.toeOff_s === null && e.time_s > foot.open.start_s) foot.open.toeOff_s = e.time_s
      return
    }
    if (e.kind !== 'initial-contact') return
    const { open } = foot
    foot.open = { start_s: e.time_s, toeOff_s: null }
    if (open === null || !(e.time_s > open.start_s)) return
    const around_s = 2 / foot.insole.rate_Hz
    const gap = foot.timeline.holeIn(open.start_s - around_s, e.time_s + around_s)
    const times = { side: foot.side, ...open, end_s: e.time_s, known_s: e.detected_s ?? Infinity, gap }
    const stride = bareStride(times, foot.history, foot.newtons)
    stride.stance = measureStance(foot.setup, foot.history, stride)
    insert(stride)
  }

  /** Live a stride belongs at the end; offline the second foot's strides come after all of the first's. */
  function insert(stride: BareStride): void {
    let low = 0
    let high = pending.length
    if (high > 0 && !later(pending[high - 1]!, stride)) low = high
    while (low < high) {
      const middle = (low + high) >> 1
      if (later(pending[middle]!, stride)) high = middle
      else low = middle + 1
    }
    pending.splice(low, 0, stride)
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
    rollOver(stride, feet[stride.side]!.timeline)
    lengths(stride, inputs)
    const other = feet[otherSide(stride.side)]
    const alternates = other === undefined ? null : bothFeet(stride, other.timeline)
    if (other !== undefined && alternates !== null) measureWith(stride, other)
    return Object.assign(stride, { alternates })
  }

  /** What the other foot's samples, all there, add to a stride. */
  function measureWith(stride: BareStride, other: Foot): void {
    const flight = flight_s(stride, other.timeline, stride.end_s + LATEST_REPORT_S)
    if (flight !== undefined) stride.metrics.flight_s = flight
    const { stance, side } = stride
    if (stance && side === 'left') stance.both = measureBoth(stride, { left: feet.left!, right: other }, inputs)
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
        const { block } = chunk.force
        foot.timeline.samples(block.time_s[0]!, block.time_s[block.n - 1]!, chunk.lostBefore)
        foot.newtons = chunk.force.calibrated && chunk.force.unit === 'N'
        foot.history.append(chunk.force)
      }
      for (const e of chunk.events) event(foot, e)
      return mode === 'online' ? release(false) : NONE
    },
    end: () => release(true),
    fork: () => strideBuilder(mode, inputs, copyOf(state)),
  }
}

function later(a: BareStride, b: BareStride): boolean {
  return a.end_s > b.end_s || (a.end_s === b.end_s && a.side === 'right' && b.side === 'left')
}
