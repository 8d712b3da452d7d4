import type { Side, WalkInputs } from '../../model/index.ts'
import { bodyX } from '../force/bodyFrame.ts'
import type { SignalHistory } from '../signalHistory.ts'
import type { BareStride } from '../strides/draft.ts'
import type { StanceSetup } from './setup.ts'
import { valueAt } from './stance.ts'

type Point = readonly [x: number, y: number]

export interface BothFeet {
  readonly left: { readonly setup: StanceSetup; readonly history: SignalHistory }
  readonly right: { readonly setup: StanceSetup; readonly history: SignalHistory }
}

/**
 * Null without what it needs, in running, and when the lines do not cross.
 *
 * @algorithm Butterfly
 *
 * The crossing of the butterfly's two diagonals in each left stride, mm: x to the person's right of the middle, y forward of where heels land, and the
 * SD of both over strides. A diagonal is the straight line between the combined centre of pressure (of both feet, weighted by force) at the
 * start and at the end of a double support. Insoles do not know where feet stand, so it rests on assumptions: the stance width that was entered, heels that land
 * at the same place, feet that move back with the belt. Use it for change, not against norms. It needs newtons, geometry, belt speed and a
 * stance width.
 */
export function butterflyCrossing(stride: BareStride, feet: BothFeet, { stanceWidth_mm }: WalkInputs): Point | null {
  const { start_s, toeOff_s, metrics } = stride
  const { initialDoubleSupport_s, terminalDoubleSupport_s, step_s } = metrics
  const { belt } = stride
  if (!belt || stanceWidth_mm === undefined) return null
  if (toeOff_s === null || initialDoubleSupport_s === undefined || terminalDoubleSupport_s === undefined || step_s === undefined)
    return null
  for (const { setup } of [feet.left, feet.right]) if (!setup.newtons || setup.insole.layout.geometry !== 'mm') return null
  const back_mm_s = 1000 * belt.speed_m_s
  const combined = (time_s: number, rightContact_s: number): Point => {
    let [force, x, y] = [0, 0, 0]
    for (const [side, contact_s] of [
      ['left', start_s],
      ['right', rightContact_s],
    ] as const) {
      const at = footAt(feet[side].history, time_s)
      if (at === null) continue
      force += at.force
      x += at.force * (bodyX(side, at.x) + sign(side) * (stanceWidth_mm / 2))
      y += at.force * (at.y - back_mm_s * (time_s - contact_s))
    }
    return [x / force, y / force]
  }
  const rightOff_s = start_s + initialDoubleSupport_s
  const rightContact_s = toeOff_s - terminalDoubleSupport_s
  const before_s = start_s - step_s
  return intersection(
    combined(start_s, before_s),
    combined(rightOff_s, before_s),
    combined(rightContact_s, rightContact_s),
    combined(toeOff_s, rightContact_s),
  )
}

const sign = (side: Side): number => (side === 'left' ? -1 : 1)

/** A foot that bears too little to know its centre of pressure bears nothing here. */
function footAt(history: SignalHistory, time_s: number): { readonly force: number; readonly x: number; readonly y: number } | null {
  const near = history.position(time_s)
  const force = valueAt(history, history.force, time_s, near)
  const x = valueAt(history, history.copX!, time_s, near)
  const y = valueAt(history, history.copY!, time_s, near)
  return Number.isFinite(x) && Number.isFinite(y) && force > 0 ? { force, x, y } : null
}

/** Of the lines a-b and c-d; null when they are parallel or a point is not known. */
export function intersection(a: Point, b: Point, c: Point, d: Point): Point | null {
  const [ux, uy, vx, vy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]]
  const cross = ux * vy - uy * vx
  const share = ((c[0] - a[0]) * vy - (c[1] - a[1]) * vx) / cross
  const [x, y] = [a[0] + share * ux, a[1] + share * uy]
  return Number.isFinite(x) && Number.isFinite(y) ? [x, y] : null
}
