import { METRICS } from '../../model/index.ts'
import type { Change, ComparedSession, Comparison, SpeedMatch } from './comparison.ts'
import { detectableChange, LEAST_BASELINES, limitOf } from './detectable.ts'
import { dependsOnInsoles, otherInsoles } from './insoles.ts'
import { figureDifferenceInterval, medianDifferenceInterval } from './intervals.ts'
import { SPEED_TOLERANCE_M_S, speedsApart } from './speed.ts'
import { valuesOf, type Found } from './values.ts'

/**
 * What changed from session A to B: of each metric that both have, the difference with its interval and how large a change would be more than
 * the usual difference between sessions. `baselines`: the person's own sessions under one condition, which say that.
 *
 * @algorithm Comparison of two sessions
 *
 * Of each metric that both sessions have: B - A of the medians of their valid strides (or of their figures of the whole recording, or of their symmetry
 * indices). Its interval says how well these strides fix the difference of these two walks: both series are resampled apart by the seeded moving-block
 * bootstrap (from 10 strides of each on); two figures with intervals of their own are joined by the method of variance estimates recovery (Zou & Donner
 * 2008, doi:10.1002/sim.3095).
 *
 * It does not say whether the person changed: two walks of the same person always differ. That is what the minimal detectable change is for: 1.96
 * sqrt(2) SEM, the SEM being the standard deviation over at least three of the person's own sessions under the same condition; else a published one for the
 * same metric on the same kind of device; else it is unknown, and the comparison says so. A standard deviation of few sessions is itself hardly known, so
 * a difference counts as beyond it only when it is larger than t sqrt(2) SEM, Student's t with k - 1 degrees of freedom of k sessions (4.30 for 1.96 of three,
 * 2.78 of five, 2.26 of ten). Both are told. Simulated: of two more sessions of a person who does not change 5 % differ by more, of any k; with 1.96 it were 19 % of
 * three, 12 % of five, 8 % of ten.
 *
 * Speed changes nearly every metric: belt speeds more than 0.05 m/s apart, or not known, are told first. So are another task, device, algorithm or mode.
 * Baselines at another speed than both sessions are left out, those with other insoles than both are left out of what depends on the insoles; both are told.
 * Nothing is corrected for the number of metrics: of 40 intervals of equal walks two miss zero by chance.
 */
export function compareSessions(a: ComparedSession, b: ComparedSession, baselines: readonly ComparedSession[] = []): Comparison {
  const speed = matchSpeed(a, b)
  const [inA, inB] = [valuesOf(a), valuesOf(b)]
  const usual = baselines.filter((baseline) => !atAnotherSpeed(baseline, [a, b]))
  const own = usual.map((session) => ({ values: valuesOf(session), others: withOtherInsoles(session, [a, b]) }))
  const changes = [...inA].flatMap(([key, before]): Change[] => {
    const after = inB.get(key)
    if (after === undefined) return []
    const { metric, of } = before
    const difference = after.value - before.value
    const values = own.flatMap(({ values, others }) => (others && dependsOnInsoles(metric) ? [] : (values.get(key)?.value ?? [])))
    const detectable = detectableChange(metric, of, values, [before, after], [a, b])
    const limit = limitOf(detectable)
    return [
      {
        metric,
        of,
        unit: of === 'asymmetry' ? '%' : METRICS[metric].unit,
        a: { value: before.value, n: before.n },
        b: { value: after.value, n: after.n },
        difference,
        ci95: intervalOf(before, after),
        detectable,
        beyondDetectable: limit === null ? null : Math.abs(difference) > limit,
      },
    ]
  })
  return { speed, warnings: [...warningsOf(a, b, speed), ...baselineWarnings([a, b], baselines, usual)], changes }
}

type Pair = readonly [ComparedSession, ComparedSession]

/** Of both sessions; one of unknown speed is not known to be apart. */
const atAnotherSpeed = ({ task, speed_m_s: own }: ComparedSession, pair: Pair): boolean =>
  task !== 'balance' && own !== null && pair.every(({ speed_m_s }) => speed_m_s !== null && speedsApart(own, speed_m_s))

const withOtherInsoles = ({ device }: ComparedSession, pair: Pair): boolean =>
  pair.every((one) => otherInsoles(device, one.device) === true)

const intervalOf = (a: Found, b: Found): Change['ci95'] =>
  a.strides === null || b.strides === null ? figureDifferenceInterval(a, b) : medianDifferenceInterval(a.strides, b.strides)

function matchSpeed({ speed_m_s: a }: ComparedSession, { speed_m_s: b }: ComparedSession): SpeedMatch {
  const status = a === null || b === null ? 'unknown' : speedsApart(a, b) ? 'different' : 'matched'
  return { status, a_m_s: a, b_m_s: b }
}

function warningsOf(a: ComparedSession, b: ComparedSession, speed: SpeedMatch): string[] {
  const warnings: string[] = []
  const walked = a.task !== 'balance' || b.task !== 'balance'
  if (walked && speed.status === 'different')
    warnings.push(
      `The speeds differ by more than ${SPEED_TOLERANCE_M_S} m/s (${a.speed_m_s} and ${b.speed_m_s} m/s): speed alone changes most of these figures.`,
    )
  if (walked && speed.status === 'unknown')
    warnings.push('The speed of at least one session is not known: it alone may have changed these figures.')
  const differs = (what: string, of: (session: ComparedSession) => string | null): void => {
    if (of(a) !== of(b)) warnings.push(`The ${what} differ: ${of(a) ?? 'unknown'} and ${of(b) ?? 'unknown'}.`)
  }
  differs('tasks', (s) => s.task)
  differs('insoles', (s) => s.device.layout)
  differs('algorithms', (s) => s.algorithm)
  differs('modes', (s) => s.mode)
  return warnings
}

function baselineWarnings(pair: Pair, baselines: readonly ComparedSession[], usual: readonly ComparedSession[]): string[] {
  const warnings: string[] = []
  const apart = baselines.length - usual.length
  if (apart > 0) warnings.push(`Left out: ${sessions(apart)} walked more than ${SPEED_TOLERANCE_M_S} m/s slower or faster.`)
  const others = usual.filter((session) => withOtherInsoles(session, pair)).length
  if (others > 0) warnings.push(`Left out of figures that depend on the insoles: ${sessions(others)} with other insoles.`)
  if (baselines.length > 0 && usual.length < LEAST_BASELINES)
    warnings.push(`${sessions(usual.length)}: at least ${LEAST_BASELINES} are needed to know the person's usual differences.`)
  const speeds = usual.flatMap((s) => s.speed_m_s ?? [])
  if (speeds.some((s) => speeds.some((other) => speedsApart(s, other))))
    warnings.push('The baseline sessions were walked at different speeds: they are not of one condition.')
  return warnings
}

const sessions = (n: number): string => `${n} baseline ${n === 1 ? 'session' : 'sessions'}`
