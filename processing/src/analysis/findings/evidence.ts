import type { Interval, Summary } from '../../model/index.ts'
import { SIDES } from '../../model/index.ts'
import { figureDifferenceInterval, LEAST_BASELINES, usualBand } from '../compare/index.ts'
import { comparableSessions, type Comparable } from './comparable.ts'
import type { FindingsInput } from './input.ts'
import { measuredOf, symmetryOf, type Foot, type Measured } from './measured.ts'
import type { Reasons } from './reasons.ts'
import type { Rule } from './rule.ts'

/** How a figure stands against what the rule holds it against. */
export interface Evidence {
  /** Whom it is said of. */
  readonly foot: Foot
  /** Of that foot. */
  readonly measured: Measured
  readonly way: 'lower' | 'higher'
  /** What it was held against: the other foot's value, the mean of earlier sessions, the limit of the range. */
  readonly reference: number
  /** How far it lies from the reference, in `unit`, with its interval; a symmetry index where the rule says so. */
  readonly deviation: Measured & { readonly unit: 'metric' | '%' }
  /** The deviation's size from which the rule speaks. */
  readonly threshold: number
  /** Earlier sessions that it was held against. */
  readonly sessions?: number
  /** What is not known of them. */
  readonly doubts?: readonly string[]
}
export type Looked = readonly Evidence[] | string

/** What speaks for a rule: one evidence a foot, or why there is none, in words. Thresholds are not looked at yet. */
export function evidenceOf(rule: Rule, session: FindingsInput, reasons: Reasons): Looked {
  const { compare } = rule
  const { summary } = session
  if (compare.with === 'other-side')
    return (compare.by === 'symmetry-index' ? bySymmetry : byDifference)(rule, compare.threshold, summary) ?? reasons.notOfBothFeet
  const feet = (['left', 'right', 'both'] as const).flatMap((foot) => {
    const measured = measuredOf(summary, rule.metric, foot)
    return measured === undefined ? [] : [{ foot, measured }]
  })
  if (feet.length === 0) return reasons.notThere
  if (compare.with === 'range') return feet.flatMap(({ foot, measured }) => outsideRange(compare, foot, measured))
  const comparable = comparableSessions(rule.metric, session, reasons)
  const found = feet.flatMap(({ foot, measured }) => againstEarlier(rule, foot, measured, comparable))
  return found.length > 0 ? found : reasons.tooFewEarlier(LEAST_BASELINES, comparable.leftOut)
}

function bySymmetry({ metric, direction }: Rule, threshold: number, summary: Summary): Looked | null {
  const index = symmetryOf(summary, metric)
  const feet = bothFeet(metric, summary)
  if (index === undefined || feet === null) return null
  return [ofFoot(direction, index.value, feet, { ...index, unit: '%' }, threshold)]
}

function byDifference({ metric, direction }: Rule, threshold: number, summary: Summary): Looked | null {
  const feet = bothFeet(metric, summary)
  if (feet === null) return null
  const { left, right } = feet
  const value = left.value - right.value
  const n = Math.min(left.n, right.n)
  return [ofFoot(direction, value, feet, { value, n, ci95: figureDifferenceInterval(right, left), unit: 'metric' }, threshold)]
}

type BothFeet = { readonly left: Measured; readonly right: Measured }
function bothFeet(metric: Rule['metric'], summary: Summary): BothFeet | null {
  const [left, right] = SIDES.map((side) => measuredOf(summary, metric, side))
  return left === undefined || right === undefined ? null : { left, right }
}

/** Left minus right (or an index with that sign) as evidence of the foot that the rule speaks of. */
function ofFoot(
  direction: Rule['direction'],
  leftMore: number,
  feet: BothFeet,
  deviation: Evidence['deviation'],
  threshold: number,
): Evidence {
  const way = direction === 'lower' ? 'lower' : 'higher'
  const foot = leftMore > 0 === (way === 'higher') ? 'left' : 'right'
  const other = foot === 'left' ? 'right' : 'left'
  return { foot, measured: feet[foot], way, reference: feet[other].value, deviation: signed(deviation, foot === 'right'), threshold }
}

const signed = <D extends Measured>(deviation: D, turn: boolean): D => {
  if (!turn) return deviation
  const { value, ci95 } = deviation
  return { ...deviation, value: -value, ci95: ci95 && [-ci95[1], -ci95[0]] }
}

function outsideRange(
  { low, high }: { readonly low: number | null; readonly high: number | null },
  foot: Foot,
  measured: Measured,
): Evidence[] {
  const from = (reference: number, way: 'lower' | 'higher'): Evidence => ({
    foot,
    measured,
    way,
    reference,
    deviation: { ...shifted(measured, reference), unit: 'metric' },
    threshold: 0,
  })
  return [...(low === null ? [] : [from(low, 'lower')]), ...(high === null ? [] : [from(high, 'higher')])]
}

function againstEarlier({ metric }: Rule, foot: Foot, measured: Measured, { summaries, doubts }: Comparable): Evidence[] {
  const own = summaries.flatMap((summary) => measuredOf(summary, metric, foot)?.value ?? [])
  if (own.length < LEAST_BASELINES) return []
  const { mean: reference, half } = usualBand(own)
  const deviation = { ...shifted(measured, reference), unit: 'metric' } as const
  const way = deviation.value < 0 ? 'lower' : 'higher'
  return [{ foot, measured, way, reference, deviation, threshold: half, sessions: own.length, doubts }]
}

const shifted = ({ value, n, ci95 }: Measured, by: number): Measured => ({
  value: value - by,
  n,
  ci95: ci95 === null ? null : ([ci95[0] - by, ci95[1] - by] satisfies Interval),
})
