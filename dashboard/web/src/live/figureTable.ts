import {
  STRIDE_METRICS,
  type MetricSummary,
  type Quality,
  type Side,
  type Statistic,
  type StrideMetricName,
  type Summary,
} from '@solestream/processing/model'
import { interval, number, signed } from '../words/format.ts'
import { t } from '../words/say.ts'
import type { FigureId } from './figureKinds.ts'

/** From here on an interval of the asymmetry can be had from pairs of strides. */
export const ASYMMETRY_MINIMUM_N = 30
/** Fewer strides say little about variability (metrics: CV needs 50 or more). The live figures look back on the last 50 of each foot. */
export const VARIABILITY_MINIMUM_N = 50

export interface FigureValue {
  readonly side: Side | null
  readonly value: number
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

const metric = (known: Known, name: StrideMetricName): MetricSummary => known.summary?.[name] ?? {}

const countedOf = (known: Known, least: number): number => Math.min(least - 1, known.counted.left, known.counted.right)

const missingOf = (known: Known, statistic: Statistic | undefined, least: number): Figure['missing'] => {
  const have = statistic?.n ?? countedOf(known, least)
  return have >= least ? null : { have, of: least }
}

const nOfBoth = ({ left, right }: MetricSummary): string => t('live.nBoth', { left: number(left?.n ?? 0), right: number(right?.n ?? 0) })

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
    aside: t('live.ofStride'),
    values: seen.map((side) => ({
      side,
      value: of[side]!.median,
      text: number(of[side]!.median, 2),
      ...(shares[side] === undefined ? {} : { aside: `${number(shares[side].median, 1)} %` }),
    })),
    words: '',
    n: nOfBoth(of),
    needs: BOTH,
    missing: seen.length > 0 ? null : missingOf(known, undefined, STRIDE_METRICS[name].minimumN),
    unavailable: known.unavailable[name] ?? null,
  }
}

const sides = (of: MetricSummary, decimals: number, unit: string): string => {
  const parts = BOTH.flatMap((side) => {
    const s = of[side]
    return s === undefined ? [] : [`${side === 'left' ? 'L' : 'R'} ${number(s.median, decimals)}`]
  })
  return parts.length === 0 ? '' : `${parts.join(', ')} ${unit}`
}

type Rest = Pick<Figure, 'words' | 'n' | 'missing'> & { readonly unavailable?: string | undefined }

const single = (name: string, unit: string, value: number | undefined, text: (value: number) => string, rest: Rest): Figure => {
  const unavailable = rest.unavailable ?? null
  const shown = rest.missing === null && unavailable === null && value !== undefined
  return { ...rest, name, unit, needs: BOTH, unavailable, values: shown ? [{ side: null, value, text: text(value) }] : [] }
}

function asymmetryOf(known: Known): Figure {
  const of = metric(known, 'stance_s').asymmetry_percent
  const n = of === undefined ? '' : number(of.n)
  return single(t('live.asymmetry'), '%', of?.value, (v) => signed(v, 1), {
    words: of === undefined ? '' : asymmetryWords(of.value),
    n:
      of === undefined
        ? ''
        : of.ci95 === null
          ? t('live.nPairs', { n })
          : t('live.nPairsInterval', { n, interval: interval(of.ci95[0], of.ci95[1], 1) }),
    missing: missingOf(known, of as Statistic | undefined, ASYMMETRY_MINIMUM_N),
    unavailable: known.unavailable['asymmetry_percent'],
  })
}

export function figureTable(known: Known): Readonly<Record<FigureId, Figure>> {
  const stride = metric(known, 'stride_s')
  const support = metric(known, 'doubleSupport_percent')
  const cadence = metric(known, 'cadence_per_min').both
  const length = metric(known, 'strideLength_m')
  const ratio = metric(known, 'walkRatio_m_min').both
  const anyStride = stride.left ?? stride.right
  return {
    stance: pair(known, 'stance_s', 'stance_percent', t('live.stance')),
    swing: pair(known, 'swing_s', 'swing_percent', t('live.swing')),
    asymmetry: asymmetryOf(known),
    cadence: single(t('live.cadence'), '/min', cadence?.median, number, {
      words: ratio === undefined ? '' : t('treadmill.ratio', { value: number(ratio.median, 4) }),
      n: cadence === undefined ? '' : t('live.nStrides', { n: number(cadence.n) }),
      missing: missingOf(known, cadence, STRIDE_METRICS.cadence_per_min.minimumN),
      unavailable: known.unavailable['cadence_per_min'],
    }),
    doubleSupport: single(t('live.doubleSupport'), '%', middle(support, (s) => s.median), number, {
      words: sides(support, 1, '%'),
      n: nOfBoth(support),
      missing: missingOf(known, support.left ?? support.right, STRIDE_METRICS.doubleSupport_percent.minimumN),
      unavailable: known.unavailable['doubleSupport_percent'],
    }), // prettier-ignore
    stride: single(t('live.stride'), 's', middle(stride, (s) => s.median), (v) => number(v, 2), {
      // With the belt's speed its length says more than its thousandths.
      words: length.left || length.right ? sides(length, 2, 'm') : sides(stride, 3, 's'),
      n: nOfBoth(stride),
      missing: missingOf(known, anyStride, STRIDE_METRICS.stride_s.minimumN),
    }), // prettier-ignore
    // Feet are never pooled: the root of the mean square of both feet's own variability.
    variability: single(t('live.variability'), '%', Math.sqrt(middle(stride, (s) => (s.cv_percent ?? NaN) ** 2)), (v) => number(v, 1), {
      words: t('live.ofStrideTime'),
      n: nOfBoth(stride),
      missing: missingOf(known, anyStride, VARIABILITY_MINIMUM_N),
    }),
  }
}

/** Which way, in words: the sign alone is easily misread. */
export function asymmetryWords(value: number): string {
  if (Math.abs(value) < 0.05) return t('live.same')
  return t(value > 0 ? 'live.leftLonger' : 'live.rightLonger')
}
