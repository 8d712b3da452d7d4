import {
  STRIDE_METRICS,
  type MetricSummary,
  type Quality,
  type Side,
  type Statistic,
  type StrideMetricName,
  type Summary,
} from '@solestream/processing/model'
import { number, signed } from '../words/format.ts'

/** From here on an interval of the asymmetry can be had from pairs of strides. */
export const ASYMMETRY_MINIMUM_N = 30
/** Fewer strides say little about variability (metrics: CV needs 50 or more). The live figures look back on the last 50 of each foot. */
export const VARIABILITY_MINIMUM_N = 50

export interface FigureValue {
  readonly side: Side | null
  readonly text: string
  /** Beside it, smaller: the share of the stride. */
  readonly aside?: string
}

/** One large number of the live page: what it says, or what is still missing. */
export interface Figure {
  readonly name: string
  readonly unit: string
  /** What stands beside each value, said once. */
  readonly aside?: string
  readonly values: readonly FigureValue[]
  /** Plain words under it. */
  readonly words: string
  readonly n: string
  /** Feet whose data it rests on. */
  readonly needs: readonly Side[]
  /** Set in place of a value that has too few strides. */
  readonly missing: { readonly have: number; readonly of: number } | null
  /** Set in place of a value that cannot be had here at all. */
  readonly unavailable: string | null
}

export interface Known {
  readonly summary: Summary | null
  readonly unavailable: Readonly<Record<string, string>>
  readonly quality: Quality | null
  /** Valid strides seen, for what has no summary yet. */
  readonly counted: Readonly<Record<Side, number>>
}

const BOTH: readonly Side[] = ['left', 'right']

function metric(known: Known, name: StrideMetricName): MetricSummary {
  return known.summary?.[name] ?? {}
}

const missingOf = (known: Known, statistics: readonly (Statistic | undefined)[], least: number): Figure['missing'] => {
  const have =
    statistics.length > 0 && statistics.every((s) => s !== undefined)
      ? Math.min(...statistics.map((s) => s.n))
      : Math.min(least - 1, known.counted.left, known.counted.right)
  return have >= least ? null : { have, of: least }
}

const nOfBoth = ({ left, right }: MetricSummary): string => `n L ${number(left?.n ?? 0)} \u00b7 R ${number(right?.n ?? 0)}`

/** The mean of what left and right have: of both or of the one there is. */
const middle = ({ left, right }: MetricSummary, of: (s: Statistic) => number): number => {
  const values = [left, right].filter((s) => s !== undefined).map(of)
  return values.reduce((a, b) => a + b, 0) / values.length
}

function pair(known: Known, name: StrideMetricName, share: StrideMetricName, label: string): Figure {
  const of = metric(known, name)
  const shares = metric(known, share)
  const seen = BOTH.filter((side) => of[side] !== undefined)
  return {
    name: label,
    unit: STRIDE_METRICS[name].unit,
    aside: '% of stride',
    values: seen.map((side) => ({
      side,
      text: number(of[side]!.median, 2),
      ...(shares[side] === undefined ? {} : { aside: `${number(shares[side].median, 1)} %` }),
    })),
    words: '',
    n: nOfBoth(of),
    needs: BOTH,
    missing: seen.length > 0 ? null : missingOf(known, [], STRIDE_METRICS[name].minimumN),
    unavailable: known.unavailable[name] ?? null,
  }
}

const sides = (of: MetricSummary, decimals: number, unit: string, read: (s: Statistic) => number = (s) => s.median): string => {
  const parts = BOTH.filter((side) => of[side] !== undefined).map(
    (side) => `${side === 'left' ? 'L' : 'R'} ${number(read(of[side]!), decimals)}`,
  )
  return parts.length === 0 ? '' : `${parts.join(', ')} ${unit}`
}

export function figureTable(
  known: Known,
): Readonly<Record<'stance' | 'swing' | 'asymmetry' | 'cadence' | 'doubleSupport' | 'stride' | 'variability', Figure>> {
  const stride = metric(known, 'stride_s')
  const support = metric(known, 'doubleSupport_percent')
  const cadence = metric(known, 'cadence_per_min').both
  const asymmetry = metric(known, 'stance_s').asymmetry_percent
  const few = (n: number | undefined, of: number): Figure['missing'] =>
    (n ?? 0) >= of ? null : { have: n ?? Math.min(of - 1, known.counted.left, known.counted.right), of }
  const single = (name: string, unit: string, text: string, rest: Pick<Figure, 'words' | 'n' | 'missing' | 'unavailable'>): Figure => ({
    name,
    unit,
    values: rest.missing === null && rest.unavailable === null ? [{ side: null, text }] : [],
    needs: BOTH,
    ...rest,
  })
  return {
    stance: pair(known, 'stance_s', 'stance_percent', 'Stance time'),
    swing: pair(known, 'swing_s', 'swing_percent', 'Swing time'),
    asymmetry: single('Asymmetry of stance', '%', asymmetry === undefined ? '' : signed(asymmetry.value, 1), {
      words: asymmetry === undefined ? '' : asymmetryWords(asymmetry.value),
      n:
        asymmetry === undefined
          ? ''
          : `n ${number(asymmetry.n)} pairs${asymmetry.ci95 === null ? '' : ` \u00b7 95 %: ${number(asymmetry.ci95[0], 1)} to ${number(asymmetry.ci95[1], 1)}`}`,
      missing: few(asymmetry?.n, ASYMMETRY_MINIMUM_N),
      unavailable: known.unavailable['asymmetry_percent'] ?? null,
    }),
    cadence: single('Cadence', '/min', cadence === undefined ? '' : number(cadence.median), {
      words: '',
      n: cadence === undefined ? '' : `n ${number(cadence.n)} strides`,
      missing: few(cadence?.n, STRIDE_METRICS.cadence_per_min.minimumN),
      unavailable: known.unavailable['cadence_per_min'] ?? null,
    }),
    doubleSupport: single('Double support', '%', number(middle(support, (s) => s.median)), {
      words: sides(support, 1, '%'),
      n: nOfBoth(support),
      missing: missingOf(known, [support.left ?? support.right], STRIDE_METRICS.doubleSupport_percent.minimumN),
      unavailable: known.unavailable['doubleSupport_percent'] ?? null,
    }),
    stride: single(
      'Stride time',
      's',
      number(
        middle(stride, (s) => s.median),
        2,
      ),
      {
        words: sides(stride, 3, 's'),
        n: nOfBoth(stride),
        missing: missingOf(known, [stride.left ?? stride.right], STRIDE_METRICS.stride_s.minimumN),
        unavailable: null,
      },
    ),
    // Feet are never pooled: the root of the mean square of both feet's own variability.
    variability: single('Variability', '%', number(Math.sqrt(middle(stride, (s) => (s.cv_percent ?? NaN) ** 2)), 1), {
      words: 'of stride time',
      n: nOfBoth(stride),
      missing: missingOf(known, [stride.left ?? stride.right], VARIABILITY_MINIMUM_N),
      unavailable: null,
    }),
  }
}

/** Which way, in words: the sign alone is easily misread. */
export function asymmetryWords(value: number): string {
  if (Math.abs(value) < 0.05) return 'both the same'
  return value > 0 ? 'left longer' : 'right longer'
}
