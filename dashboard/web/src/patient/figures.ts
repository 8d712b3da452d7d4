import type { TrendDocument } from '@solestream/dashboard-shared'
import { gradeOfCoverage, type Grade } from '@solestream/dashboard-shared/report'
import type { MetricName } from '@solestream/processing/model'

/** What a patient is shown, in this order of importance. */
export const KINDS = ['evenness', 'cadence', 'bothFeet'] as const
export type Kind = (typeof KINDS)[number]

interface Shown {
  readonly metric: MetricName
  readonly of: TrendDocument['series'][number]['of']
  readonly unit: '' | '%'
  readonly decimals: number
}
/** Steps in a minute are a plain count in words that say the minute. */
export const SHOWN: Readonly<Record<Kind, Shown>> = {
  evenness: { metric: 'stance_s', of: 'asymmetry', unit: '%', decimals: 1 },
  cadence: { metric: 'cadence_per_min', of: 'both', unit: '', decimals: 0 },
  bothFeet: { metric: 'doubleSupport_percent', of: 'both', unit: '%', decimals: 0 },
}
export const SHOWN_METRICS: readonly MetricName[] = KINDS.map((kind) => SHOWN[kind].metric)

export interface Visit {
  readonly at_utc: string
  readonly value: number
  readonly n: number
  /** Share of the samples that arrived; null: not known. */
  readonly coverage_percent: number | null
}

export interface PatientFigure {
  readonly kind: Kind
  /** At least one, oldest first: of the newest one's condition and speed. */
  readonly visits: readonly Visit[]
  /** Changes up to this can be chance; null: too few visits to know. */
  readonly wobble: number | null
}

export const newest = ({ visits }: PatientFigure): Visit => visits.at(-1)!
export const first = ({ visits }: PatientFigure): Visit => visits[0]!
export const lastTime = ({ visits }: PatientFigure): Visit | null => visits.at(-2) ?? null

const seriesOf = (trend: TrendDocument, metric: string, of: string) => trend.series.find((one) => one.metric === metric && one.of === of)

/** Newest comparable value of one foot; null: none. */
export const ofFoot = (trend: TrendDocument, metric: MetricName, side: 'left' | 'right'): number | null =>
  visitsOf(trend, metric, side).at(-1)?.value ?? null

/** Comparable visits of one series. Which foot is longer does not matter for how far apart they are. */
export function visitsOf(trend: TrendDocument, metric: string, of: string): readonly Visit[] {
  const values = seriesOf(trend, metric, of)?.values ?? []
  const feet = (['left', 'right'] as const).map((side) => seriesOf(trend, metric, side)?.values ?? [])
  return trend.points.flatMap(({ comparable, from_utc, coverage_percent }, k): Visit[] => {
    const found = values[k]
    if (!comparable || found === null || found === undefined) return []
    if (of !== 'asymmetry') return [{ at_utc: from_utc, value: found.value, n: found.n, coverage_percent }]
    // It rests on the steps of both feet; its own n counts one foot's.
    const n = feet.reduce((sum, foot) => sum + (foot[k]?.n ?? 0), 0)
    return [{ at_utc: from_utc, value: Math.abs(found.value), n, coverage_percent }]
  })
}

/** Visits that were measured, but not under the newest one's condition and speed. */
export const otherVisits = ({ points, series }: TrendDocument): number =>
  points.filter(({ comparable }, k) => !comparable && series.some(({ values }) => values[k] !== null)).length

/** At most three; a figure that was never measured is left out. */
export function patientFigures(trend: TrendDocument): readonly PatientFigure[] {
  return KINDS.flatMap((kind): PatientFigure[] => {
    const { metric, of } = SHOWN[kind]
    const visits = visitsOf(trend, metric, of)
    const wobble = seriesOf(trend, metric, of)?.wobble.value ?? null
    return visits.length === 0 ? [] : [{ kind, visits, wobble }]
  })
}

/** What may be said of two visits. 'same': within the wobble, or alike as they are shown; 'unknown': the wobble is not known. */
export type Change = 'more' | 'less' | 'same' | 'unknown'

export function changeOf({ kind, wobble }: PatientFigure, from: Visit, to: Visit): Change {
  if (wobble === null) return 'unknown'
  const shown = ({ value }: Visit): string => value.toFixed(SHOWN[kind].decimals)
  if (Math.abs(to.value - from.value) <= wobble || shown(from) === shown(to)) return 'same'
  return to.value > from.value ? 'more' : 'less'
}

const HALF = 2
/** Centre of the wobble's band: at each visit the mean of up to five around it. */
export const bandCentre = (visits: readonly Visit[]): readonly number[] =>
  visits.map((_, k) => {
    const around = visits.slice(Math.max(0, k - HALF), k + HALF + 1)
    return around.reduce((sum, { value }) => sum + value, 0) / around.length
  })

export const gradeOf = ({ coverage_percent: share }: Visit): Grade | 'unknown' => (share === null ? 'unknown' : gradeOfCoverage(share))
