import type { MetricName } from '../../model/index.ts'
import { deviationsOf, meanOf, sdFrom, studentQuantile } from '../statistics/index.ts'
import { citedFor } from './citedChanges.ts'
import type { ChangeOf, ComparedSession, Detectable, Value } from './comparison.ts'

/** Fewer of the person's own sessions do not make a standard error of measurement. */
export const LEAST_BASELINES = 3

/** 1.96 sqrt(2) SEM, the SEM being the standard deviation of the person's own sessions under one condition. */
export const detectableOfOwn = (values: readonly number[]): number => 1.96 * Math.SQRT2 * sdOf(values)

/** The same with Student's t of k - 1 degrees of freedom for 1.96: a standard deviation of few (k) sessions is itself hardly known. */
export const detectableOfFew = (values: readonly number[]): number => studentQuantile(values.length - 1) * Math.SQRT2 * sdOf(values)

/**
 * Where the person's next session lies with 95 %, by k earlier ones under one condition: mean +- t(k - 1) SD sqrt(1 + 1 / k), the prediction interval of one
 * more value (Hahn 1970, doi:10.2307/2284349).
 */
export function usualBand(values: readonly number[]): { readonly mean: number; readonly half: number } {
  const k = values.length
  return { mean: meanOf(Float64Array.from(values)), half: studentQuantile(k - 1) * sdOf(values) * Math.sqrt(1 + 1 / k) }
}

function sdOf(values: readonly number[]): number {
  const { by, squares } = deviationsOf(Float64Array.from(values))
  return sdFrom(meanOf(by), meanOf(squares), values.length)
}

/** From the person's own sessions where there are enough, else a published one for the same metric and kind of device, else unknown. */
export function detectableChange(
  metric: MetricName,
  of: ChangeOf,
  own: readonly number[],
  [a, b]: readonly [Value, Value],
  sessions: readonly [ComparedSession, ComparedSession],
): Detectable {
  if (own.length >= LEAST_BASELINES)
    return { how: 'own-sessions', value: detectableOfOwn(own), ofFew: detectableOfFew(own), sessions: own.length }
  const [{ device }, other] = sessions
  const cited = of === 'asymmetry' || device.kind !== other.device.kind ? undefined : citedFor(metric, device.kind)
  if (cited !== undefined) return { how: 'cited', value: (Math.abs(a.value + b.value) / 2) * (cited.percent / 100), source: cited.source }
  const have = own.length === 0 ? 'no own sessions to tell it from' : `${own.length} own sessions have it, ${LEAST_BASELINES} are needed`
  return { how: 'unknown', value: null, because: `${have}; none is published for this metric on this kind of device` }
}

/** What a difference must be larger than to count as beyond it. */
export const limitOf = (detectable: Detectable): number | null => (detectable.how === 'own-sessions' ? detectable.ofFew : detectable.value)
