import type { MetricName, Side, Stride, Unavailable } from '../../model/index.ts'
import { METRICS, SIDES } from '../../model/index.ts'
import { medianOf } from '../statistics/index.ts'

/** Fewer strides than this contradict nothing. */
const LEAST_STRIDES = 10
const MOST_CONTRADICTING = 0.5

/** What is told of both feet together. */
const JOINED: readonly string[] = (Object.keys(METRICS) as readonly MetricName[]).flatMap((name) => {
  const { needs, asymmetry, posture } = METRICS[name]
  if (posture === 'standing') return []
  return needs.includes('both-feet') ? [name] : asymmetry ? [`${name}.asymmetry`] : []
})

/**
 * Why the contacts of both feet can't be of one walk, or null.
 *
 * @algorithm Feet that contradict each other
 *
 * A walking stride has two double supports and no flight; in running both feet are on the ground for less than half of their strides. When more than half of the
 * valid strides (of 10 at least) have a flight, or lack a double support although the other foot's samples are all there, and it is no run either
 * (a foot's median stance is half of the stride or more), then one foot's signal is wrong, or both do not belong together in time. All that joins the feet
 * is withheld then, with that reason: double and single support, steps, flight, coordination, symmetry, cyclogram. Each foot's own times stay.
 */
export function feetApart(strides: readonly Stride[]): string | null {
  const known = strides.filter((s) => s.valid && s.step_s !== undefined)
  if (known.length < LEAST_STRIDES) return null
  const contradict = known.filter((s) => s.doubleSupport_s === undefined || s.flight_s !== undefined)
  const share = contradict.length / known.length
  if (share <= MOST_CONTRADICTING || SIDES.every((side) => dutyFactor(known, side) < 0.5)) return null
  const percent = Math.round(100 * share)
  return `the feet contradict each other: ${percent} % of the strides have no double support or a flight, and yet it is no run; one foot's signal is wrong, or the two do not belong together in time`
}

const dutyFactor = (strides: readonly Stride[], side: Side): number =>
  medianOf(strides.flatMap((s) => (s.side === side && s.stance_percent !== undefined ? [s.stance_percent / 100] : [])))

/** The same as reasons, by metric; `cannot` where nothing speaks against the feet, and before those reasons otherwise. */
export function withFeetApart(strides: readonly Stride[], cannot: Unavailable): Unavailable {
  const because = feetApart(strides)
  return because === null ? cannot : { ...Object.fromEntries(JOINED.map((name) => [name, because])), ...cannot }
}
