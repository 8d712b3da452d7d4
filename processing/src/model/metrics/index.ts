import { BALANCE_METRICS } from './balance.ts'
import { COORDINATION_METRICS } from './coordination.ts'
import type { MetricDefinition } from './definition.ts'
import { COP_METRICS, COP_SESSION_METRICS } from './cop.ts'
import { CYCLOGRAM_METRICS } from './cyclogram.ts'
import { FOOT_TYPE_METRICS } from './footType.ts'
import { FORCE_METRICS, FORCE_SESSION_METRICS } from './force.ts'
import { LOAD_METRICS } from './load.ts'
import { MONITORING_METRICS } from './monitoring.ts'
import { REGION_METRICS } from './regions.ts'
import { RUNNING_METRICS, RUNNING_SESSION_METRICS } from './running.ts'
import { SPEED_FIGURES, SPEED_METRICS } from './speed.ts'
import { SYMMETRY_METRICS } from './symmetry.ts'
import { TEMPORAL_METRICS } from './temporal.ts'
import { VARIABILITY_METRICS } from './variability.ts'

export { BALANCE_METRIC_NAMES, BALANCE_METRICS, type BalanceMetricName } from './balance.ts'
export type { MetricDefinition, MetricNeed, MetricUnit } from './definition.ts'
export { PLANTAR_REGIONS, REGION_WORDS, type PlantarRegion } from './plantarRegions.ts'
export { REGION_FIGURES, type OfRegion, type RegionFigure } from './regions.ts'
export { PHASE_NAMES } from './cop.ts'
export { SAMPLE_FIGURE_NAMES, STANCE_FIGURE_NAMES, type StanceFigureName } from './stanceFigures.ts'

/** The table as a reader meets it, group by group. */
export const METRIC_GROUPS: readonly { readonly title: string; readonly metrics: Readonly<Record<string, MetricDefinition>> }[] = [
  { title: 'Times of strides', metrics: TEMPORAL_METRICS },
  { title: 'Load', metrics: LOAD_METRICS },
  { title: 'Speed and length', metrics: { ...SPEED_METRICS, ...SPEED_FIGURES } },
  { title: 'Force curve', metrics: { ...FORCE_METRICS, ...FORCE_SESSION_METRICS } },
  { title: 'Centre of pressure', metrics: { ...COP_METRICS, ...COP_SESSION_METRICS } },
  { title: 'Both feet as one figure', metrics: CYCLOGRAM_METRICS },
  { title: 'Parts of the foot', metrics: REGION_METRICS },
  { title: 'Type of foot', metrics: FOOT_TYPE_METRICS },
  { title: 'Feet at risk', metrics: MONITORING_METRICS },
  { title: 'Running', metrics: { ...RUNNING_METRICS, ...RUNNING_SESSION_METRICS } },
  { title: 'Symmetry', metrics: SYMMETRY_METRICS },
  { title: 'Variability', metrics: VARIABILITY_METRICS },
  { title: 'Coordination', metrics: COORDINATION_METRICS },
  { title: 'Quiet standing', metrics: BALANCE_METRICS },
]

/** The one table of metrics. Names, units and minimum n for code, exports, API and docs come from here. */
const STRIDE = { ...TEMPORAL_METRICS, ...LOAD_METRICS, ...SPEED_METRICS, ...FORCE_METRICS, ...COP_METRICS, ...RUNNING_METRICS }
const SESSION = {
  ...SPEED_FIGURES,
  ...SYMMETRY_METRICS,
  ...VARIABILITY_METRICS,
  ...COORDINATION_METRICS,
  ...FORCE_SESSION_METRICS,
  ...COP_SESSION_METRICS,
  ...CYCLOGRAM_METRICS,
  ...RUNNING_SESSION_METRICS,
  ...REGION_METRICS,
  ...FOOT_TYPE_METRICS,
  ...MONITORING_METRICS,
  ...BALANCE_METRICS,
}

export type StrideMetricName = keyof typeof STRIDE
export const STRIDE_METRICS: { readonly [M in StrideMetricName]: MetricDefinition } = STRIDE
export const STRIDE_METRIC_NAMES = Object.keys(STRIDE) as readonly StrideMetricName[]
/** Those that the live summary after each stride has. */
export const LIVE_METRIC_NAMES = STRIDE_METRIC_NAMES.filter((m) => STRIDE_METRICS[m].live)
/** Metrics of which the summary has one figure for both feet together instead of left and right. */
export const BOTH_FEET_METRICS: ReadonlySet<StrideMetricName> = new Set(STRIDE_METRIC_NAMES.filter((m) => STRIDE[m].feet === 'both'))

export type SessionMetricName = keyof typeof SESSION
export const SESSION_METRICS: { readonly [M in SessionMetricName]: MetricDefinition } = SESSION
export const SESSION_METRIC_NAMES = Object.keys(SESSION) as readonly SessionMetricName[]

export type MetricName = StrideMetricName | SessionMetricName
export const METRICS: { readonly [M in MetricName]: MetricDefinition } = { ...STRIDE, ...SESSION }
