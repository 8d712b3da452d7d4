import { BALANCE_METRICS } from './balance.ts'
import type { MetricDefinition } from './definition.ts'
import { LOAD_METRICS } from './load.ts'
import { SYMMETRY_METRICS } from './symmetry.ts'
import { TEMPORAL_METRICS } from './temporal.ts'

export { BALANCE_METRIC_NAMES, BALANCE_METRICS, type BalanceMetricName } from './balance.ts'
export type { MetricDefinition, MetricNeed, MetricUnit } from './definition.ts'

/** The table as a reader meets it, group by group. */
export const METRIC_GROUPS: readonly { readonly title: string; readonly metrics: Readonly<Record<string, MetricDefinition>> }[] = [
  { title: 'Times of strides', metrics: TEMPORAL_METRICS },
  { title: 'Load', metrics: LOAD_METRICS },
  { title: 'Symmetry', metrics: SYMMETRY_METRICS },
  { title: 'Quiet standing', metrics: BALANCE_METRICS },
]

/** The one table of metrics. Names, units and minimum n for code, exports, API and docs come from here. */
const STRIDE = { ...TEMPORAL_METRICS, ...LOAD_METRICS }
const SESSION = { ...SYMMETRY_METRICS, ...BALANCE_METRICS }

export type StrideMetricName = keyof typeof STRIDE
export const STRIDE_METRICS: { readonly [M in StrideMetricName]: MetricDefinition } = STRIDE
export const STRIDE_METRIC_NAMES = Object.keys(STRIDE) as readonly StrideMetricName[]
/** Metrics of which the summary has one figure for both feet together instead of left and right. */
export const BOTH_FEET_METRICS: ReadonlySet<StrideMetricName> = new Set(STRIDE_METRIC_NAMES.filter((m) => STRIDE[m].feet === 'both'))

export type SessionMetricName = keyof typeof SESSION
export const SESSION_METRICS: { readonly [M in SessionMetricName]: MetricDefinition } = SESSION
export const SESSION_METRIC_NAMES = Object.keys(SESSION) as readonly SessionMetricName[]

export type MetricName = StrideMetricName | SessionMetricName
export const METRICS: { readonly [M in MetricName]: MetricDefinition } = { ...STRIDE, ...SESSION }
