import type { StrideMetricName } from '../../model/index.ts'
import type { Gathered } from '../strides/draft.ts'

/** What can't be had stays absent. */
export function give(metrics: Gathered, name: Exclude<StrideMetricName, 'stride_s'>, value: number): void {
  if (Number.isFinite(value)) metrics[name] = value
}
