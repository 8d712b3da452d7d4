import type { MetricName } from '../../model/index.ts'
import { citedFor } from './citedChanges.ts'
import type { ChangeOf, ComparedSession, Detectable, Value } from './comparison.ts'

/** Fewer of the person's own sessions do not make a standard error of measurement. */
export const LEAST_BASELINES = 3

/** 1.96 sqrt(2) SEM, the SEM being the standard deviation of the person's own sessions under one condition. */
export function detectableOfOwn(values: readonly number[]): number {
  const n = values.length
  const mean = values.reduce((sum, v) => sum + v, 0) / n
  const sem = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1))
  return 1.96 * Math.SQRT2 * sem
}

/** From the person's own sessions where there are enough, else a published one for the same metric and kind of device, else unknown. */
export function detectableChange(
  metric: MetricName,
  of: ChangeOf,
  own: readonly number[],
  [a, b]: readonly [Value, Value],
  sessions: readonly [ComparedSession, ComparedSession],
): Detectable {
  if (own.length >= LEAST_BASELINES) return { how: 'own-sessions', value: detectableOfOwn(own), sessions: own.length }
  const [{ device }, other] = sessions
  const cited = of === 'asymmetry' || device.kind !== other.device.kind ? undefined : citedFor(metric, device.kind)
  if (cited !== undefined) return { how: 'cited', value: (Math.abs(a.value + b.value) / 2) * (cited.percent / 100), source: cited.source }
  const have = own.length === 0 ? 'no own sessions to tell it from' : `${own.length} own sessions have it, ${LEAST_BASELINES} are needed`
  return { how: 'unknown', value: null, because: `${have}; none is published for this metric on this kind of device` }
}
