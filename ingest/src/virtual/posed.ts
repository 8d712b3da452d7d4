import type { InsoleLayout } from '@solestream/firmware-protocol'
import type { Side } from '@solestream/processing/model'
import { STANDING_WEIGHT } from './load.ts'
import type { PoseAt } from './pose.ts'

/** From one pose to the next. */
const SETTLE_S = 0.4
const SHIFT_S = 6
const SHIFT_RATIO = 0.42

const smooth = (x: number): number => (x <= 0 ? 0 : x >= 1 ? 1 : x * x * (3 - 2 * x))
/** How far a pose is taken up; one that follows another is taken up as that is left. */
const takenUp = ({ from_s, to_s }: PoseAt, time_s: number): number =>
  smooth((time_s - from_s) / SETTLE_S) - smooth((time_s - to_s) / SETTLE_S)

/** Of body weight, on this foot. */
function load({ pose, from_s }: PoseAt, side: Side, time_s: number): number {
  const left = side === 'left'
  switch (pose) {
    case 'seated':
      return 0
    case 'left-leg':
      return left ? 1 : 0
    case 'right-leg':
      return left ? 0 : 1
    case 'stand':
      return 0.5
    case 'shift':
      return 0.5 + (left ? 1 : -1) * SHIFT_RATIO * Math.sin((2 * Math.PI * (time_s - from_s)) / SHIFT_S)
  }
}

/** `share`: how far the person is in a pose at all, 0: walks; `load`: of body weight, what the foot carries by it. */
export function posed(poses: readonly PoseAt[], side: Side, time_s: number): { readonly share: number; readonly load: number } {
  let share = 0
  let sum = 0
  for (const pose of poses) {
    const up = takenUp(pose, time_s)
    if (up === 0) continue
    share += up
    sum += up * load(pose, side, time_s)
  }
  return { share: Math.min(1, share), load: sum }
}

/** Whether events of walking at this time are none: the person is in a pose, or between two. */
export const isPosed = (poses: readonly PoseAt[], time_s: number): boolean =>
  poses.some(({ from_s, to_s }) => time_s >= from_s && time_s < to_s + SETTLE_S)

/** Shares of a standing foot's force, shape [sensors]. */
export function standingShares(layout: InsoleLayout): Float64Array {
  const weights = layout.sensors.map((sensor) => STANDING_WEIGHT[sensor.region])
  const total = weights.reduce((a, b) => a + b, 0)
  return Float64Array.from(weights, (w) => w / total)
}
