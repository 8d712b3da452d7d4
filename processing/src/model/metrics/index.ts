import { COORDINATION_METRICS } from './coordination.ts'
import type { MetricDefinition } from './definition.ts'
import { LOAD_METRICS } from './load.ts'
import { SPEED_FIGURES, SPEED_METRICS } from './speed.ts'
import { SYMMETRY_METRICS } from './symmetry.ts'
import { TEMPORAL_METRICS } from './temporal.ts'
import { VARIABILITY_METRICS } from './variability.ts'

export type { MetricDefinition, MetricNeed, MetricUnit } from './definition.ts'

/** The table as a reader meets it, group by group. */
export const METRIC_GROUPS: readonly { readonly title: string; readonly metrics: Readonly<Record<string, MetricDefinition>> }[] = [
  { title: 'Times of strides', metrics: TEMPORAL_METRICS },
  { title: 'Load', metrics: LOAD_METRICS },
  { title: 'Speed and length', metrics: { ...SPEED_METRICS, ...SPEED_FIGURES } },
  { title: 'Symmetry', metrics: SYMMETRY_METRICS },
  { title: 'Variability', metrics: VARIABILITY_METRICS },
  { title: 'Coordination', metrics: COORDINATION_METRICS },
]

/** The one table of metrics. Names, units and minimum n for code, exports, API and docs come from here. */
const STRIDE = { ...TEMPORAL_METRICS, ...LOAD_METRICS, ...SPEED_METRICS }
const SESSION = { ...SPEED_FIGURES, ...SYMMETRY_METRICS, ...VARIABILITY_METRICS, ...COORDINATION_METRICS }

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
